"""Acronyms are spelled out once."""

import pytest

from bot.faq.checks.acronyms import check
from tests.faq.checks.examples import context, entry, kinds


@pytest.mark.parametrize(
    "answer",
    [
        "Le Rsa (revenu de solidarité active) est versé. Le Rsa est recalculé.",
        "Le revenu de solidarité active est versé. C’est le Rsa.",
        "Le RSA, ou Revenu de Solidarité Active.",
        "L’Apl et les aides personnelles au logement.",
        "La Caf demande un RIB, par SMS, pour un HLM.",
        "Il passe. Un avis. Les ares de terre.",
    ],
)
def test_explained_or_everyday_acronyms_are_fine(answer: str) -> None:
    """Before or after, whatever the capitals; words that look alike are no acronyms."""
    assert kinds(check, entry(answer=answer)) == []


@pytest.mark.parametrize(
    "answer", ["Le Rsa est versé.", "Le RSA est versé. Le RSA est recalculé.", "Demandez à la MDPH."]
)
def test_an_unexplained_acronym_is_told_once(answer: str) -> None:
    """At its first place, with what it stands for."""
    assert kinds(check, entry(answer=answer)) == ["acronym@answer"]


def test_each_text_explains_its_own() -> None:
    """Who reads the easy version has not read the other."""
    explained = "Le Rsa (revenu de solidarité active) est versé."
    assert kinds(check, entry(answer=explained, simple="Le Rsa est une aide.")) == ["acronym@simple"]


def test_capitals_that_nobody_knows_are_told() -> None:
    """The table is completed, or the words are written out."""
    (found,) = check(entry(answer="Oui.\nVoyez le ZZT."), context())
    assert (found.kind, found.row) == ("unknown_acronym", 1)
