"""Valid entries of every kind, as hypothesis draws them."""

from hypothesis import strategies as st

SAFE = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\u0085\ufeff\ufffe\uffff")
DAYS = st.dates().map(str)
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
BEGINNINGS = st.sampled_from(
    ["", "=", "+", "-", "@", "'", "'=", "=HYPERLINK(1)", "#N/A", "«\u202f", "12", "on", "a: b"]
)


def texts(least: int, most: int, *, lines: bool = False) -> st.SearchStrategy[str]:
    """Texts that an editor may type, of a number of characters; what spreadsheets take amiss often comes first."""
    characters = SAFE | st.just("\n") if lines else SAFE
    drawn = st.builds(lambda start, rest: (start + rest)[:most], BEGINNINGS, st.text(characters, max_size=most))
    return drawn.map(lambda text: text.strip().ljust(least, "x"))


LINKS = st.fixed_dictionaries({"title": texts(3, 30), "url": st.just("https://caf.example/essai?a=b#c")})
SOURCES = st.fixed_dictionaries({"title": texts(3, 30), "url": st.just("http://caf.example/é"), "read": DAYS})
ENTRIES = st.fixed_dictionaries(
    {
        "title": texts(8, 110),
        "label": texts(3, 20),
        "variants": st.lists(texts(3, 60), min_size=10, max_size=14, unique=True),
        "answer": texts(40, 200, lines=True),
        "links": st.lists(LINKS, min_size=1, max_size=4),
        "sources": st.lists(SOURCES, min_size=1, max_size=3),
        "benefit": IDS | st.just(""),
        "owner": st.sampled_from(["redaction", "on", "no", "12", "équipe 2", "1e3"]),
        "status": st.sampled_from(["draft", "published", "disabled"]),
        "valid_from": DAYS,
        "review_by": DAYS,
        "related": st.lists(IDS, max_size=4, unique=True),
    },
    optional={"valid_until": DAYS, "simple": texts(20, 100, lines=True)},
)
"""What a valid entry says beside its identifier and theme."""
