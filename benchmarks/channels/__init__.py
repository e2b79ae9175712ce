"""Messenger's webhook under load: how fast it acknowledges, and what is lost when processes are killed."""
