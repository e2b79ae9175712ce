"""deploy/systemd: units that systemd takes, with settings that exist."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import alive, processes
from bot.config.environment import SETTINGS

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
PLAIN = {setting.name for setting in SETTINGS if setting.default is not None}
SECRETS = {setting.name for setting in SETTINGS if setting.default is None}


def complaints(folder: Path, wrong: str = "") -> list[str]:
    """What ``systemd-analyze verify`` says of our units, with a Python that is there in the installation's place.

    ``wrong`` is a line more in each service.
    """
    for unit in UNITS.iterdir():
        text = unit.read_text(encoding="utf-8").replace("/opt/caf-assistant/.venv/bin/python", sys.executable)
        (folder / unit.name).write_text(text.replace("[Service]\n", f"[Service]\n{wrong}\n"), encoding="utf-8")
    for template in list(folder.glob("*@.*")):
        shutil.copyfile(template, folder / template.name.replace("@.", "@web."))
    units = [unit.name for unit in folder.iterdir() if "@." not in unit.name and unit.suffix != ".example"]
    done = subprocess.run(
        ("systemd-analyze", "verify", "--man=no", *(str(folder / unit) for unit in units)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [line for line in done.stderr.splitlines() if "caf-assistant" in line]


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Nothing is said of them; something is said of a line that systemd does not know."""
    assert complaints(tmp_path) == []
    assert complaints(tmp_path, "ProtectEverything=yes") != []


def test_every_process_is_started() -> None:
    """The target names each of them."""
    target = (UNITS / "caf-assistant.target").read_text(encoding="utf-8")
    assert set(re.findall(r"caf-assistant@(\w+)\.service", target)) == processes.BY_NAME.keys()


def test_every_process_is_asked_whether_it_answers() -> None:
    """The target starts a timer for each, and what the timer starts knows how to ask."""
    target = (UNITS / "caf-assistant.target").read_text(encoding="utf-8")
    assert (
        set(re.findall(r"caf-assistant-alive@(\w+)\.timer", target)) == processes.BY_NAME.keys() == alive.ASKED.keys()
    )
    service = (UNITS / "caf-assistant-alive@.service").read_text(encoding="utf-8")
    assert "python -m bot.cli.alive %i" in service


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.name)
def test_secrets_come_from_files_that_are_handed_over(file: Path) -> None:
    """Each ``…_FILE`` is a secret of ours and a credential of the unit."""
    text = file.read_text(encoding="utf-8")
    named = dict(re.findall(r"(CAF_[A-Z_]+)_FILE=%d/(\w+)", text))
    assert named.keys() <= SECRETS
    assert {"CAF_SECRET_KEY", "CAF_DATABASE_PASSWORD"} <= named.keys() or "alive" in file.name  # which needs none
    assert sorted(re.findall(r"LoadCredential=(\w+):", text)) == sorted(named.values())


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.name)
def test_it_holds_no_power(file: Path) -> None:
    """A user of its own, nothing to write to but its folders, no core, a bound on memory."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for line in (
        "User=caf-assistant",
        "ProtectSystem=strict",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "LimitCORE=0",
    ):
        assert line in lines
    assert any(line.startswith("MemoryMax=") for line in lines)


def test_the_console_can_publish() -> None:
    """Entries lie in the installation, of which nothing else can be written to."""
    assert "ReadWritePaths=-/opt/caf-assistant/data/faq" in (UNITS / "caf-assistant@.service").read_text().splitlines()


def test_the_example_holds_plain_settings_alone() -> None:
    """Known ones, and no secret."""
    text = (UNITS / "settings.env.example").read_text(encoding="utf-8")
    given = re.findall(r"^(CAF_[A-Z_]+)=.+$", text, flags=re.MULTILINE)
    assert given
    assert set(given) <= PLAIN
