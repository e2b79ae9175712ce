"""The command line itself: French, exit statuses, the commands that need no running process."""

import io
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.main import main


def test_help_is_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    """No English word of argparse is left in the help."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert "utilisation : " in shown
    for word in ("usage:", "show this help", "positional", "optional"):
        assert word not in shown


def test_a_missing_argument_is_said_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2, and what is missing by name."""
    with pytest.raises(SystemExit) as ended:
        main(["replay"])
    assert ended.value.code == 2
    assert "il manque : FICHIER.jsonl, --out" in capsys.readouterr().err


def test_scan_names_lines_and_kinds_and_shows_no_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 1 when something would be erased; the value is not printed."""
    file = tmp_path / "messages.txt"
    file.write_text("bonjour\nmon numéro allocataire 1234567\n", encoding="utf-8")
    assert main(["privacy", "scan", str(file)]) == 1
    shown = capsys.readouterr().out
    assert "2\u00a0: numéro d’allocataire" in shown
    assert "1234567" not in shown


def test_scan_of_a_clean_text_ends_well(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard input is read for « - »; status 0 and a sentence when there is nothing."""
    monkeypatch.setattr("sys.stdin", io.StringIO("comment demander la prime d'activité ?\n"))
    assert main(["privacy", "scan", "-"]) == 0
    assert "Aucune donnée personnelle" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["absent.txt", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, the file and what to do, in French."""
    assert main(["privacy", "scan", str(tmp_path / name)]) == 1
    shown = capsys.readouterr().err
    assert str(tmp_path) in shown
    assert "n’existe pas" in shown or "c’est un dossier" in shown


def test_search_shows_the_likeliest_entries_and_the_decision(capsys: pytest.CaptureFixture[str]) -> None:
    """The right entry stands first, with its scores."""
    assert main(["faq", "search", "aide au logement pour un étudiant"]) == 0
    columns, first, *_, decision = capsys.readouterr().out.splitlines()
    assert columns.split()[0] == "chances"
    assert "logement-etudiant" in first
    assert decision.startswith("→")


def test_search_explains_how_scores_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    """The terms printed give the score printed, to the rounding; the nearest phrasing is the one typed."""
    assert main(["faq", "search", "--explain", "Comment demander l'Apl quand on est étudiant ?"]) == 0
    shown = capsys.readouterr().out
    (line,) = [line for line in shown.splitlines() if line.startswith("   logement-etudiant\u00a0: ")]
    numbers = [float(number) for number in re.findall(r"\d+\.\d+", line)]
    dense, lexical_weight, lexical, learnt_weight, learnt, score = numbers
    assert dense + lexical_weight * lexical + learnt_weight * math.sqrt(learnt) == pytest.approx(score, abs=0.01)
    assert "«\u00a0Comment demander l'Apl quand on est étudiant ?\u00a0»" in shown


def test_a_command_and_what_it_starts_leave_no_core() -> None:
    """CH2: a core would hold messages as they were before the gate."""
    program = "import sys; from bot.cli.main import main; main(['privacy', 'scan', '-']); import resource; "
    limit = "print(resource.getrlimit(resource.RLIMIT_CORE), file=sys.stderr)"
    done = subprocess.run(
        (sys.executable, "-W", "ignore", "-c", program + limit),
        input="Bonjour", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == "(0, 0)"
