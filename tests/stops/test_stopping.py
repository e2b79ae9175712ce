"""Stopping, resuming, and how far a stop reaches."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.stops import stopping
from bot.stops.models import Stop
from bot.stops.reach import Reach, in_force, reach
from tests.faq.samples import write_entry

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
Scope = Stop.Scope


@pytest.fixture(autouse=True)
def faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two entries, one of which cannot be read."""
    write_entry(tmp_path, id="essai-un")
    broken = tmp_path / "essai" / "essai-casse.yml"
    broken.parent.mkdir(exist_ok=True)
    broken.write_text("{", encoding="utf-8")
    monkeypatch.setenv("CAF_FAQ_DIR", str(tmp_path))
    return tmp_path


def stop(scope: Scope, target: str = "", reason: str = "Le montant est faux.") -> Stop:
    """A stop, now."""
    return stopping.stop(scope, target, reason, by="Camille Essai", at=NOW)


def test_nothing_is_stopped_at_first() -> None:
    assert reach("demo") == Reach(assistant=False, entries=(), themes=())


@pytest.mark.parametrize(
    ("scope", "target", "expected"),
    [
        (Scope.ENTRY, "essai-un", Reach(False, ("essai-un",), ())),
        (Scope.ENTRY, "essai-casse", Reach(False, ("essai-casse",), ())),
        (Scope.THEME, "essai", Reach(False, (), ("essai",))),
        (Scope.PAGE, "demo", Reach(True, (), ())),
        (Scope.EVERYTHING, "", Reach(True, (), ())),
    ],
)
def test_a_stop_reaches_what_it_names_until_it_is_lifted(scope: Scope, target: str, expected: Reach) -> None:
    """A page stops alone; entries, themes and everything are stopped on every page. What is over leaves a trace."""
    stop(scope, target)
    assert reach("demo") == expected
    assert reach("autre").assistant is (scope is Scope.EVERYTHING)
    lifted = stopping.resume(scope, target, by="Dominique Essai", at=NOW)
    assert reach("demo") == Reach(False, (), ())
    assert (lifted.stopped_by, lifted.lifted_by, lifted.lifted_at) == ("Camille Essai", "Dominique Essai", NOW)
    stop(scope, target)
    assert reach("demo") == expected
    assert Stop.objects.count() == 2


@pytest.mark.parametrize(
    ("scope", "target", "reason", "said"),
    [
        (Scope.ENTRY, "inconnue", "Faux.", "n’existe pas"),
        (Scope.THEME, "inconnu", "Faux.", "n’existe pas"),
        (Scope.PAGE, "inconnue", "Faux.", "n’existe pas"),
        (Scope.EVERYTHING, "demo", "Faux.", "n’existe pas"),
        (Scope.ENTRY, "essai-un", "   ", "obligatoire"),
        (Scope.ENTRY, "essai-un", "Appeler le 06 39 98 12 34", "numéro de téléphone"),
    ],
)
def test_what_makes_no_sense_is_refused(scope: Scope, target: str, reason: str, said: str) -> None:
    with pytest.raises(stopping.StopRefusedError, match=said):
        stop(scope, target, reason)
    assert not in_force().exists()


def test_what_is_stopped_is_not_stopped_twice_nor_resumed_twice() -> None:
    stop(Scope.EVERYTHING)
    with pytest.raises(stopping.StopRefusedError, match="déjà arrêté"):
        stop(Scope.EVERYTHING)
    stopping.resume(Scope.EVERYTHING, "", by="Camille Essai", at=NOW)
    with pytest.raises(stopping.StopRefusedError, match="n’est pas à l’arrêt"):
        stopping.resume(Scope.EVERYTHING, "", by="Camille Essai", at=NOW)
