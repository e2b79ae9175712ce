"""What the console keeps: accounts, the work of people, the audit trail."""

from bot.console.models.accounts import Account, Acknowledgement, Duty, Session, UsedPassword
from bot.console.models.audit import AuditEntry
from bot.console.models.work import Claim, EditorMark, HandlingRecord, Note, Presence, ReadyReply

__all__ = [
    "Account",
    "Acknowledgement",
    "AuditEntry",
    "Claim",
    "Duty",
    "EditorMark",
    "HandlingRecord",
    "Note",
    "Presence",
    "ReadyReply",
    "Session",
    "UsedPassword",
]
