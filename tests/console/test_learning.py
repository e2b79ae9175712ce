"""Learning from use in the console."""

from collections.abc import Callable

import pytest
from django.test import Client

from bot.console.models import AuditEntry
from bot.console.roles import Role
from bot.editing.models import Draft
from bot.learning.models import Group
from tests.learning.conftest import MakeGroup
from tests.learning.conftest import ask as ask  # noqa: PLC0414 (a fixture that make_group needs)
from tests.learning.conftest import make_group as make_group  # noqa: PLC0414 (a fixture of this file, too)
from tests.learning.test_deciding import faq as faq  # noqa: PLC0414 (a fixture of this file, too)

pytestmark = pytest.mark.django_db

LEARNING = "/console/apprentissage/"
SignIn = Callable[..., Client]


@pytest.fixture
def group(make_group: MakeGroup) -> Group:
    """Five people asked for a bicycle, one with signs that a browser could mistake for its own."""
    return make_group(*(f"un vélo <b>{number}</b>" for number in range(5)), nearest="essai-un")


def actions() -> list[str]:
    """What the audit trail holds."""
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_groups_are_shown_as_text(signed_in: SignIn, group: Group) -> None:
    page = signed_in(Role.EDITOR).get(LEARNING).content.decode()
    assert "un vélo &lt;b&gt;4&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "Cette semaine\u00a0: <strong>5</strong>" in page


def test_each_gesture_is_done_told_and_kept_in_the_trail(signed_in: SignIn, make_group: MakeGroup) -> None:
    client = signed_in(Role.EDITOR)
    for path, content, action in (
        ("formulation", {"entry": "essai-un", "text": "Comment avoir un vélo ?"}, "variant_added"),
        ("fiche", {"entry": "velo-aide", "theme": "essai", "text": "Comment avoir un vélo ?"}, "entry_begun"),
        ("confier", {"colleague": "editor"}, "group_given"),
        ("ecarter", {}, "group_dismissed"),
    ):
        group = make_group(*(f"{path} {number}" for number in range(5)))
        response = client.post(f"{LEARNING}{group.pk}/{path}/", content, follow=True)
        assert 'class="message success"' in response.content.decode()
        assert actions()[-1] == action
    assert Draft.objects.count() == 2


def test_what_is_refused_is_told_and_leaves_no_trace(signed_in: SignIn, group: Group) -> None:
    client = signed_in(Role.EDITOR)
    content = {"entry": "inconnue", "text": "Comment avoir un vélo ?"}
    page = client.post(f"{LEARNING}{group.pk}/formulation/", content, follow=True).content.decode()
    assert "« inconnue » n’existe pas".replace(" ", "\u202f", 1).replace(" »", "\u202f»") in page
    assert client.post(f"{LEARNING}{group.pk}/confier/", {"colleague": "personne"}).status_code == 400
    assert actions() == []
