"""Typed words made even before they are read: one alphabet, one case, one kind of space."""

import re
import unicodedata

_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_ALONE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)
"""Letters whose stroke or join Unicode takes for no accent, as they are typed without them."""
_QUOTES = re.compile(r"[\u2018\u2019\u201b\u02bc\u00b4`]")


def tidy(text: str) -> str:
    """Return the text without invisible characters, with plain dashes and quotes and single spaces."""
    # NFC, not NFKC: people's names stay in the form their script wants.
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_QUOTES.sub("'", _DASHES.sub("-", plain)).split())


def fold(text: str) -> str:
    """Return the tidy text in lower case and without accents, so that "Übermorgen" is "ubermorgen"."""
    apart = unicodedata.normalize("NFKD", tidy(text).casefold())
    bare = "".join(one for one in apart if not unicodedata.combining(one)).translate(_ALONE)
    return " ".join(unicodedata.normalize("NFKC", bare).split())
