"""Opening, changing, resetting and closing accounts."""

from collections.abc import Callable

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from bot.console import passwords, work
from bot.console.models import Account, Claim
from bot.console.roles import Role
from tests.console.conftest import PASSWORD, MakeAccount, MakeCase, as_account

pytestmark = pytest.mark.django_db

NEW = {"username": "anémone", "first_name": "Ana", "last_name": "Fleur", "role": "editor", "password": PASSWORD}


@pytest.fixture
def administrator(signed_in: Callable[..., Client]) -> Client:
    """An administrator's browser."""
    return signed_in(Role.ADMINISTRATOR)


def test_an_account_is_opened_and_must_change_its_password(administrator: Client) -> None:
    assert administrator.post("/console/comptes/nouveau/", NEW).status_code == 302
    account = Account.objects.get(username="anémone")
    assert account.check_password(PASSWORD)
    assert passwords.must_change(account)


@pytest.mark.parametrize(
    "change", [{"password": "court"}, {"password": "Fleur-Rouge=42!"}, {"role": "superuser"}, {"pages": ["inconnue"]}]
)
def test_a_wrong_form_opens_nothing(administrator: Client, change: dict[str, object]) -> None:
    assert administrator.post("/console/comptes/nouveau/", NEW | change).status_code == 200
    assert not Account.objects.filter(username="anémone").exists()


def test_nothing_but_the_fields_of_the_form_is_taken(administrator: Client, make_account: MakeAccount) -> None:
    """Mass assignment: neither the password nor the state nor the name that the trail knows."""
    account = make_account(name="bleuet")
    posted = {
        "username": "autre", "first_name": "Léa", "last_name": "Fleur", "role": "editor",
        "is_active": "", "password": "x", "password_changed_at": "", "id": "999",
    }  # fmt: skip
    assert administrator.post(f"/console/comptes/{account.pk}/", posted).status_code == 302
    after = Account.objects.get(pk=account.pk)
    assert (after.username, after.first_name, after.role, after.is_active) == ("bleuet", "Léa", "editor", True)
    assert after.password == account.password


def test_a_leavers_conversations_are_free_again(
    administrator: Client, make_account: MakeAccount, make_case: MakeCase
) -> None:
    account, case = make_account(name="bleuet"), make_case()
    browser = as_account(account)
    work.take(case, account)
    administrator.post(f"/console/comptes/{account.pk}/fermer/")
    assert browser.get("/console/escalades/").status_code == 302
    assert not Claim.objects.exists()
    case.refresh_from_db()
    assert not case.human_in_charge
    administrator.post(f"/console/comptes/{account.pk}/fermer/")
    account.refresh_from_db()
    assert account.is_active


def test_a_reset_takes_the_second_factor_away(administrator: Client, make_account: MakeAccount) -> None:
    account = make_account(name="bleuet")
    TOTPDevice.objects.create(user=account, name="TOTP")
    administrator.post(f"/console/comptes/{account.pk}/remise-a-zero/", {"password": PASSWORD})
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert passwords.must_change(account)
    assert not TOTPDevice.objects.exists()


def test_the_last_administrator_stays(administrator: Client) -> None:
    account = Account.objects.get(role="administrator")
    administrator.post(f"/console/comptes/{account.pk}/fermer/")
    posted = {"first_name": "Léa", "last_name": "Fleur", "role": "editor"}
    assert administrator.post(f"/console/comptes/{account.pk}/", posted).status_code == 200
    account.refresh_from_db()
    assert (account.is_active, account.role) == (True, "administrator")
