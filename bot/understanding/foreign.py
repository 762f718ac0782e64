"""Days in the words of other languages, where no table of ours has them: read by dateparser."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from bot.understanding.asked import Asked, Days

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LANGUAGES = ["de", "fr", "es", "pt", "it"]
"""English is ours alone: what its table does not have is asked back rather than guessed."""


def read_foreign(text: str, asked: Asked) -> tuple[Days, ...]:
    """Return the day of a folded text in German, French, Spanish, Portuguese or Italian, empty if there is none."""
    # A number that counts no word would be dropped without a sound: "manana a las 9" is not just tomorrow.
    if re.search(r"\d[./:-]|[./:-]\d|\d{3}|\d\W*$", text):
        return ()
    base = asked.now.replace(second=0, microsecond=0)
    try:
        data = _parser(base).get_date_data(text)
    except (ValueError, OverflowError):
        return ()
    found = data.date_obj
    # Only what counts days or hours from now: weekdays and months are read by our tables, which know
    # on which side to look, and "next week" is no day.
    if found is None or data.period != "day":
        return ()
    at = found.replace(tzinfo=None)
    if at.time() == base.time():
        return (Days((at.date(),)),)
    return (Days((at.date(),), at=at),)


def _parser(base: datetime) -> "DateDataParser":
    # Settings belong to a parser; what it knows of languages is loaded once for all of them.
    from dateparser.date import DateDataParser  # noqa: PLC0415 - 150 ms at first

    return DateDataParser(
        languages=LANGUAGES,
        settings={
            "RELATIVE_BASE": base,
            "PARSERS": ["relative-time"],
        },
    )
