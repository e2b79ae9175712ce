"""Rasa graph components: thin, they call ``charter`` and ``faq``."""

from bot.nlu import front_door

front_door.close()  # whatever Rasa loads of this package, it is closed before the first message
