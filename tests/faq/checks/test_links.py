"""Links: form, public sites, order."""

import pytest

from bot.faq.checks.links import check, is_allowed
from bot.faq.entries import Link, Source
from tests.faq.checks.examples import TODAY, entry, kinds

CAF = Link("Caf", "https://www.caf.fr/aide")
STATE = Link("Service-Public", "https://www.service-public.gouv.fr/particuliers/vosdroits/F1")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.caf.fr/allocataires/aides?theme=logement#demande",
        "https://www.impots.gouv.fr",
        "https://pension-alimentaire.caf.fr/",
    ],
)
def test_public_pages_are_fine(url: str) -> None:
    """Parameters and anchors of a page are part of it."""
    assert kinds(check, entry(links=(Link("Page", url),))) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://www.caf.fr",
        "https://caf",
        "https://www.caf.fr:8443/",
        "https://www.caf.fr:port/",
        "https://nom:secret@www.caf.fr/",
        "https://192.0.2.1/",
        "https://[caf.fr/",
        "https://www.caf.fr/?utm_source=pub",
        "https://www.caf.fr/?fbclid",
        "https:///aide",
    ],
)
def test_what_is_no_plain_public_address_is_an_error(url: str) -> None:
    """Another scheme, a port, a user, a number, a tracker, half an address."""
    assert kinds(check, entry(links=(Link("Page", url),))) == ["link_form@links.0.url"]


@pytest.mark.parametrize("url", ["https://www.aide-sociale.fr", "https://notcaf.fr", "https://caf.fr.example.com"])
def test_a_site_that_is_not_listed_is_an_error(url: str) -> None:
    """CH9: neither a private site nor one that only looks like the Caf's."""
    assert kinds(check, entry(links=(Link("Page", url),))) == ["link_domain@links.0.url"]


def test_the_caf_comes_first() -> None:
    """CH8: caf.fr, then public services; an answer about another service may do without the Caf."""
    assert kinds(check, entry(links=(CAF, STATE))) == []
    assert kinds(check, entry(links=(STATE,))) == []
    assert kinds(check, entry(links=(STATE, CAF))) == ["link_order@links.1.url"]


def test_a_page_is_cited_once() -> None:
    """A final slash does not make another page."""
    again = Link("Caf encore", CAF.url + "/")
    assert kinds(check, entry(links=(CAF, again))) == ["link_twice@links.1.url"]


def test_a_source_may_be_any_well_formed_page() -> None:
    """Sources are for editors: their site is free, their address is not."""
    good, bad = Source("A", "https://presse.example/a", TODAY), Source("B", "https://presse", TODAY)
    assert kinds(check, entry(sources=(good, bad))) == ["source_form@sources.1.url"]


def test_part_of_a_listed_domain_is_allowed() -> None:
    """Subdomains are, look-alikes are not."""
    assert is_allowed("caf.fr")
    assert is_allowed("a.b.gouv.fr")
    assert not is_allowed("gouv.fr.example")
    assert not is_allowed("fr")
