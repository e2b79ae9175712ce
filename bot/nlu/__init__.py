"""Rasa graph components: thin, they call ``charter`` and ``faq``."""
