"""What is promised, said back in full: its line, its buttons and when the nudge comes."""

from datetime import datetime

from bot.interview import Interview, ToSend
from bot.journey import Question
from bot.message import Button, Card, Topic
from bot.nudges import plan
from bot.schedule import NudgeKind
from bot.steps import paging
from bot.turn import Turn

STEP = "to_send"


def echo(turn: Turn, interview: Interview, item: ToSend, opening: str) -> None:
    """Say what is promised and by which day, in full, with one step to correct it."""
    words = turn.words
    turn.focus(interview)
    turn.change_dialogue(echo=Question(STEP, "right", item.id, turn.now))
    lines = [words("to_send.line", what=item.what, by=words.day(item.by))]
    reminded = _reminded(turn, item)
    if reminded is not None:
        lines.append(words("to_send.will_remind", when=turn.moment(reminded)))
    elif item.by == turn.today:
        lines.append(words("to_send.today"))
    turn.say(
        Topic.HOME,
        Card(words(opening, company=turn.named(interview)), tuple(lines)),
        turn.choices(
            turn.button(words("to_send.not_right"), STEP, "fix", item.id),
            *buttons_of(turn, (item,))[:1],
        ),
        interview=interview,
        facts=facts_of(interview, (item,)),
    )


def _reminded(turn: Turn, item: ToSend) -> datetime | None:
    """Return when the nudge for an item comes, None where none will."""
    due = (
        one.due
        for one in plan(turn.journey, turn.library.etiquette.customs)
        if one.key.kind is NudgeKind.TO_SEND and one.key.occurrence == item.id
    )
    return next((one for one in due if one > turn.now), None)


def buttons_of(turn: Turn, items: tuple[ToSend, ...]) -> list[Button]:
    """Return, for each thing still to be sent, the buttons that settle it."""
    still = {one.id: _name_of(turn, one) for one in items if one.sent is None}
    sent = {id: turn.words("to_send.sent_button", what=what) for id, what in still.items()}
    drop = {id: turn.words("to_send.drop_button", what=what) for id, what in still.items()}
    buttons: list[Button] = []
    for verb, labels in (("sent", paging.told_apart(sent)), ("drop", paging.told_apart(drop))):
        buttons += [turn.button(label, STEP, verb, id) for id, label in labels.items()]
    return buttons


def _name_of(turn: Turn, item: ToSend) -> str:
    """Return what is to be sent, with the company where the same is promised to two."""
    elsewhere = any(
        one.what.casefold() == item.what.casefold()
        and one.sent is None
        and one.interview != item.interview
        for one in turn.journey.facts.to_send
    )
    interview = turn.journey.interview(item.interview)
    if not elsewhere or interview is None:
        return paging.shown(item.what)
    return f"{paging.shown(item.what, 24)} ({paging.shown(turn.named(interview), 12)})"


def line(turn: Turn, item: ToSend) -> str:
    """Return what was promised, with its day or when it was sent."""
    words = turn.words
    by = words.day(item.by, turn.today)
    if item.sent is not None:
        return words("to_send.line_sent", what=item.what, when=turn.moment(item.sent))
    return words("to_send.line", what=item.what, by=by)


def facts_of(interview: Interview, items: tuple[ToSend, ...]) -> dict[str, object]:
    """Return what is promised as JSON-ready data."""
    facts: dict[str, object] = {"company": interview.company}
    if items:
        facts["to_send"] = [{"what": one.what, "by": one.by.isoformat()} for one in items]
    return facts
