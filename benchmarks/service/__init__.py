"""Benchmark of the service profile when parts of it die."""
