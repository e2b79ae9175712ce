"""Makes the two people of the benchmark, in the installation that the environment names."""

import os

import django

PASSWORD = "Tilleul-Rouge=42"  # noqa: S105 (of an installation that lives for a minute)
EDITOR, APPROVER = "editor", "approver"


def main() -> None:
    """An editor and an approver, ready to work."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bot.config.settings"
    django.setup()
    from bot.console import charter, passwords  # noqa: PLC0415 (models need Django to be set up)
    from bot.console.models import Account  # noqa: PLC0415

    for role in (EDITOR, APPROVER):
        account = Account(username=role, first_name="Camille", last_name=role.title(), role=role)
        passwords.give(account, PASSWORD, first=False)
        charter.acknowledge(account)


if __name__ == "__main__":
    main()
