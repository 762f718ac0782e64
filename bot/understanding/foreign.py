"""Days in the words of other languages, where no table of ours has them: read by dateparser."""

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from bot.understanding.asked import Asked, Days

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LANGUAGES = ["de", "fr", "es", "pt", "it"]
"""English is ours alone: what its table does not have is asked back rather than guessed."""
SHORTEST_WORD = 4
"""Letters: shorter weekdays of one language ("do", "so", "mar") are words of another. "Hoy" is in no danger."""
_SHORT = frozenset({"hoy", "ieri", "oggi", "hier", "ayer", "hoje"})
_MARK = 17
"""Seconds of the moment we count from: where they come back, the words counted from now."""


def read_foreign(text: str, asked: Asked) -> tuple[Days, ...]:
    """Return the day of a folded text in German, French, Spanish, Portuguese or Italian, empty if there is none."""
    # A number that counts no word would be dropped without a sound: "manana a las 9" is not just tomorrow.
    if re.search(r"\d[./:-]|[./:-]\d|\d{3}|\d\W*$", text):
        return ()
    if text not in _SHORT and not re.search(rf"[^\W\d_]{{{SHORTEST_WORD}}}", text):
        return ()
    base = asked.now.replace(second=_MARK, microsecond=0)
    try:
        data = _parser(base, asked.towards).get_date_data(text)
    except (ValueError, OverflowError, TypeError, AttributeError, KeyError, IndexError):
        # What a library for guessing says to nonsense is none of the person's business.
        return ()
    found = data.date_obj
    # A month or a year alone is no day: "mai", "mars".
    if found is None or data.period not in ("day", "week"):
        return ()
    found = found.replace(tzinfo=None, microsecond=0)
    if found.second != _MARK or found.time() == base.time():
        return (Days((found.date(),)),) if found.time() in (time(), base.time()) else ()
    at = found.replace(second=0)
    return (Days((at.date(),), at=at),)


def _parser(base: datetime, towards: str) -> "DateDataParser":
    # Settings belong to a parser; what it knows of languages is loaded once for all of them.
    from dateparser.date import DateDataParser  # noqa: PLC0415 - 150 ms at first

    return DateDataParser(
        languages=LANGUAGES,
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": {"past": "past", "future": "future"}.get(
                towards, "current_period"
            ),
            "PARSERS": ["relative-time", "absolute-time"],
        },
    )
