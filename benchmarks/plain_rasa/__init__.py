"""The same FAQ in a plain Rasa bot: what it finds, how fast, at what cost."""
