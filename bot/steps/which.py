"""Which interview somebody means: by company, by what was just spoken of, or by asking."""

import re
from datetime import timedelta

from bot.interview import Interview
from bot.message import Topic
from bot.turn import Turn

STEP = "which"
FRESH = timedelta(minutes=30)
"""How long an interview stays the one spoken of; later we ask rather than guess."""


def pick(
    turn: Turn, command: str, rest: str, *, ended: bool = False
) -> tuple[Interview | None, str]:
    """Find the interview a command is about, or ask and return None.

    Args:
        turn: The turn.
        command: Name of the command, taken up again once the interview is known.
        rest: What was typed after it; may name a company.
        ended: Whether interviews with an outcome are meant too.

    Returns:
        The interview and what is left of `rest` without its name.
    """
    all_known = turn.journey.facts.interviews
    if rest.startswith("#"):
        id, _, left = rest[1:].partition(" ")
        known = turn.journey.interview(id)
        if known is None:
            _none_yet(turn)
        return known, left
    named = named_in(turn, rest)
    if len(named) == 1:
        return named[0], without_name(rest, named[0])
    candidates = named or tuple(one for one in all_known if one.open or ended)
    if not candidates:
        _none_yet(turn)
        return None, rest
    if len(candidates) == 1:
        return candidates[0], rest
    fresh = spoken_of(turn)
    if fresh is not None and fresh in candidates:
        return fresh, rest
    _ask(turn, command, rest, candidates)
    return None, rest


def named_in(turn: Turn, text: str) -> tuple[Interview, ...]:
    """Return the interviews whose company stands in the words, open ones before ended ones."""
    known = turn.journey.facts.interviews
    found = tuple(one for one in known if _pattern(one).search(text))
    found = found or tuple(one for one in known if _is_short_for(text, one.company))
    still_open = tuple(one for one in found if one.open)
    told_apart = tuple(
        one for one in (still_open or found) if one.role and one.role.casefold() in text.casefold()
    )
    return told_apart if len(told_apart) == 1 else (still_open or found)


def without_name(text: str, interview: Interview) -> str:
    """Return the words without the company's name and the small word before it."""
    if _is_short_for(text, interview.company):
        return ""
    cut = _pattern(interview).sub(" ", text, count=1)
    return " ".join(cut.split())


def spoken_of(turn: Turn) -> Interview | None:
    """Return the interview spoken of within the last half hour."""
    dialogue = turn.dialogue
    if dialogue.focused is None or turn.now - dialogue.focused > FRESH:
        return None
    return turn.journey.interview(dialogue.focus)


def _is_short_for(text: str, company: str) -> bool:
    """Say whether words are the beginning of a company's name, or its name and more ("Globex", "Globex Ltd")."""
    said, name = text.casefold().split(), company.casefold().split()
    shared = min(len(said), len(name))
    return bool(shared) and said[:shared] == name[:shared] and len(said) <= len(name) + 1


def _pattern(interview: Interview) -> re.Pattern[str]:
    # Not inside an address: "dana@acme.de" names nobody's company and must stay whole.
    return re.compile(
        rf"(?:\b(?:at|with|from|for|of|to|by)\s+)?"
        rf"(?<![\w@./-]){re.escape(interview.company)}(?![\w@/-]|\.\w)",
        re.IGNORECASE,
    )


def _ask(turn: Turn, command: str, rest: str, among: tuple[Interview, ...]) -> None:
    shown = sorted(among, key=lambda one: one.ended, reverse=True)[:20]
    turn.ask(STEP, command, argument=rest)
    labels: dict[str, Interview] = {}
    for one in shown:
        label = turn.named(one)
        labels[label if label not in labels else f"{label} ({len(labels) + 1})"] = one
    turn.say(
        Topic.HOME,
        turn.words("which.ask_command"),
        turn.choices(*(turn.button(label, STEP, "go", one.id) for label, one in labels.items())),
    )


def _none_yet(turn: Turn) -> None:
    turn.say(
        Topic.HOME,
        turn.words("which.none"),
        turn.choices(turn.button(turn.words("which.add"), "add", "open")),
    )
