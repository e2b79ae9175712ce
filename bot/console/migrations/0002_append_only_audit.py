"""The database itself refuses to change or delete an entry of the audit trail."""

from typing import Any

from django.db import migrations

TABLE = "console_auditentry"
REFUSAL = "the audit trail is append only"

SQLITE = [
    f"CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    "CREATE FUNCTION refuse_audit_change() RETURNS trigger AS $$"
    f" BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$ LANGUAGE plpgsql",
    f"CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
    " FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()",
]


def forbid_changes(apps: Any, schema_editor: Any) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("console", "0001_initial")]
    operations = [migrations.RunPython(forbid_changes, migrations.RunPython.noop, atomic=True)]
