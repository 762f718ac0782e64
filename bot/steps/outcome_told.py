"""What words tell of an outcome: its kind, by when it wants an answer, and whether it is another company's."""

import re

from bot.interview import OutcomeKind
from bot.message import Topic
from bot.steps import paging
from bot.turn import Turn

STEP = "outcome"
MOST_MEANT = 3
"""Interviews that are offered where another company was named."""
WORDS = {
    "offer": OutcomeKind.OFFER,
    "offered": OutcomeKind.OFFER,
    "next_round": OutcomeKind.NEXT_ROUND,
    "next": OutcomeKind.NEXT_ROUND,
    "round": OutcomeKind.NEXT_ROUND,
    "rejection": OutcomeKind.REJECTION,
    "rejected": OutcomeKind.REJECTION,
    "no": OutcomeKind.REJECTION,
    "silence": OutcomeKind.SILENCE,
    "ghosted": OutcomeKind.SILENCE,
    "withdrawn": OutcomeKind.WITHDRAWN,
    "withdrew": OutcomeKind.WITHDRAWN,
}
"""The words by which a command names an outcome."""
BY = r"\b(?:by|until|till|before)\s.+"
"""By when an offer wants its answer, told with the news of it."""
ACCEPTED = ("accepted", "accept", "signed")
DECLINED = ("declined", "decline")
"""The words for what was done with an offer."""


def is_of_another(turn: Turn, verb: str, rest: str) -> bool:
    """Say that a company named with an outcome is not known here; False where none, or no other, is named.

    Args:
        turn: The turn.
        verb: Of the button that records the outcome for one that is known.
        rest: What was typed with the command.
    """
    known = {*WORDS, *ACCEPTED, *DECLINED}
    named = " ".join(one for one in rest.split() if one.casefold() not in known)
    named = re.sub(BY, "", named, flags=re.IGNORECASE).strip(" .,;:")
    could_be = [
        one
        for one in turn.journey.facts.interviews
        if one.open or (one.outcome is not None and one.outcome.kind is OutcomeKind.OFFER)
    ]
    if not named or not could_be or turn.library.intents.is_employer(named):
        return False
    labels = paging.told_apart(
        {
            one.id: turn.words("outcome.meant_button", company=turn.named(one))
            for one in could_be[-MOST_MEANT:]
        }
    )
    turn.say(
        Topic.OUTCOME,
        turn.words("outcome.unknown_company", company=paging.shown(named)),
        turn.choices(*(turn.button(label, STEP, verb, id) for id, label in labels.items())),
    )
    return True
