"""Deals the notes out to the people of an interview: who is named in a line gets it, and no two get the same."""

import re
from collections.abc import Iterable, Sequence

from bot.drafts.pen import squeezed
from bot.drafts.phrases import Phrases
from bot.drafts.privacy import about_oneself, fit_to_share
from bot.drafts.telling import Form, Recorded, names, to_anybody, to_them
from bot.interview import Contact, Notes

LONGEST_LINE = 200
"""Characters of a line of notes that still fits into a sentence."""
MOST_EACH = 2
"""Lines of notes in one message; a third would turn thanks into minutes."""

_BULLET = re.compile(r"^\s*(?:[-*•–—>]|\d{1,2}[.)])\s+")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[DM]r)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bProf)(?<!\betc)(?<!\be\.g)(?<!\bi\.e)[.!]\s+"
    r"|;\s*|(?<=\?)\s+"
)
"""Not after "J.", "Dr.", "e.g." and their like."""


def deal(
    people: Sequence[Contact], notes: Notes, phrases: Phrases
) -> dict[str, tuple[Recorded, ...]]:
    """Return what each person's message may take from the notes, by id of the contact.

    A line that names one of them is theirs. What names nobody goes round, first to those who have nothing.
    An open question goes to whoever is left with nothing then.
    """
    dealt: dict[str, list[Recorded]] = {one.id: [] for one in people}
    free: list[str] = []
    for line in lines(f"{notes.learned}\n{notes.important}", phrases):
        named = [one for one in people if names(line, one)]
        # Of two who share a part of their name, the one told of in full is meant.
        in_full = [one for one in named if one.name in line]
        named = in_full if len(in_full) == 1 else named
        if not named:
            free.append(line)
        elif len(named) == 1:
            told = to_them(line, named[0], phrases.inside)
            if told is not None and len(dealt[named[0].id]) < MOST_EACH:
                dealt[named[0].id].append(told)
    free = [line for line in free if to_anybody(line, phrases.inside) is not None]
    for wanted in range(MOST_EACH):
        for one in people:
            if len(dealt[one.id]) == wanted and free:
                told = to_anybody(free.pop(0), phrases.inside, recruiter=one.recruiter)
                dealt[one.id] += [told] if told is not None else []
    asked = questions(notes, phrases)
    for one in people:
        if not dealt[one.id] and asked and not one.recruiter:
            question = asked.pop(0)
            dealt[one.id].append(Recorded(Form.QUESTION, question, question))
    return {id: tuple(said) for id, said in dealt.items()}


def lines(text: str, phrases: Phrases) -> list[str]:
    """Return the sentences of notes that may be shown to others, in order, each once."""
    return _each_once(
        one
        for one in _sentences(text)
        if not one.endswith("?") and fit_to_share(one, phrases.private.words)
    )


def questions(notes: Notes, phrases: Phrases) -> list[str]:
    """Return the open questions that may be put to the employer, in order, each once."""
    return _each_once(
        one
        for one in _sentences(notes.questions)
        if one.endswith("?")
        and fit_to_share(one, phrases.private.words)
        and not about_oneself(one)
        and not re.search(r"\bme\b|\bthey\b|\btheir\b", one, re.IGNORECASE)
    )


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for row in text.splitlines():
        for part in _SENTENCE_END.split(_BULLET.sub("", row)):
            said = squeezed(part).strip(" .,;:!…")
            if said and len(said) <= LONGEST_LINE:
                found.append(said)
    return found


def _each_once(texts: Iterable[str]) -> list[str]:
    return list({one.casefold(): one for one in texts}.values())
