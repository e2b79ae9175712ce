"""Rasa custom actions: tracker in, one outcome and slots out; no database. What is said is in ``domain.yml``."""
