"""The audit trail: chained, append only."""

import pytest
from django.db import DatabaseError, connection, transaction

from bot.console import audit
from bot.console.models import AuditEntry
from tests.console.conftest import MakeAccount


@pytest.mark.django_db
def test_a_whole_chain_has_no_fault(make_account: MakeAccount) -> None:
    account = make_account()
    assert list(audit.faults()) == []
    for number in range(5):
        audit.record(account, "login", number, kind="é")
    assert list(audit.faults()) == []
    assert AuditEntry.objects.count() == 5


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_delete_an_entry() -> None:
    audit.record(None, "login")
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        AuditEntry.objects.update(actor="x")
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        AuditEntry.objects.all().delete()


TRIGGERS_AWAY = {
    "sqlite": ["DROP TRIGGER audit_no_UPDATE", "DROP TRIGGER audit_no_DELETE"],
    "postgresql": ["DROP TRIGGER audit_append_only ON console_auditentry"],
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE console_auditentry SET actor = 'x' WHERE id = %s",
        """UPDATE console_auditentry SET detail = '{"a": 1}' WHERE id = %s""",
        "UPDATE console_auditentry SET at = '2020-01-01 00:00:00' WHERE id = %s",
        "DELETE FROM console_auditentry WHERE id = %s",
    ],
)
def test_what_somebody_changes_behind_the_application_is_seen(tampering: str) -> None:
    """Even with the triggers taken away."""
    second = [audit.record(None, "login", number) for number in range(3)][1]
    with connection.cursor() as cursor:
        for statement in TRIGGERS_AWAY[connection.vendor]:
            cursor.execute(statement)
        cursor.execute(tampering, [second.pk])
    assert list(audit.faults()) != []
