"""Trials: what would be answered with a changed entry, before it is published; asked for in the console."""
