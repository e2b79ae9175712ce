"""The record of processing says what the settings say (RGPD, art. 30)."""

import re
from pathlib import Path

from bot.config.environment import ROOT, SETTINGS

RECORD = (Path(ROOT) / "docs" / "registre-des-traitements.md").read_text(encoding="utf-8")


def test_every_retention_time_is_there_as_it_is_set() -> None:
    """A default that changes, or a new kind of data with a time of its own, changes the document."""
    said = {setting: days for days, setting in re.findall(r"\| (\d+)[\s\u00a0]jours \| `(CAF_KEEP_\w+)` \|", RECORD)}
    assert said == {setting.name: setting.default for setting in SETTINGS if setting.name.startswith("CAF_KEEP_")}
