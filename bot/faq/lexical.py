"""The lexical half of the search: what dense vectors miss is often one rare word (« Ajpa », « Bafa », « carence »).

Stemmed words and character n-grams, accents and elisions folded, weighted by TF-IDF. Character n-grams catch
misspellings; stems catch conjugations and plurals.
"""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from snowballstemmer import stemmer

Scores = npt.NDArray[np.float32]

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


class LexicalIndex:
    """Cosine likeness of a question to each indexed text, from 0 to 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        french = stemmer("french")
        self._vectoriser = FeatureUnion(
            [
                ("stems", TfidfVectorizer(analyzer=lambda text: french.stemWords(words(text)), sublinear_tf=True)),
                (
                    "characters",
                    TfidfVectorizer(
                        analyzer="char_wb",
                        ngram_range=(3, 4),
                        preprocessor=lambda text: " ".join(words(text)),
                        sublinear_tf=True,
                    ),
                ),
            ]
        )
        self._rows: csr_matrix = self._vectoriser.fit_transform(texts).tocsr() / np.sqrt(2)

    def scores(self, question: str) -> Scores:
        """One score a text, in their order; all zero where no word is known."""
        query = self._vectoriser.transform([question]) / np.sqrt(2)
        return np.asarray((self._rows @ query.T).todense(), dtype=np.float32).ravel()
