"""Whether a person had part in a contact (AR1); of earlier records as far as their outcome tells."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WITH_A_PERSON = (
    "human_in_charge", "distress", "forbidden", "routed_human", "routed_complaint", "routed_personal",
)  # fmt: skip
"""The outcomes of a contact that a person was in charge of, and those that always called one."""


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Marks the records whose outcome says it; that an entry did not help twice, say, was written down nowhere."""
    apps.get_model("conversations", "ContactRecord").objects.filter(outcome__in=WITH_A_PERSON).update(
        human_involved=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0007_contacts_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactrecord",
            name="human_involved",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name="contactrecord",
            name="contacts_by_outcome",
        ),
        migrations.AddIndex(
            model_name="contactrecord",
            index=models.Index(
                fields=["page", "outcome", "helpful", "human_involved", "started_at"], name="contacts_by_result"
            ),
        ),
    ]
