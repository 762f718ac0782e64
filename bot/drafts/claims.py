"""Makes sure that nothing was claimed that was not recorded: an independent look at the finished words."""

import re
from collections.abc import Iterable

from bot.drafts.phrases import Phrases, sentences
from bot.message import Draft

_WORD = re.compile(r"[^\W_][\w.@+'’-]*", re.UNICODE)
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"


def unrecorded(draft: Draft, recorded: Iterable[str], phrases: Phrases) -> tuple[str, ...]:
    """Return names, numbers and addresses in a draft that neither the facts nor the phrases hold.

    Args:
        draft: Subject and body are looked at.
        recorded: Every text the person recorded that the draft may use.
        phrases: The sentences it was made of.
    """
    allowed = {word.casefold() for text in recorded for word in _words(text)}
    allowed |= {word.casefold() for text in sentences(phrases) for word in _words(text)}
    allowed |= {word.casefold() for word in f"{_MONTHS} {_DAYS}".split()}
    found = [
        word
        for text in (draft.subject, draft.body)
        for word in _words(text)
        if _is_claim(word) and word.casefold() not in allowed
    ]
    return tuple(dict.fromkeys(found))


def _words(text: str) -> list[str]:
    return [word.rstrip(".'’-") for word in _WORD.findall(text)]


def _is_claim(word: str) -> bool:
    return any(one.isdigit() or one.isupper() for one in word) or "@" in word
