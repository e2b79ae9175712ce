"""The kill switch in the console and on the command line."""

from collections.abc import Callable

import pytest
from django.test import Client

from bot.cli.main import main
from bot.console.models import AuditEntry
from bot.console.roles import Role
from bot.stops.models import Stop
from bot.stops.reach import in_force

pytestmark = pytest.mark.django_db

STOPS = "/console/arrets/"
SignIn = Callable[..., Client]


def trail() -> list[tuple[str, str, str]]:
    """Who did what to what."""
    return list(AuditEntry.objects.order_by("id").values_list("actor", "action", "object"))


@pytest.mark.parametrize("role", [Role.REFERENT, Role.DEPUTY])
def test_the_referent_stops_and_resumes(signed_in: SignIn, role: Role) -> None:
    client = signed_in(role)
    client.post(STOPS, {"what": "theme:logement", "reason": "Le décret est  faux !"})
    (stopped,) = in_force()
    assert (str(stopped), stopped.stopped_by) == ("theme:logement", f"Camille {role.value.title()}")
    page = client.get(STOPS).content.decode()
    assert "le thème logement" in page
    client.post(f"{STOPS}{stopped.pk}/reprendre/")
    assert not in_force().exists()
    assert trail() == [(role.value, "stopped", "theme:logement"), (role.value, "resumed", "theme:logement")]


def test_everybody_sees_in_red_what_is_stopped_and_why(signed_in: SignIn) -> None:
    signed_in(Role.REFERENT).post(STOPS, {"what": "everything:", "reason": "Réponses <b>fausses</b>."})
    for role, path in ((Role.COMMUNITY_MANAGER, "escalades/"), (Role.EDITOR, "redaction/"), (Role.AUDITOR, "journal/")):
        page = signed_in(role).get(f"/console/{path}").content.decode()
        assert '<aside class="stopped"' in page
        assert "l’assistant entier" in page
        assert "Réponses &lt;b&gt;fausses&lt;/b&gt;." in page


def test_citizens_pages_do_not_read_the_stops(client: Client, django_assert_num_queries: Callable[..., object]) -> None:
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert client.get("/donnees-personnelles/").status_code == 200


@pytest.mark.parametrize(
    ("what", "reason", "said"),
    [
        ("everything:", "", "obligatoire"),
        ("everything:", "Appeler le 06 39 98 12 34", "numéro de téléphone"),
        ("", "Faux.", "obligatoire"),
        ("entry:inconnue", "Faux.", "inconnue"),
    ],
)
def test_a_stop_without_a_good_reason_or_target_is_refused(
    signed_in: SignIn, what: str, reason: str, said: str
) -> None:
    response = signed_in(Role.REFERENT).post(STOPS, {"what": what, "reason": reason})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert (Stop.objects.count(), trail()) == (0, [])


def test_the_command_line_stops_and_resumes_and_says_what_is_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stop", "--theme", "logement", "--reason", "Le décret est faux."]) == 0
    assert main(["stop", "--all", "--reason", "Panne."]) == 0
    said = capsys.readouterr().out
    assert "l’assistant entier – Panne." in said
    assert "le thème logement – Le décret est faux. (ligne de commande)" in said
    assert main(["resume", "--all"]) == 0
    assert "le thème logement" in capsys.readouterr().out
    assert [str(each) for each in in_force()] == ["theme:logement"]
    assert trail() == [("", "stopped", "theme:logement"), ("", "stopped", "everything"), ("", "resumed", "everything")]


@pytest.mark.parametrize("arguments", [["stop", "--entry", "inconnue", "--reason", "Faux."], ["resume", "--all"]])
def test_the_command_line_says_what_cannot_be_done(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    assert capsys.readouterr().err.strip().endswith(".")
    assert trail() == []
