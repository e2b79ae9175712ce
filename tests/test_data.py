"""The data that people write agrees with itself and with the code."""

import csv
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils.html import strip_tags
from rasa_sdk import Action

import actions
from bot.charter import outbound
from bot.charter.precedence import SMALL_TALK_INTENTS, Route
from bot.charter.typography import mend
from bot.faq.entries import Entry, read_entries

ROOT = Path(__file__).parents[1]
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@cache
def domain() -> dict[str, Any]:
    """The content of domain.yml."""
    content: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return content


@cache
def rules() -> list[dict[str, Any]]:
    """Every rule of data/rules."""
    files = sorted((ROOT / "data" / "rules").glob("*.yml"))
    return [rule for file in files for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]]


def steps(key: str) -> list[Any]:
    """The values of one kind of step, in every rule."""
    return [step[key] for rule in rules() for step in rule["steps"] if key in step]


def read_by_citizens() -> Iterator[tuple[str, str]]:
    """Every text that citizens read, with where it stands."""
    for name, variation in responses():
        yield name, variation["text"]
    for entry in entries().values():
        for text in (entry.title, entry.label, entry.answer, entry.simple or "", *(link.title for link in entry.links)):
            yield entry.id, text
    conversations = ROOT / "bot" / "conversations"
    for key, text in yaml.safe_load((conversations / "texts.yml").read_text(encoding="utf-8")).items():
        yield from text.items() if isinstance(text, dict) else [(key, text)]
    for template in sorted((conversations / "templates").rglob("*.html")):
        yield template.name, strip_tags(template.read_text(encoding="utf-8"))


def responses() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every variation of every utterance, with its name."""
    for name, variations in domain()["responses"].items():
        for variation in variations:
            yield name, variation


@cache
def entries() -> dict[str, Entry]:
    """The entries of data/faq."""
    return read_entries(ROOT / "data" / "faq")[0]


@cache
def catalogue() -> dict[str, str]:
    """Theme by identifier, as data/faq/catalogue.tsv fixes them."""
    with (ROOT / "data" / "faq" / "catalogue.tsv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["theme"] for row in csv.DictReader(file, delimiter="\t")}


def action_names() -> set[str]:
    """Names of the action classes that the action server registers."""
    names = set()
    for module in pkgutil.iter_modules(actions.__path__):
        for _, found in inspect.getmembers(importlib.import_module(f"actions.{module.name}"), inspect.isclass):
            if issubclass(found, Action) and found is not Action and not inspect.isabstract(found):
                action: Any = found()
                names.add(action.name())
    return names


def test_every_utterance_of_the_rules_has_words() -> None:
    """Each utter_* that a rule names is in domain.yml, and none of domain.yml is forgotten by the rules."""
    named = {action for action in steps("action") if action.startswith("utter_")}
    assert named
    assert named == set(domain()["responses"])


def test_every_action_of_the_rules_is_there() -> None:
    """Each action_* that a rule names is declared in domain.yml and has a class, and no class is unused."""
    named = {action for action in steps("action") if not action.startswith("utter_")}
    assert named == set(domain()["actions"])
    assert named == action_names()


def test_every_route_has_its_rule() -> None:
    """Each route of the order of precedence, and each intent of courtesy, is answered by a rule."""
    answered = set(steps("intent"))
    assert {route.value for route in Route} | SMALL_TALK_INTENTS <= answered
    assert answered <= set(domain()["intents"]) | {Route.UNKNOWN.value}


def test_rules_branch_on_what_the_slot_can_hold() -> None:
    """A rule waits for no value that the slot cannot have."""
    for conditions in steps("slot_was_set"):
        for condition in conditions:
            for slot, value in condition.items():
                assert value in domain()["slots"][slot]["values"]


@pytest.mark.parametrize(("name", "variation"), responses(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_placeholder_is_a_slot(name: str, variation: dict[str, Any]) -> None:
    """What a text or its condition asks for can be filled: no citizen reads « {nothing} »."""
    asked = set(PLACEHOLDER.findall(variation["text"]))
    asked |= {condition["name"] for condition in variation.get("condition", ())}
    assert asked <= set(domain()["slots"]), name


@pytest.mark.parametrize(("name", "variation"), responses(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_text_has_french_typography(name: str, variation: dict[str, Any]) -> None:
    """Texts are kept with the spaces and apostrophes that citizens read (CN7)."""
    assert mend(variation["text"]) == variation["text"], name


@pytest.mark.parametrize("room", ["console", "conversations", "editing", "learning", "stops"])
def test_the_words_of_a_room_have_french_typography(room: str) -> None:
    """What staff read is kept as carefully as what citizens do."""
    texts = list(leaves(yaml.safe_load((ROOT / "bot" / room / "texts.yml").read_text(encoding="utf-8"))))
    assert texts
    assert [text for text in texts if mend(text) != text] == []


def leaves(words: Any) -> Iterator[str]:
    """Every text of a file of words."""
    if isinstance(words, str):
        yield words
    for each in words.values() if isinstance(words, dict) else ():
        yield from leaves(each)


def test_no_text_asks_for_personal_information() -> None:
    """CH1: no utterance, entry or page of ours holds personal data or invites any."""
    texts = list(read_by_citizens())
    assert len(texts) > len(entries()) * 4
    assert [(where, problem.reason) for where, text in texts for problem in outbound.check(text)] == []


@pytest.mark.parametrize(
    "name", ["utter_personal_data_refused", "utter_personal_case", "utter_complaint", "utter_not_found", "utter_closed"]
)
def test_contacter_ma_caf_is_within_reach(name: str) -> None:
    """CH2, CH4, CH5, CH6, CH10: every variation of a refusal or a route holds the page's address."""
    for variation in domain()["responses"][name]:
        assert "{contact_url}" in variation["text"]


SAID_ONCE = {"utter_forbidden", "utter_too_many", "utter_closed"}
"""The action says them once, then keeps silent."""

FILLED = {"utter_answer", "utter_both", "utter_other_language"}
"""Nothing but what fills them: an entry, which is not given twice in a row, or the words of a language."""

STEPS = {"first", "second"}
"""Refusals of personal data that come once, one after the other."""


@pytest.mark.parametrize("name", sorted(domain()["responses"].keys() - SAID_ONCE - FILLED))
def test_what_can_come_twice_in_a_row_has_variations(name: str) -> None:
    """Under each condition at least two, all different: they take turns (bot/nlu/variations.py)."""
    groups: dict[str, list[str]] = {}
    for variation in domain()["responses"][name]:
        conditions = variation.get("condition", [])
        if not STEPS & {str(condition["value"]) for condition in conditions}:
            groups.setdefault(str(conditions), []).append(variation["text"])
    assert groups
    for texts in groups.values():
        assert len(set(texts)) == len(texts) >= 2


@pytest.mark.parametrize("number", ["15", "17", "18", "112", "114"])
def test_a_person_in_distress_is_given_every_emergency_number(number: str) -> None:
    """CD5: no emergency number is left out of any variation; the helplines come from bot/charter/helplines.yml."""
    for variation in domain()["responses"]["utter_distress"]:
        assert re.search(rf"\b{number}\b", variation["text"])
        assert "{helplines}" in variation["text"]


def test_each_refusal_of_personal_data_is_shorter_and_says_why() -> None:
    """CH2: every one names the kinds, the theft of identity and the deletion; each is shorter than the one before."""
    texts = [variation["text"] for variation in domain()["responses"]["utter_personal_data_refused"]]
    assert len(texts) == 4  # the third and the last take turns
    assert sorted(texts, key=len, reverse=True) == texts
    for text in texts:
        assert "{kinds}" in text
        assert "Supprimez" in text
        assert "se faire passer pour vous" in text or "usurpation d’identité" in text


def test_the_catalogue_is_whole() -> None:
    """The catalogue has its 166 identifiers, each once."""
    assert len(catalogue()) == 166
    lines = (ROOT / "data" / "faq" / "catalogue.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 167


def test_the_faq_holds_exactly_the_catalogue() -> None:
    """Each identifier of the catalogue has its entry under its theme, and there is no other."""
    assert {entry.id: entry.theme for entry in entries().values()} == catalogue()
