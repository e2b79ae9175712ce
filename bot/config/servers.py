"""Where Rasa and the action servers answer: on this machine, or on several."""

from bot.config import environment


def rasa() -> tuple[str, ...]:
    """Rasa's servers, in the order in which they are asked.

    Raises:
        ConfigurationError: a setting is wrong.
    """
    return environment.addresses("CAF_RASA_URLS", f"http://127.0.0.1:{environment.value('CAF_RASA_PORT')}")


def actions() -> tuple[str, ...]:
    """The action servers; a Rasa that is started here talks to the first.

    Raises:
        ConfigurationError: a setting is wrong.
    """
    return environment.addresses("CAF_ACTIONS_URLS", f"http://127.0.0.1:{environment.value('CAF_ACTIONS_PORT')}")
