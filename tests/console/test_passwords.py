"""Passwords: CN4 and the CNIL's advice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bot.console import passwords
from bot.console.models import Account
from bot.console.roles import Role
from bot.conversations import clock
from tests.console.conftest import MakeAccount


def codes(password: str, account: Account | None = None) -> list[str]:
    """Why a password is refused."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        return sorted(str(problem.code) for problem in error.error_list)
    return []


@pytest.mark.parametrize("password", ["Tilleul-Rouge=42", "été comme hiver nos six grands voiliers naviguent loin"])
def test_strong_ones_pass(password: str) -> None:
    assert codes(password) == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Court-1aB", "weak"),
        ("tilleul-rouge=42", "weak"),
        ("TILLEUL-ROUGE=42", "weak"),
        ("Tilleul-Rouge=Vert", "weak"),
        ("TilleulRouge42Vert", "weak"),
        ("un un un un un un un un", "weak"),
        ("Tilleul-14/03/1985", "date"),
        ("Tilleul-19850314!", "date"),
        ("Tilleul=14031985!", "date"),
    ],
)
def test_weak_ones_are_refused(password: str, code: str) -> None:
    assert code in codes(password)


@pytest.mark.parametrize("password", ["Camille-Rouge=42", "Rouge=42-ÉLODIE!", "Vert=77-arbre-Zz", "Rouge=42-chene9"])
def test_no_name_in_it(password: str) -> None:
    account = Account(username="chene9", first_name="Élodie Camille", last_name="Arbre")
    assert codes(password, account) == ["name"]


@given(st.text(max_size=11))
def test_what_is_shorter_than_twelve_is_never_strong_unless_a_phrase(password: str) -> None:
    assert "weak" in codes(password)


@pytest.mark.django_db
def test_what_a_password_must_be_like_is_told_in_sentences(signed_in: Callable[..., Client]) -> None:
    """To who gives one, and to who chooses their own."""
    administrator = signed_in(Role.ADMINISTRATOR)
    for address in ("/console/comptes/nouveau/", "/console/mot-de-passe/"):
        assert "mots différents. Ni nom" in administrator.get(address).content.decode()


@pytest.mark.django_db
def test_the_last_three_do_not_come_back(make_account: MakeAccount) -> None:
    account = make_account(name="sureau")
    kept = [f"Tilleul-Rouge={number}0" for number in range(4)]
    for password in kept:
        assert codes(password, account) == []
        passwords.give(account, password, first=False)
    assert [codes(password, account) for password in kept] == [[], ["recent"], ["recent"], ["recent"]]


@pytest.mark.django_db
def test_it_is_renewed_after_ninety_days_and_after_a_reset(make_account: MakeAccount) -> None:
    account = make_account(name="sureau")
    assert not passwords.must_change(account)
    account.password_changed_at = clock.now() - timedelta(days=91)
    assert passwords.must_change(account)
    passwords.give(account, "Tilleul-Rouge=42", first=True)
    assert passwords.must_change(account)
    passwords.give(account, "Tilleul-Rouge=43", first=False)
    assert not passwords.must_change(account)
