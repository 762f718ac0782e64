"""What was said about the next step: who moves, and by when."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.interview import NextStep
from bot.understanding.moments import LONGEST, one_or_several, read_day, rewritten
from bot.understanding.reading import Ambiguous, Moment, NextStepRead, Unread
from bot.understanding.tables import longest_first, tables, words_of
from bot.understanding.text import fold

LONGEST_SPAN = 9
"""Words of the longest phrase that names a day ("by the end of the week after next")."""


def read_next_step(
    text: str, now: datetime, zone: str, *, country: str | None = None
) -> NextStepRead | Unread:
    """Read who moves next, and the day named with it; of a whole week or month its last day.

    Args:
        text: "they call by Friday", "I should ring them on 3 Dec", "no idea"; empty is nothing said.
        now: Current instant (UTC); days are looked for from then on.
        zone: IANA zone of the person.
        country: ISO 3166 alpha-2 that decides about 03/04.

    Returns:
        Who moves and when (a day without a doer is one by which they call), or `Unread` where a day
        was meant and not understood, or nothing was understood at all.
    """
    if len(text) > LONGEST:
        return Unread("too_long")
    folded = rewritten(fold(text)).strip(" ,;!")
    if not folded:
        return NextStepRead(NextStep.NOTHING_SAID)
    if any(f" {one} " in f" {folded} " for one in words_of("other_interview")):
        return Unread("not_understood")
    found, refused, left = _days_in(folded, now, zone, country)
    on = _which(found, folded)
    if on is None and _starts_with(folded, "nothing"):
        return NextStepRead(NextStep.NOTHING_SAID)
    kind = _who(left)
    if on is None and refused not in ("", "vague"):
        return Unread(refused)
    if on is None and refused == "" and _meant_a_day(left):
        return Unread("not_a_date")
    if kind is None and (on is not None or refused == "vague"):
        kind = NextStep.THEY_CALL
    return Unread("not_understood") if kind is None else NextStepRead(kind, on)


def tells_next_step(text: str, now: datetime, zone: str) -> bool:
    """Say whether words that name a day are about the next step: "actually Friday", but not "it was a long day today".

    Args:
        text: As typed.
        now: Current instant (UTC).
        zone: IANA zone of the person.
    """
    _, _, left = _days_in(rewritten(fold(text)).strip(" ,;!"), now, zone, None)
    if _who(left) is not None:
        return True
    small = words_of("correcting") | words_of("leading") | words_of("trailing") | words_of("them")
    known = {word for one in small | words_of("next_step_small") for word in one.split()}
    return all(one.strip(",.;:!?") in known for one in left.split())


def tells_end(text: str) -> bool:
    """Say whether words are about when something was: "it was Monday"."""
    return fold(text).startswith(tuple(f"{one} " for one in words_of("told_end")))


# --- When -----------------------------------------------------------------------------------------


def _days_in(
    text: str, now: datetime, zone: str, country: str | None
) -> tuple[list[Moment | Ambiguous], str, str]:
    """Return the days named in a sentence, why one could not be used, and the sentence without them."""
    words = text.split()
    found: list[Moment | Ambiguous] = []
    refused = ""
    left: list[str] = []
    start = 0
    while start < len(words):
        length = 0
        for end in _ends(words, start):
            read = _read_span(words, start, end, now, zone, country)
            if isinstance(read, Unread):
                if read.reason == "not_a_date":
                    continue
                refused = refused or read.reason
            else:
                found.append(read)
            length = end - start
            break
        if length == 0:
            left.append(words[start])
        start += max(length, 1)
    return found, refused, " ".join(left)


def _ends(words: Sequence[str], start: int) -> Iterator[int]:
    """Yield the ends of the runs of words about time that begin here, the longest first."""
    end = start
    while end < len(words) and end - start < LONGEST_SPAN and about_time(words[end]):
        end += 1
    yield from range(end, start, -1)


def about_time(word: str) -> bool:
    """Say whether a word can be part of a day or a time."""
    bare = fold(word).strip(",.;:!?()")
    if any(one.isdigit() for one in bare):
        return True
    return any(bare in table.words for table in tables()) or bare in words_of("leading")


def _read_span(
    words: Sequence[str], start: int, end: int, now: datetime, zone: str, country: str | None
) -> Moment | Ambiguous | Unread:
    lone = words[start].strip(",.;:!?")
    if end - start == 1 and lone in words_of("also_words") and len(words) > 1:
        return Unread("not_a_date")
    span = " ".join(words[start:end]).strip(",;:!?")
    return read_day(span, now, zone, towards="future", country=country)


def _which(found: Sequence[Moment | Ambiguous], text: str) -> Moment | Ambiguous | None:
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    for table in tables():
        if table.has("range", "between", text):
            # Of a stretch the end counts: nobody is late before it.
            return max(
                found, key=lambda one: (_readings(one)[-1].instant, isinstance(one, Ambiguous))
            )
    return one_or_several([moment for one in found for moment in _readings(one)])


def _readings(read: Moment | Ambiguous) -> tuple[Moment, ...]:
    return read.readings if isinstance(read, Ambiguous) else (read,)


def _meant_a_day(left: str) -> bool:
    """Say whether a day was named in words that were not read, so that it is not dropped."""
    if any(one.isdigit() for one in left):
        return True
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", left) for one in words_of("dated"))


# --- Who ------------------------------------------------------------------------------------------


def _who(text: str) -> NextStep | None:
    """Say who moves: the one named last before the deed, or whoever it is done to."""
    if _has(text, "mine"):
        return NextStep.I_CALL
    deed = _first(text, "deed")
    hears = _first(text, "hear")
    doer = _doer(text[: deed.start()]) if deed else None
    if hears is not None and doer is not NextStep.I_CALL:
        return NextStep.THEY_CALL
    if deed is not None:
        after = text[deed.end() :].strip()
        if _starts_with(after, "to_me"):
            return NextStep.THEY_CALL
        if doer is not None:
            # "I will hear when they call": hearing has no deed of one's own.
            return NextStep.THEY_CALL if hears and hears.start() < deed.start() else doer
        return (
            NextStep.I_CALL
            if _starts_with(after, "to_them")
            else NextStep.THEY_CALL
            if _has(text, "them")
            else None
        )
    return None


def _doer(before: str) -> NextStep | None:
    mine = _last(before, "me")
    theirs = _last(before, "them")
    if mine < 0 and theirs < 0:
        # "Dana will call": whoever is named, it is not the person.
        return (
            NextStep.THEY_CALL
            if before.strip(" ,") and not _starts_with(before, "leading")
            else None
        )
    return NextStep.I_CALL if mine > theirs else NextStep.THEY_CALL


def _pattern(name: str) -> re.Pattern[str]:
    words = longest_first(name)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(re.escape(one) for one in words)})(?![\w'])")


def _first(text: str, name: str) -> re.Match[str] | None:
    return _pattern(name).search(text)


def _last(text: str, name: str) -> int:
    return max((one.end() for one in _pattern(name).finditer(text)), default=-1)


def _has(text: str, name: str) -> bool:
    return _first(text, name) is not None


def _starts_with(text: str, name: str) -> bool:
    return _pattern(name).match(text) is not None
