"""A French text without what people leave out when they type: capitals, accents, elisions, function words."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ`]")
_STOP_WORDS = frozenset(
    "a ai as au aux avec avez avoir avons bonjour bonsoir c ca ce ces cet cette comme d dans de des du elle en es est "
    "et etait ete etre eu faire fait faut il ils j je l la le les leur lui m ma mais me merci mes moi mon n ne nous on "
    "ont ou par pas pour qu que qui quoi s sa salut se ses si son sont suis sur svp t ta te tes toi ton tu un une vos "
    "votre vous y".split()
)


def unaccent(text: str) -> str:
    """Lower case, without accents: « L’Été » → « l’ete »."""
    lowered = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Lower case, without accents or elided articles: « L’Été » → « ete »."""
    return _ELISION.sub("", unaccent(text))


def words(text: str) -> list[str]:
    """The folded words of a text, in order, function words left out."""
    return [word for word in _WORD.findall(fold(text)) if word not in _STOP_WORDS]
