"""Times of day for settings: "18:30", "quiet 22:00-07:00"."""

import re
from datetime import time

from bot.understanding.clocks import read_clock
from bot.understanding.days import strip_fillers
from bot.understanding.moments import LONGEST, rewritten
from bot.understanding.tables import longest_first, words_of
from bot.understanding.text import fold


def read_time(text: str) -> time | None:
    """Read a time of day as it stands: nothing is taken for the afternoon, "7" is 07:00."""
    if len(text) > LONGEST:
        return None
    return _time(rewritten(fold(text)))


def read_quiet(text: str) -> tuple[time, time] | None:
    """Read when quiet hours start and end: "22:00-07:00", "10pm to 7am", "22-7"; equal times for "off".

    Two bare hours up to 12 ("10-7") are an evening and a morning, as quiet hours are.
    """
    if len(text) > LONGEST:
        return None
    folded = rewritten(fold(text))
    if folded in words_of("none"):
        return time(0), time(0)
    for opening in longest_first("between"):
        folded = folded.removeprefix(f"{opening} ")
    words = "|".join(re.escape(one) for one in words_of("until") if one.isalpha())
    for found in re.finditer(rf"\s*-\s*|\s+(?:{words})\s+", folded):
        start, end = folded[: found.start()], folded[found.end() :]
        begins, ends = _time(start), _time(end)
        if begins is None or ends is None:
            continue
        if _bare(start) and begins.hour < 12 and ends.hour <= 12 and not re.search(r"[:.]", end):
            begins = begins.replace(hour=begins.hour + 12)
        return begins, ends
    return None


def _time(folded: str) -> time | None:
    for text in strip_fillers(folded):
        if re.fullmatch(r"[01]?\d|2[0-4]", text):
            return time(int(text) % 24)
        clock = read_clock(text)
        if clock is not None:
            return clock.at.replace(hour=clock.at.hour - 12) if "pm" in clock.assumed else clock.at
    return None


def _bare(text: str) -> bool:
    return re.fullmatch(r"\d{1,2}", text.strip()) is not None
