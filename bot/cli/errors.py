"""What a command cannot do."""


class CommandError(Exception):
    """The message, in French, says why and what to do instead."""
