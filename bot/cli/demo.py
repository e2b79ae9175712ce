"""``demo``: an installation to look at, in a data folder of its own, on invented pages."""

import os
import shutil

import django

from bot.cli.errors import CommandError
from bot.cli.terminal import Tell
from bot.cli.texts import say
from bot.config import environment

FOLDER = "demo"
"""Its data folder, inside that of the installation."""


def demo(reset: bool, tell: Tell) -> int:
    """Fills the demonstration's data folder at the first run, then serves it until Ctrl-C; returns the exit status.

    Args:
        reset: throw away what is there, and begin again with new passwords.
        tell: says a line.

    Raises:
        CommandError: this is no development install.
    """
    if not environment.is_development():
        raise CommandError(say("demo.not_here"))
    folder = environment.path("CAF_DATA_DIR") / FOLDER
    if reset and folder.exists():
        shutil.rmtree(folder)
    os.environ["CAF_DATA_DIR"] = str(folder)
    prepare(tell)
    from bot.cli.serve import serve  # noqa: PLC0415 (imports Django's settings)

    tell(say("demo.console", url=f"http://{environment.value('CAF_WEB_HOST')}:{environment.value('CAF_WEB_PORT')}"))
    return serve(tell)


def prepare(tell: Tell) -> None:
    """Fills the data folder that the environment names, unless it is filled; shows the passwords, once."""
    os.environ["CAF_PAGES_FILE"] = "data/demo/pages.yml"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 (after setup)

    from bot.console import demonstration  # noqa: PLC0415
    from bot.console.models import Account  # noqa: PLC0415
    from bot.console.roles import Role, roles  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    if demonstration.is_filled():
        tell(say("demo.known", folder=environment.path("CAF_DATA_DIR")))
        return
    tell(say("demo.filling"))
    passwords = demonstration.fill()
    tell(say("demo.accounts"))
    for account in Account.objects.order_by("id"):
        role = roles()[Role(account.role)].label
        tell(say("demo.account", username=account.username, password=passwords[account.username], role=role))
