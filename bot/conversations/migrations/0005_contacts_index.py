from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0004_dialogue")]

    operations = [
        migrations.RemoveIndex(model_name="contactrecord", name="contacts_by_period"),
        migrations.AddIndex(
            model_name="contactrecord",
            index=models.Index(
                fields=["started_at", "page", "outcome", "benefit", "helpful", "motive"], name="contacts_by_period"
            ),
        ),
    ]
