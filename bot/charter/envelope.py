"""What travels beside a message from the worker to Rasa, as the message's metadata.

The worker knows the page, the hour and who is in charge; Rasa knows what was said. The envelope carries the former,
in plain JSON, through Rasa's REST channel to the components and actions.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Self

STICKER = "sticker"
"""The kind of attachment that is a word of courtesy: nothing is in it, and nobody is asked to delete it."""


def is_kept_out(attachment: str | None) -> bool:
    """Whether a kind of attachment is one that is neither opened nor kept (CH2); nothing came where it is empty."""
    return bool(attachment) and attachment != STICKER


_LISTS = ("kinds", "stopped_entries", "stopped_themes")
"""Fields that are tuples here and lists in JSON."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The circumstances of one message.

    Attributes:
        page_name: name of the Caf, as citizens read it.
        contact_url: its page « Contacter ma Caf ».
        appointment_url: where to book a rendez-vous with it.
        stopped: the referent has stopped the assistant, on this page or everywhere (CH10).
        stopped_entries: FAQ entries that the referent has stopped.
        stopped_themes: themes whose every entry is stopped.
        closed: the page does not answer now (CH4).
        reopens: when it answers again, local time; None when open, or closed for good.
        blocked: a community manager has blocked this person for a time (CN8).
        human_in_charge: a community manager answers this conversation.
        kinds: kinds of personal data that the gate erased from the message (CH2); never a value.
        attachment: kind of attachment that came, alone or with a text.
        choice: payload of the button that was pressed.
        silent: the citizen has been told already what a rule would say again (closed page, too many messages).
        too_many: messages come faster than anybody reads, or are the same again and again.
        trace: which message it is in the logs of every process; it names nobody.
        forget: messages before held pieces of a number that this one completes: what was typed there must go (CH2).
    """

    page_name: str
    contact_url: str
    appointment_url: str
    stopped: bool = False
    stopped_entries: tuple[str, ...] = ()
    stopped_themes: tuple[str, ...] = ()
    closed: bool = False
    reopens: datetime | None = None
    blocked: bool = False
    human_in_charge: bool = False
    kinds: tuple[str, ...] = field(default_factory=tuple)
    attachment: str | None = None
    choice: str | None = None
    silent: bool = False
    too_many: bool = False
    forget: bool = False
    trace: str = ""

    @property
    def holds_attachment(self) -> bool:
        """Whether something came that is neither opened nor kept (CH2)."""
        return is_kept_out(self.attachment)

    def withholds(self, entry_id: str, theme: str) -> bool:
        """Whether the referent has stopped that entry or its theme: it is neither given nor offered."""
        return entry_id in self.stopped_entries or theme in self.stopped_themes

    def to_metadata(self) -> dict[str, Any]:
        """The envelope as JSON values."""
        return asdict(self) | {
            **{name: list(getattr(self, name)) for name in _LISTS},
            "reopens": self.reopens.isoformat() if self.reopens else None,
        }

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, Any] | None, default: "Envelope") -> Self:
        """The envelope of a message; ``default`` stands in where there is none, as in ``rasa shell``."""
        known = {key: value for key, value in (metadata or {}).items() if key in cls.__dataclass_fields__}
        if not known:
            known = default.to_metadata()
        reopens = known.get("reopens")
        return cls(
            **known
            | {
                **{name: tuple(known.get(name) or ()) for name in _LISTS},
                "reopens": datetime.fromisoformat(reopens) if reopens else None,
            }
        )
