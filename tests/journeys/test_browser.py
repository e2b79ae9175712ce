"""The web chat in a real browser: typed, read, heard, looked at."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bot.config import environment
from tests.browser import DESKTOP, NARROW, PHONE, chromium, faults
from tests.journeys.conftest import Assistant

pytestmark = pytest.mark.system

_ANSWER_AS_PERSON = """
import sys, django
django.setup()
from bot.console import charter, work
from bot.console.models import Account
from bot.console.roles import Role
from bot.conversations import clock
from bot.conversations.models import Escalation
case = Escalation.objects.filter(reason="human_request").latest("id").conversation
account = Account(username="lea", role=Role.COMMUNITY_MANAGER.value, password_changed_at=clock.now())
account.set_unusable_password()
account.save()
charter.acknowledge(account)
work.take(case, account)
work.reply(case, account, sys.argv[1])
"""
"""What the console does when a community manager takes a conversation and answers it."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser, assistant: Assistant) -> Iterator[Page]:
    """A phone at the chat, in a browser that has seen nothing."""
    context = browser.new_context(viewport=PHONE, locale="fr-FR")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(assistant.url)
    yield page
    context.close()
    assert errors == []


def ask(page: Page, text: str) -> None:
    """Types a question and waits for one more reply."""
    replies = page.locator(".assistant")
    before = replies.count()
    page.get_by_label("Votre question").fill(text)
    page.keyboard.press("Enter")
    expect(replies).to_have_count(before + 1, timeout=15_000)


def test_a_question_is_typed_and_its_answer_read(page: Page) -> None:
    """Keyboard only: the field, Enter, the answer in the log, its link, the author named."""
    ask(page, "comment demander l'apl quand on est étudiant ?")
    reply = page.get_by_role("log").locator(".assistant").last
    expect(reply).to_contain_text("étudiant")
    expect(reply.get_by_role("link").first).to_have_attribute(
        "href", "https://www.caf.fr/allocataires/aides-et-demarches"
    )
    expect(reply.get_by_role("heading")).to_have_text("Assistant automatique")
    expect(page.get_by_role("status")).to_have_text("")


def test_choices_are_buttons_and_answer_once(page: Page) -> None:
    """A choice is pressed; the others can no longer be."""
    ask(page, "la prime d'activité")
    choices = page.locator(".choices button")
    expect(choices.first).to_be_visible()
    choices.nth(0).click()
    expect(page.locator(".assistant")).to_have_count(2, timeout=15_000)
    expect(choices.nth(1)).to_have_attribute("aria-disabled", "true")


def test_personal_data_is_taken_off_the_screen_too(page: Page) -> None:
    """The tab forgets what was typed: on the screen and in its storage."""
    ask(page, "mon numéro allocataire est le 7654321")
    expect(page.get_by_role("log")).not_to_contain_text("7654321")
    assert "7654321" not in str(page.context.storage_state(indexed_db=True))
    assert "7654321" not in "".join(page.locator("#log").all_inner_texts())


def test_the_tab_keeps_its_history_and_another_tab_has_none(page: Page, browser: Browser, assistant: Assistant) -> None:
    """A reload shows the conversation again; somebody else's browser shows nothing of it."""
    ask(page, "bonjour")
    page.reload()
    expect(page.locator(".citizen")).to_have_count(1)
    expect(page.locator(".assistant")).to_have_count(1)
    other = browser.new_page()
    other.goto(assistant.url)
    expect(other.locator(".citizen")).to_have_count(0)
    other.close()


def test_a_persons_message_arrives_by_itself(page: Page, assistant: Assistant) -> None:
    """Written at the console, it is read and named in the tab, which was not loaded again."""
    ask(page, "je voudrais parler à un conseiller")
    page.evaluate("window.stayed = true")
    said = "Bonjour, je suis Léa, de la Caf. Quelle est votre question ?"
    subprocess.run(
        (sys.executable, "-W", "ignore", "-c", _ANSWER_AS_PERSON, said),
        cwd=environment.ROOT,
        env=assistant.environment | {"DJANGO_SETTINGS_MODULE": "bot.config.settings"},
        check=True,
    )
    from_person = page.get_by_role("log").locator(".adviser")
    expect(from_person).to_contain_text("Bonjour, je suis Léa, de la Caf.", timeout=15_000)
    expect(from_person.get_by_role("heading")).to_have_text("Une personne de la Caf")
    assert page.evaluate("window.stayed") is True


def test_a_talk_is_printed(page: Page) -> None:
    """What was said, dark on white even from a dark screen; nothing that paper cannot do."""
    ask(page, "la prime d'activité")
    page.emulate_media(media="print", color_scheme="dark")
    for useless in ("#form", "#state", ".choices"):
        expect(page.locator(useless)).to_be_hidden()
    expect(page.locator(".citizen")).to_contain_text("la prime d'activité")
    expect(page.locator(".assistant")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("body")).to_have_css("color", "rgb(27, 27, 31)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert faults(page) == []


_WATCH_SCROLLING = """
window.scrolled = [];
const scroll = Element.prototype.scrollIntoView;
Element.prototype.scrollIntoView = function (options) {
  window.scrolled.push(options.behavior);
  scroll.call(this, options);
};
"""


@pytest.mark.parametrize(("wish", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_who_wants_none_of_it(page: Page, wish: str, behaviour: str) -> None:
    """A reply is jumped to, not scrolled to; nothing else is animated."""
    page.emulate_media(reduced_motion="reduce" if wish == "reduce" else "no-preference")
    page.add_init_script(_WATCH_SCROLLING)
    page.reload()
    ask(page, "bonjour")
    assert set(page.evaluate("window.scrolled")) == {behaviour}
    assert page.evaluate("document.getAnimations().length") == 0


def test_what_is_typed_is_never_run(page: Page) -> None:
    """HTML in a message is text."""
    ask(page, "<img src=x onerror=alert(1)> <b>prime</b>")
    expect(page.locator(".citizen").last).to_contain_text("<img src=x")
    expect(page.locator("#log img")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, NARROW, DESKTOP], ids=["phone", "narrow", "desktop"])
def test_axe_finds_nothing(page: Page, scheme: str, size: ViewportSize) -> None:
    """RGAA: no fault in the empty page, nor with a conversation and choices in it; no sideways scrolling."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size(size)
    assert faults(page) == []
    ask(page, "la prime d'activité")
    assert faults(page) == []
    width = page.locator("html").evaluate("root => root.scrollWidth")
    assert width <= size["width"]


def test_without_javascript_the_way_to_the_caf_is_shown(browser: Browser, assistant: Assistant) -> None:
    """Nothing to type into, but a link and the telephone number."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(assistant.url)
    expect(page.get_by_text("3230")).to_be_visible()
    expect(page.get_by_role("link", name="Contacter ma Caf").first).to_be_visible()
    expect(page.locator("#form")).to_be_hidden()
    context.close()
