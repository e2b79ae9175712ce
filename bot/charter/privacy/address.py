"""Postal address of a private person.

Source: norm NF Z 10-011 (AFNOR) and the national address base: number, repetition index (bis, ter, a letter),
kind of way, name of the way, five digits of the post office and town, with building, flat and staircase
before. In the country a place with a name (« lieu-dit », « Le Bourg ») stands for number and way.

Algorithm: eight forms.

=========  ==================================================================================================
form       what is required
=========  ==================================================================================================
numbered   number, kind of way (misspellings allowed), name; « grande rue » needs none. Kinds of way that are
           also ordinary words (« place », « cours ») need the form of an address around them
turned     kind of way and name, then « n° 12 », or a number that ends the message or stands before a post code
named      a named place (« résidence X », « lieu-dit X »), with a post code, a flat, or « j'habite » before
flat       three parts of a building (« bât B, étage 3, appt 12 »), or a room and the name of a residence
unnumbered a way and its name with a post code, a post box, after « j'habite », « mon adresse »…
fields     « rue : … », « numéro : … », « ville : … », a way and another field at least
misspelt   number, a word unknown to French where the kind of way stands, name, post code
said       any words between a number and a post code, right after « j'habite », « mon adresse »…
=========  ==================================================================================================

Not taken: the address of an institution, named just before or after, or asked for (« où écrire ? »); a street
without number nor post code; a post code or a town alone.

Worked example (invented): ``bât C 161 B rue des Lilas 59000 Lille``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import STRUCTURED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_quantity
from bot.charter.privacy.labels import Lexicon, words_after, words_before
from bot.charter.privacy.people import INSTITUTIONS, is_common, is_first_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_WAYS = Lexicon(
    {
        "sure": "rue ru avenue av ave boulevard bd bvd bld blvd boul chemin ch chem chm che allee allees alee all "
        "impasse imp route rte quai lotissement lot hameau ruelle venelle sentier sente faubourg fbg rond-point "
        "esplanade promenade traverse montee chaussee corniche villa clos avn aven fg chmn",
        "ordinary": "place pl cours cour square sq r residence res cite passage parc domaine lieu-dit lieudit "
        "voie pont quartier immeuble hlm porte mail pass terrasse ferme mas coteau levee crs parvis",
    }
)
_SIZED = r"(?:(?:grande?|petite?|vieille|vieux|ancien(?:ne)?|haute?|basse|nouvelle)'? ?-?)?"
_INSIDE = r"(?:appt?|appart|appartement|apt|bat|batiment|esc|escalier|etage|porte|hall|entree|bloc|tour|chambre|logt)"
_OUTDOORS = "mobil[ -]?home|emplacement|parcelle|bungalow|caravane"
_INSIDE_WORDS = frozenset(
    {
        *_INSIDE.strip("(?:)").replace("appt?", "appt|app").split("|"),
        *_OUTDOORS.replace("mobil[ -]?", "").split("|"),
    }
)
_BEFORE = rf"(?:{_INSIDE} ?\.? ?[a-z0-9]{{1,4}}[ ,\-\n]{{1,3}}){{0,3}}"
_START = re.compile(
    rf"(?<![a-z0-9])(?P<before>{_BEFORE})(?<!\d)\d{{1,4}}"
    r"(?: ?-? ?(?:bis|ter|quater|[a-h](?![a-z'])))?[ ,.\n/\-_]{0,3}"
    rf"(?:de l'|(?:de la|la|de|du) )?(?P<sized>{_SIZED})(?!alle[rz]\b)"
    r"(?P<way>rond[ \-]point|[a-z\-]{1,12})\.?(?=[ \-'\n,/_]|$|(?<=\.)[a-z])"
)
_NOT_IN_NAME = (
    r"\d{5}|0\d[ .\-]?\d\d[ .\-]?\d"  # a post code, a telephone number
    r"|(?:depuis|est|et|mais|il|elle|je|qui|que|pour|avec|surface|loyer|n'est|dans|plus|on|y|par|alors|svp|merci|"
    r"c'est|ou|ya|possibles?|differente?s?|pas|encore|toujours|jamais)\b"
)
_NAME = rf"(?:[ \-'\n/_]{{1,4}}(?!{_NOT_IN_NAME})[a-z0-9][a-z'\-0-9]*)"
_POST_CODE = r"\d\d[ \n]?\d{3}(?!\d| ?(?:eur|€|km))"
_TOWN = r"(?:[ ,]{1,2}[a-z][a-z\-']+){0,3}"
_REST = re.compile(
    rf"(?:(?<=\.)[a-z'\-]+{_NAME}{{0,6}}|{_NAME}{{1,7}})"
    rf"(?:[ ]?[,\-\n][ \-]{{0,3}}(?={_POST_CODE}))?(?:[ ,\n\-/]{{0,3}}{_POST_CODE}{_TOWN})?"
)
_TOWN_AFTER = re.compile(rf"(?:[ ,\n]{{1,3}}(?:a )?(?:{_POST_CODE})?{_TOWN})?")
_CODE = rf"[ ,\n]{{1,3}}(?:a )?{_POST_CODE}(?: [a-z][a-z\-']+)?"
_FULL_WAYS = frozenset(
    "rue avenue av boulevard bd bvd chemin chem allee allees impasse imp route rte quai place square cours "
    "passage".split()
)
_SECTION = rf"(?:, ?(?:section|lieu[ -]?dit|quartier|hameau|residence){_NAME}{{1,4}}?)?"
"""What stands overseas and in the country between the way and the post code."""
_WAY_FIRST = re.compile(
    r"\b(?:rue|avenue|av|boulevard|bd|bvd|chemin|chem|allees?|impasse|imp|route|rte|quai|place|square|cours|passage)"
    rf"{_NAME}{{1,6}}?{_SECTION}"
    rf"(?:[ ,]{{1,2}}(?:au )?(?P<told>(?:n°|numero|no|n) ?\d{{1,4}}\b)(?:{_CODE})?"
    rf"|(?P<numbered>[ ,]{{1,2}}\d{{1,4}})(?:,? a [a-z\-']+)?{_CODE}|{_CODE})"
)
_NUMBER_LAST = re.compile(  # « impasse du Moulin, 12 », but not « à la rue »
    r"(?<!\bla )\b(?:rue|avenue|av|boulevard|bd|chemin|allees?|impasse|route)"
    rf"{_NAME}{{0,4}}?[ \-'](?!{_NOT_IN_NAME})[a-z\-]{{3,}}[ ,(]{{1,2}}(?:au )?(?:n° ?)?\d{{1,4}}(?: ?(?:bis|ter))?"
    r"(?=[ .!)]*\Z|,[ ]?[a-z]|\n)"
    rf"|\b(?:place|quai|square|cours|passage|cite)(?:[ \-'](?!{_NOT_IN_NAME})[a-z'\-]+){{1,5}}?,? "
    r"(?:au |n° ?|numero )\d{1,4}(?: ?(?:bis|ter))?(?=[ .!]*\Z|,[ ]?[a-z]|\n)"
)
_PLACES = (
    r"resid(?:ence)?\.?|res\.?|section|morne|habitation|lotissement|lot\.?|hameau|lieu[ -]?dit|domaine|cite|hlm|"
    r"immeuble|foyer|villa|clos|mas|ferme|moulin|chateau|quartier|le (?:haut |bas |vieux )?bourg|les hauts (?:de|du)|"
    r"za|zac|camping"
)
_PLACE_WORDS = frozenset(
    "residence resid res section morne habitation lotissement lot hameau lieu lieudit domaine cite hlm immeuble foyer "
    "villa clos mas ferme moulin chateau quartier bourg hauts za zac camping".split()
)
_FLAT = (
    rf"(?:(?:{_INSIDE}|{_OUTDOORS})(?:[ .]{{0,2}}\d{{1,4}}[a-z]?|[ .]{{1,2}}[a-z]\d{{0,3}})|\d{{1,2}}(?:er|e|eme) etage"
    r"|(?:villa|pavillon) \d{1,4})"
    r"(?![a-z0-9]| ?(?:eur|€|pieces?|chambres?|m2|metres?|places?|personnes?|lits?|ans\b))"
)
_NAMED = re.compile(
    rf"\b(?:(?:{_PLACES})(?! \d)|le (?:haut |bas |vieux )?bourg)"
    rf"(?:{_NAME}){{0,7}}?(?:,{_NAME}{{1,4}}?)?(?:[ ,]{{1,2}}n[°o]? ?\d{{1,4}})?"
    rf"(?:(?:[ ,]{{1,3}}{_FLAT}){{1,3}}(?:{_CODE})?|{_CODE})"
)
_FLATS = re.compile(  # « bât B, étage 3, appt 12 », « chambre 214 résidence Galois »
    rf"\b{_FLAT}(?:[ ,]{{1,3}}{_FLAT}){{2,4}}"
    rf"|\b(?:tour|bat|batiment|bloc|immeuble|hall) [a-z]?\d{{0,2}}[ ,]{{1,3}}(?:{_FLAT}[ ,]{{1,3}})?"
    r"(?:appt?|appart|appartement|apt|logt|logement|porte)[ .]{0,2}(?:n° ?)?\d{1,4}"
    r"(?!\d| ?(?:pieces?|chambres?|m2|eur|€|mois|ans))"
    rf"|\b{_FLAT}[ ,]{{1,3}}{_FLAT}[ ,]{{1,3}}(?:tour|cite|residence|res|immeuble){_NAME}{{1,3}}"
    rf"|\b(?:chambre|appt?|appartement|logt|porte|{_OUTDOORS}) ?(?:n° ?)?\d{{1,4}}[ ,]{{1,3}}"
    rf"(?:(?:du|de la|au) )?(?:residence|res|foyer|cite|hlm|immeuble|camping){_NAME}{{1,3}}"
)
_ESTATE = re.compile(  # « lotissement les Acacias n° 7 »
    rf"\b(?:residence|lotissement|hameau|cite|hlm|villa|lot\.|res\.){_NAME}{{1,4}}?"
    r"[ ,]{1,2}(?:n°|numero) ?\d{1,4}(?!\d)"
)
_ON_ESTATE = re.compile(  # « 1 le clos des Chênes »
    r"(?<![\d.,])\d{1,4}(?: ?(?:bis|ter))?,? "
    rf"(?:le|la|les) (?:clos|mas|hameau|domaine|moulin|bourg|hauts|lotissement){_NAME}{{1,3}}"
)
_STUCK_WAYS = ("rue", "avenue", "boulevard", "impasse", "allee", "chemin")
_STUCK = re.compile(rf"(?<![\d.,])\d{{1,4}} ?(?P<word>(?:{'|'.join(_STUCK_WAYS)})[a-z]{{4,}})(?![a-z])")
"""« 12 ruepasteur »."""
_GLUED = re.compile(  # « 2 4 r u e d e s A c a c i a s », spelled out, reads « 24ruedesAcacias »
    r"(?<![a-z0-9])\d{1,4}(?:bis|ter)?,?(?:rue|avenue|boulevard|impasse|allee|chemin|route|place|quai)(?!s(?![a-z]))[a-z]{3,}"
    r"|(?<![a-z0-9])\d{1,4} (?:rue|avenue|boulevard|impasse|allee|chemin|route|place|quai)(?:d[eu]s?|la|les)[a-z]{3,}"
)
_FIELD = re.compile(  # « numéro : 9, rue : de la Gare, ville : Vierzon », as in a form
    r"\b(?:(?P<way>rue|voie|avenue|boulevard|chemin|allee|impasse|nom de (?:la )?(?:rue|voie))|numero|n°|num|"
    r"ville|commune|cp|code postal) ?[:=]{1,2}[ \n]?"
    r"(?P<value>[a-z0-9][a-z0-9'\-]*(?: (?![a-z]{2,8} ?[:=])[a-z0-9'\-]+){0,5})(?! ?\?)(?![a-z0-9'\-])"
)
_FIELDS_REACH = 60
_UNKNOWN_WAY = re.compile(  # « 45 chemein du moulin 83000 Toulon »: a misspelt way is the word before « du »
    rf"(?<![\d.,])\d{{1,4}}(?: ?(?:bis|ter))?,? (?P<way>[a-z]{{4,12}}) (?:d[eu]s?|la|les?){_NAME}{{1,4}}?{_CODE}"
)
_HOUSED = re.compile(
    r"\b(?:j?'?habit[a-z]{1,4}|situee?|log[a-z]{1,3}|domicili[a-z]{1,2}|resid[a-z]{1,3}|demeur[a-z]{1,4}|"
    r"m[ao]n? (?:nouvelle )?adresse|chez (?:m[aeo][ns]?|un|une|l[ae]) [a-z]+(?: [a-z]+)?)"
    r"(?: (?:est|au|a|c'est|actuellement|maintenant)){0,3}[ :,]{1,2}\Z"
)
"""Right before a number: « notre logement est situé 3, voie romaine »."""
_BY_FORM = (  # each looked for only where one of its words stands, if it has any
    ("turned", _FULL_WAYS, _NUMBER_LAST, "way, name, number"),
    ("named", _PLACE_WORDS, _NAMED, "named place, flat or post code"),
    ("named", _PLACE_WORDS, _ESTATE, "named place, number"),
    ("glued", None, _GLUED, "number, way and name spelled out"),
    ("named", _PLACE_WORDS, _ON_ESTATE, "number, named place"),
    ("flat", _INSIDE_WORDS, _FLATS, "several parts of a building"),
)
_HAMLET = re.compile(
    rf"\b(?:lieu[ -]?dit|hameau)[:\"]{{0,2}} (?:(?:la|le|les) |l')?(?P<name>[a-z])[a-z'\-]+{_NAME}{{0,3}}"
)
_BOX = re.compile(rf"\bbp ?\d{{1,6}}{_CODE}")
_SAID = re.compile(
    r"\b(?:(?:mon|ma|notre) (?:[a-z]+ )?(?:adresse|domicile)|adresse(?: suivante)?(?= ?[:=])|j'?habit[a-z]{1,3}|"
    r"habit(?:ons|ant)|je vis|je loge|demeur[a-z]{1,4}|domicili[a-z]{1,4}|je reside|(?:em|de)menag[a-z]{1,3})"
    r"(?: (?:est|c'est|cest|actuelle|postale|au|a|sera|maintenant|nouvelle))*[ :,=\n]{1,3}"
    r"(?P<address>(?P<number>\d{1,4})(?: ?(?:bis|ter|[a-d](?![a-z'])))?[ ,]{0,2}"
    rf"(?:(?:le|la|les) [a-z'\-]+|l'[a-z\-]+){_NAME}{{0,4}}"
    rf"|(?:(?P<counted>\d{{1,4}})[ ,]{{1,2}})?[a-z'\-]+{_NAME}{{1,6}}?{_CODE})"
)
_HOME = ("adresse", "domicil", "habit", "je vis", "loge", "demeur", "reside", "menag")
_ADDRESS_GIVEN = re.compile(r"\bmon adresse\b|(?<!votre )\badresse(?: [a-z]+){0,2} ?:")
_SAID_AFTER = re.compile(
    rf"(?<![a-z0-9,])[a-z][a-z'\-]*(?:{_NAME}){{0,4}}{_CODE},? (?:c'est|voila|c) (?:mon adresse|chez moi)\b"
)
_PLACED = re.compile(rf"(?<![\d.,])\d{{1,4}}(?: ?(?:bis|ter))?,? (?:le|la|les) (?:[a-z'\-]+){_NAME}{{0,3}}?{_CODE}")
_BODIES = "|".join(sorted(INSTITUTIONS))
_INSTITUTION = re.compile(
    rf"\b(?:{_BODIES}|bureaux?|locaux|(?<!je )creche|ecole|poste|association|pole emploi|france travail|"
    r"maison (?:de|des|du|france|departementale)|centre (?:social|medical|communal|d'action)|"
    r"mission locale|pharmacie|point (?:conseil|relais|info|d'accueil|d'acces)(?: [a-z]+)?|hopital|clinique|"
    r"employeur|entreprise|france services?|services|rendez-vous|rdv|convoquee?|"
    r"ecrire|envoyer|adresser|poster)\b"
    r"(?P<between>[^.;!?\n]{0,40})\Z"
)
_SMALL = frozenset(
    "est c cest ce a au aux de du des d la le l les en et ou sur dans toujours bien encore situe situee se "
    "trouve trouvent "
    "adresse centre ville locaux accueil agence bureau bureaux siege ouvert ouverte sont cette votre vos maintenant "
    "courrier papiers dossier documents demande fermee ferme".split()
)
_UNKNOWN_TOWNS = 2
_OFFICE = re.compile(r"\b(?:cedex|agence|accueil|siege|guichet)\b")
_INSTITUTION_AFTER = re.compile(
    r"(?:[ ,?]{0,3}\b(?:c'est|est|a|de|pour|bien|l'adresse|la|le|les|un|une|votre|vos|adresse|ou)\b){0,6}[ ]?(?:l')?"
    rf"(?:{_BODIES}|bureaux?)\b(?! qui)"
)
_CAF_LAST = re.compile(r".*\b(?:la|votre|de la) caf")
_PERSONAL = frozenset(
    "je j m habite habites habitons vis vit vivons loge mon ma mes notre chez domicile demenage reside logement "
    "parti partie envoye arrive".split()
)
_SENDING = frozenset(
    "envoie envoient envoyez envoye ecrit ecrivent ecrivez expedie expedient adressent adressez".split()
)
"""« la caf écrit encore au 5 rue… »: the address is that of whom they write to."""
_ELSEWHERE = frozenset("mais avant moi sinon".split())
"""« domicilié au ccas, mais avant 9 rue… »: another place than that of the institution."""
_NAME_LIKE = re.compile(r"[ ]?(?:d[eu]s?\b|d'|l[ea]s?\b|l'|saint|st\b)")
_PROPER = re.compile(r"[ \-']{1,2}(?:(?:d[eu]s?|la|les?|l'|d') ?){0,2}[A-Z]")
_NOT_A_NAME = re.compile(
    r"[ ](?:en|a|de soutien|de creche|de parking|disponibles?|assises?|de [a-z]+s\b|par|pour|au)\b"
)
_EVENTS = frozenset({"cours", "passage", "pass", "mail", "parc", "porte", "pont", "ferme", "levee"})
"""Kinds of way whose word says something else more often: « 10 cours de natation »."""
_NEAR, _HOUSED_REACH = 6, 60
_POST_DIGITS = 5
_INSTITUTION_REACH = 60


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the private postal addresses of a message."""
    text = view.text
    for found in _HAMLET.finditer(text) if "lieu" in text or "hameau" in text else ():
        capital = view.cased[found.start("name")].isupper() and not view.cased.isupper()
        if capital or _is_personal(text, found.start()):
            yield from _private(text, found, "hamlet", "place that stands for a street")
    yield from _in_fields(text)
    if not view.digits:
        return
    yield from _numbered(view)
    yield from _by_form(view)
    yield from _of_home(text)


def _by_form(view: View) -> Iterator[Match]:
    """Yield the addresses whose form tells, a way or a named place among their words."""
    text = view.text
    coded = view.digits > _POST_DIGITS
    for found in _WAY_FIRST.finditer(text) if not view.words.isdisjoint(_FULL_WAYS) else ():
        if found["told"] or found["numbered"] or _is_personal(text, found.start()):
            yield from _private(text, found, "turned", "way, then number or post code")
    for rule, words, pattern, evidence in _BY_FORM:
        for found in pattern.finditer(text) if words is None or not view.words.isdisjoint(words) else ():
            yield from _private(text, found, rule, evidence)
    for found in _UNKNOWN_WAY.finditer(text) if coded else ():
        if not is_common(found["way"]):
            yield from _private(text, found, "misspelt", "number, unknown word for a way, name, post code")
    for found in _STUCK.finditer(text) if any(way in text for way in _STUCK_WAYS) else ():
        if not is_common(found["word"]):
            yield from _private(text, found, "glued", "number, way and name in one word")
    for found in _PLACED.finditer(text) if coded else ():
        yield from _private(text, found, "placed", "number, named place, post code")


def _of_home(text: str) -> Iterator[Match]:
    """Yield the addresses that words of home tell, whatever their form."""
    for found in _BOX.finditer(text) if "bp" in text else ():
        if _is_personal(text, found.start()) or _ADDRESS_GIVEN.search(text):
            yield from _private(text, found, "box", "post box of a person")
    for found in _SAID_AFTER.finditer(text) if "mon adresse" in text or "chez moi" in text else ():
        yield from _private(text, found, "placed", "named place, post code, words of home")
    for found in _SAID.finditer(text) if any(word in text for word in _HOME) else ():
        start = max(found.start("number"), found.start("counted"))
        home = found["counted"] or found["number"] or found[0].startswith(("mon", "ma", "adresse"))
        if home and not is_quantity(text, start, start + len(found["number"] or found["counted"] or "")):
            yield Match(
                *found.span("address"), Kind.ADDRESS, "address.said", "words of home, number or post code", TOLD
            )


def _private(text: str, found: re.Match[str], rule: str, evidence: str) -> Iterator[Match]:
    if not _of_institution(text, found.start()) and not _OFFICE.search(found[0]):
        yield Match(*found.span(), Kind.ADDRESS, f"address.{rule}", evidence, TOLD)


def _numbered(view: View) -> Iterator[Match]:
    text = view.text
    for found in _START.finditer(text):
        way = _WAYS.get(found["way"].replace(" ", "-"))
        if way is None:
            continue
        name = _REST.match(text, found.end()) or (_TOWN_AFTER.match(text, found.end()) if found["sized"] else None)
        start = found.start()
        if name is None or _of_institution(text, start) or _INSTITUTION_AFTER.match(text, name.end()):
            continue
        alone = not text[name.end() :].strip(" ?!.")
        if _OFFICE.search(name[0]) or (_CAF_LAST.fullmatch(name[0]) and alone and not _is_personal(text, start)):
            continue
        parcel = text.endswith(("lot ", "lots "), 0, start)  # « lot 12 du lotissement, vendu »
        if (parcel or way == "ordinary") and not _has_form(view, found, name):
            continue
        weight = STRUCTURED if way == "sure" else TOLD
        yield Match(start, name.end(), Kind.ADDRESS, "address.numbered", f"number, {way} way, name", weight)


def _in_fields(text: str) -> Iterator[Match]:
    """Yield the fields of an address filled in as in a form, the way among them."""
    fields = list(_FIELD.finditer(text)) if ":" in text or "=" in text else []
    for one, other in pairwise(fields):
        if (one["way"] or other["way"]) and other.start() - one.end() <= _FIELDS_REACH:
            yield Match(one.start(), other.end(), Kind.ADDRESS, "address.fields", "fields of an address", TOLD)


def _is_personal(text: str, start: int) -> bool:
    """Whether words of home, or of oneself, stand just before an offset."""
    return not _PERSONAL.isdisjoint(words_before(text, start, 40)[:_NEAR])


def _of_institution(text: str, start: int) -> bool:
    """Whether an institution stands before an address with nothing but small words and a town between."""
    found = _INSTITUTION.search(text, max(0, start - _INSTITUTION_REACH), start)
    if found is None:
        return False
    between = [word for word in words_before(found["between"], len(found["between"])) if word not in _SMALL]
    return (_PERSONAL | _SENDING | _ELSEWHERE).isdisjoint(between) and len(between) <= _UNKNOWN_TOWNS


def _is_home_street(view: View, start: int, name: re.Match[str]) -> bool:
    """« mon logement est au 22 cours gambetta »: a word that is none of French, beside words of home."""
    words = words_after(view.text, name.start())
    return bool(words) and words[0].isalpha() and not is_common(words[0]) and _is_personal(view.text, start)


def _has_form(view: View, found: re.Match[str], name: re.Match[str]) -> bool:
    """Whether an ordinary word is the kind of a way here."""
    if _NOT_A_NAME.match(view.text, found.end()):
        return False
    proper = _PROPER.match(view.cased, found.end()) is not None
    capital = (proper or found[0].endswith("r.")) and not view.cased.isupper()
    elsewhere = found["way"] in _EVENTS and not _is_personal(view.text, found.start())
    of_somebody = found["way"] == "r" and is_first_name(name[0].split()[0])  # « 23 r jean moulin »
    like_a_name = _NAME_LIKE.match(view.text, found.end()) is not None and not elsewhere
    named = capital or like_a_name or of_somebody or _is_home_street(view, found.start(), name)
    located = re.search(rf"\b{_POST_CODE}", name[0]) is not None
    housed = _HOUSED.search(view.text, max(0, found.start() - _HOUSED_REACH), found.start()) is not None
    return (
        named or housed or found["before"] != "" or located or "adresse" in words_before(view.text, found.start(), 40)
    )
