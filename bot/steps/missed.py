"""What could not reach a person is told to them once, at their next word: nothing is dropped in silence."""

from dataclasses import replace

from bot.message import Card, Topic
from bot.nudges.joining import SOFT
from bot.schedule import Nudge, NudgeKind, NudgeState
from bot.steps.snooze import KIND_WORDS
from bot.turn import Turn

SHOWN = 5
"""As many are named, the latest of them; older ones are past."""


def tell(turn: Turn) -> None:
    """Tell of nudges that did not reach the person, and let go of them.

    Calming messages and a look at the search are worth nothing late, and go without a word.
    """
    missed = [one for one in turn.journey.nudges if one.state is NudgeState.UNDELIVERED]
    if not missed:
        return
    wanted = [one for one in missed if one.key.kind not in (*SOFT, NudgeKind.CHECK_IN)]
    if wanted:
        lines = tuple(_line(turn, one) for one in wanted[-SHOWN:])
        turn.say(Topic.HOME, Card(turn.words("nudge.missed"), lines))
    nudges = tuple(
        replace(one, state=NudgeState.DROPPED) if one in missed else one
        for one in turn.journey.nudges
    )
    turn.journey = replace(turn.journey, nudges=nudges)


def _line(turn: Turn, nudge: Nudge) -> str:
    what = turn.words(KIND_WORDS[nudge.key.kind])
    when = turn.moment(nudge.due)
    interview = turn.journey.interview(nudge.key.interview or "")
    if interview is None:
        return turn.words("dashboard.coming_line", when=when, what=what)
    return turn.words("nudge.missed_line", when=when, what=what, company=turn.named(interview))
