"""How well and how fast personal data is found: ``python -m benchmarks.privacy``."""
