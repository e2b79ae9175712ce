"""What a channel hands over."""

from datetime import UTC, datetime

from bot.channels.event import Event


def test_an_event_shows_nothing_of_its_text() -> None:
    """A log, an exception or a debugger that shows a raw event shows neither the text nor the person."""
    event = Event("web", "demo", "jeton-secret", "1", datetime.now(UTC), text="mot très personnel", choice="faq:essai")
    for shown in (repr(event), str(event), f"{event}", f"{[event]}"):
        assert "personnel" not in shown
        assert "jeton-secret" not in shown
        assert "faq:essai" not in shown
