"""Stay calm: something short for this stage of the wait, asked for or in the evening."""

from zoneinfo import ZoneInfo

from bot.action import Action
from bot.care import DISCLAIMER, Exercise, choose, stage
from bot.handler import Handler, Reminder
from bot.interview import Interview, NextStep, OutcomeKind, Step
from bot.message import Button, Card, Part, Picture, Text, Topic
from bot.schedule import NudgeKey
from bot.turn import Turn

STEP = Step.CALM.value
_HEARD = {
    "": "waiting.hard",
    "night": "waiting.hard_night",
    "failed": "waiting.hard_failed",
    "round": "waiting.hard_round",
    "tired": "waiting.hard_tired",
    "breath": "waiting.hard_breath",
}
"""What is said first to words of strain, by what they were about."""
_FITTING = {"breath": "slow_belly_breathing"}
"""The exercise that follows, where not any will do."""


def command(turn: Turn, rest: str) -> None:
    """Show something calming that fits this stage of the wait."""
    _show(turn, evidence=True)


def gently(turn: Turn, key: str | None = None) -> None:
    """Show something calming in a tense moment: how well it is tested waits behind its button.

    Args:
        turn: The turn.
        key: Of the exercise, None for any that fits the stage of the wait.
    """
    _show(turn, evidence=False, key=key)


def _show(turn: Turn, *, evidence: bool, key: str | None = None) -> None:
    named = turn.library.calming.exercise(key) if key else None
    exercise = named or _next(turn)
    turn.say(
        Topic.CALM,
        *_parts(turn, exercise, evidence=evidence),
        turn.choices(*_buttons(turn, exercise)),
        facts={"exercise": exercise.key},
    )


def hard(turn: Turn, rest: str) -> None:
    """Answer words of strain: first that they were heard, then something calming."""
    is_over = not rest and _is_over(turn)
    said = "waiting.hard_after" if is_over else _HEARD.get(rest, "waiting.hard")
    turn.say(Topic.CALM, turn.words(said))
    gently(turn, _FITTING.get(rest))
    # Nobody is asked about interviews in the same breath; the question stays open.
    turn.answered = True


def _is_over(turn: Turn) -> bool:
    """Say whether nothing is waited for and the last news was a no, or silence."""
    outcomes = [one.outcome for one in turn.journey.facts.interviews if one.outcome is not None]
    if turn.journey.open_interviews() or not outcomes:
        return False
    newest = max(outcomes, key=lambda one: one.at)
    return newest.kind in (OutcomeKind.REJECTION, OutcomeKind.SILENCE)


def press(turn: Turn, action: Action) -> None:
    """Show another one, or where the advice comes from."""
    if action.verb in ("another", "show"):
        command(turn, "")
    elif action.verb == "sources":
        _sources(turn, action.id)
    else:
        raise LookupError(action)


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Send the evening's calming message."""
    exercise = _next(turn)
    return Reminder(
        _parts(turn, exercise, evidence=True),
        _buttons(turn, exercise),
        {"exercise": exercise.key},
    )


def finish(turn: Turn, interview: Interview | None, key: NudgeKey) -> None:
    """Take *Done* as nothing more than seen."""


def _buttons(turn: Turn, exercise: Exercise) -> tuple[Button, ...]:
    return (
        turn.button(turn.words("waiting.another"), STEP, "another"),
        turn.button(turn.words("waiting.evidence"), STEP, "sources", exercise.key),
        turn.button(turn.words("feeling.button"), "feeling", "ask"),
    )


def _next(turn: Turn) -> Exercise:
    """Choose an exercise and remember it, so that the same one does not come twice running."""
    calming = turn.library.calming
    here = turn.now.astimezone(ZoneInfo(turn.zone))
    exercise = choose(
        stage(*_days(turn), calming), turn.dialogue.exercise, here.time(), turn.chance, calming
    )
    turn.change_dialogue(exercise=exercise.key)
    return exercise


def _days(turn: Turn) -> tuple[int, int | None]:
    """Return the days since the newest wait began, and those to the nearest promise, if any."""
    zone = ZoneInfo(turn.zone)
    waits = [one.wait for one in turn.journey.open_interviews()]
    if not waits:
        return 0, None
    started = max(wait.started for wait in waits).astimezone(zone).date()
    ahead = [
        (wait.on - turn.today).days
        for wait in waits
        if wait.next_step is NextStep.THEY_CALL and wait.on is not None and wait.on >= turn.today
    ]
    return (turn.today - started).days, min(ahead, default=None)


def _parts(turn: Turn, exercise: Exercise, *, evidence: bool) -> tuple[Part, ...]:
    words = turn.words
    parts: list[Part] = [Card(words(exercise.title), (words(exercise.text),))]
    if evidence:
        parts.append(Text(words(exercise.finding)))
    if exercise.caution:
        parts.append(Text(words(exercise.caution)))
    if exercise.picture is not None:
        parts.append(
            Picture(
                exercise.key,
                words("waiting.picture_alt", title=words(exercise.title)),
                exercise.picture,
            )
        )
    return tuple(parts)


def _sources(turn: Turn, key: str) -> None:
    exercise = turn.library.calming.exercise(key)
    if exercise is None:
        raise LookupError(key)
    lines = [f"{one.title}: {one.url}" for one in exercise.sources]
    turn.say(
        Topic.CALM,
        Card(turn.words(exercise.title), (turn.words(exercise.finding), *lines)),
        turn.words(DISCLAIMER),
    )


HANDLER = Handler(press=press, remind=remind, finish=finish)
