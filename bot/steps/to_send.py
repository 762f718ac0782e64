"""To send: what the person promised the employer, by which day, and one nudge on that day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.action import Action
from bot.handler import Handler, Reminder
from bot.interview import Interview, ToSend
from bot.journey import Question
from bot.message import Button, Card, Part, Text, Topic
from bot.schedule import NudgeKey
from bot.steps import paging, to_send_echo, to_send_form, which
from bot.steps.promise_line import WRONG_DAYS, Day, problem_with, read_by, read_promise
from bot.turn import Turn
from bot.understanding import Ambiguous, Moment, Unread, correct
from bot.understanding.reading import moment_on

STEP = "to_send"
LONGEST = 120
"""Characters of what is to be sent; longer is more likely the text itself."""
LONGEST_LINE = 300
"""Characters of a typed promise with its day."""
PER_PAGE = 8


def command(turn: Turn, rest: str) -> None:
    """Record a promise ("portfolio by Friday"); without words, show what is promised."""
    interview, left = which.pick(turn, "promised", rest)
    if interview is None:
        return
    turn.focus(interview)
    if left.strip():
        _take(turn, interview, left)
    else:
        show(turn, interview)


def show(turn: Turn, interview: Interview, start: int = 0) -> None:
    """Show what was promised after an interview, and ask for more."""
    words = turn.words
    promised = turn.journey.promised_in(interview.id)
    lines = [to_send_echo.line(turn, one) for one in promised]
    end = paging.page_end(lines, start, PER_PAGE)
    page = promised[start:end]
    company = turn.named(interview)
    parts: list[Part] = []
    if lines:
        parts.append(Card(words("to_send.title", company=company), tuple(lines[start:end])))
    if start == 0:
        turn.ask(STEP, "what", interview.id)
        parts.append(Text(words("to_send.ask_what", company=company)))
    buttons = to_send_echo.buttons_of(turn, page)
    if end < len(lines):
        more = words("to_send.more_button")
        buttons.append(turn.button(more, STEP, "show", interview.id, str(end)))
    if buttons:
        parts.append(turn.choices(*buttons))
    turn.say(Topic.HOME, *parts, interview=interview, facts=to_send_echo.facts_of(interview, page))


def press(turn: Turn, action: Action) -> None:
    """Show what is promised, note that it was sent, or change it."""
    if action.verb in ("show", "on"):
        interview = turn.journey.interview(action.id)
        if interview is None:
            raise LookupError(action)
        turn.focus(interview)
        if action.verb == "show":
            show(turn, interview, paging.start_of(action.argument or "0"))
        else:
            _take_reading(turn, interview, action)
        return
    item = _item(turn, action.id)
    match action.verb:
        case "sent":
            mark_sent(turn, item)
        case "fix":
            turn.open(to_send_form.form(turn, item))
        case "drop":
            _drop(turn, item)
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take what is to be sent, by when, or a correction of the day."""
    if question.argument == "correct" and question.ask == "right":
        return _correct(turn, question, text)
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return False
    if turn.library.intents.is_no(text):
        skip(turn, question)
        return True
    if question.ask == "what":
        if len(text) > LONGEST_LINE:
            return False
        what, day = read_promise(turn, interview, text)
        if not what or (isinstance(day, Unread) and day.reason not in WRONG_DAYS):
            # Words without a day may be about anything; only a promise with its day is taken.
            return False
        _record(turn, interview, what, day)
        return True
    day = read_by(turn, interview, text)
    if isinstance(day, Unread) and day.reason in ("not_a_date", "not_understood", "too_long"):
        return False
    _record(turn, interview, question.argument, day)
    return True


def skip(turn: Turn, question: Question) -> None:
    """Leave it unrecorded."""
    turn.settle_question()
    turn.say(Topic.HOME, turn.words("to_send.nothing"))


def restate(turn: Turn, question: Question) -> str:
    """Ask again what is to be sent, or by when."""
    if question.ask == "by":
        return turn.words("to_send.ask_by", what=question.argument)
    interview = turn.journey.interview(question.subject)
    company = "" if interview is None else turn.named(interview)
    return turn.words("to_send.ask_what", company=company) if company else ""


def submit(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    """Save what was changed in the form."""
    item = _item(turn, action.id)
    interview = _interview_of(turn, item)
    what = " ".join(values.get("what", "").split())
    if not what:
        turn.problem("what", turn.words("to_send.what_missing"))
    elif len(what) > LONGEST:
        turn.problem("what", turn.words("to_send.too_long", most=LONGEST))
    day = read_by(turn, interview, values.get("by", ""))
    problem = problem_with(turn, day)
    if problem:
        turn.problem("by", problem)
    if turn.has_problems or not isinstance(day, Moment):
        return
    if action.argument != to_send_form.mark(item):
        turn.say(Topic.HOME, turn.words("to_send.changed_meanwhile"), interview=interview)
    changed = replace(item, what=what, by=day.wall.date())
    turn.put(changed)
    to_send_echo.echo(turn, interview, changed, "to_send.corrected")


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Name what was promised for today."""
    item = _of_key(turn, key)
    if interview is None or item is None:
        raise LookupError(key)
    said = "to_send.remind" if item.by == turn.today else "to_send.remind_by"
    by = turn.words.day(item.by, turn.today)
    text = turn.words(said, what=item.what, company=turn.named(interview), by=by)
    return Reminder(
        parts=(Text(text),),
        buttons=tuple(to_send_echo.buttons_of(turn, (item,))),
        facts=to_send_echo.facts_of(interview, (item,)),
    )


def finish(turn: Turn, interview: Interview | None, key: NudgeKey) -> None:
    """Take *Done* as sent."""
    item = _of_key(turn, key)
    if item is not None and item.sent is None:
        turn.put(replace(item, sent=turn.now))


def _take(turn: Turn, interview: Interview, text: str) -> None:
    """Record what was typed after the command, asking for the day where there is none."""
    if len(text) > LONGEST_LINE:
        turn.say(Topic.HOME, turn.words("to_send.too_long", most=LONGEST), interview=interview)
        return
    what, day = read_promise(turn, interview, text)
    if not what:
        show(turn, interview)
    elif isinstance(day, Unread) and day.reason not in WRONG_DAYS:
        _ask_by(turn, interview, what)
    else:
        _record(turn, interview, what, day)


def _record(turn: Turn, interview: Interview, what: str, day: Day) -> None:
    """Record a promise once its day is clear; until then, ask."""
    words = turn.words
    if len(what) > LONGEST:
        turn.say(Topic.HOME, words("to_send.too_long", most=LONGEST), interview=interview)
        return
    problem = problem_with(turn, day)
    if problem or not isinstance(day, Moment):
        turn.ask(STEP, "by", interview.id, argument=what)
        parts: list[Part] = [Text(problem)]
        if isinstance(day, Ambiguous):
            parts.append(turn.choices(*_reading_buttons(turn, interview, day)))
        turn.say(Topic.HOME, *parts, interview=interview)
        return
    if turn.dialogue.question is not None and turn.dialogue.question.step == STEP:
        turn.settle_question()
    _put(turn, interview, what, day.wall.date())


def _put(turn: Turn, interview: Interview, what: str, by: date) -> None:
    known = next(
        (
            one
            for one in turn.journey.promised_in(interview.id)
            if one.sent is None and one.what.casefold() == what.casefold()
        ),
        None,
    )
    if known is None:
        item = ToSend(turn.new_id(), interview.id, what, by)
        said = "to_send.noted"
    else:
        item = replace(known, by=by)
        said = "to_send.corrected"
    turn.put(item)
    to_send_echo.echo(turn, interview, item, said)


def _correct(turn: Turn, question: Question, text: str) -> bool:
    item = next((one for one in turn.journey.facts.to_send if one.id == question.subject), None)
    interview = None if item is None else turn.journey.interview(item.interview)
    if item is None or interview is None:
        return False
    day = correct(moment_on(item.by, turn.zone), text, turn.now, interview.country)
    if isinstance(day, Unread):
        return False
    if isinstance(day, Ambiguous) or problem_with(turn, day):
        turn.say(Topic.HOME, problem_with(turn, day), interview=interview)
        return True
    changed = replace(item, by=day.wall.date())
    turn.put(changed)
    to_send_echo.echo(turn, interview, changed, "to_send.corrected")
    return True


def _ask_by(turn: Turn, interview: Interview, what: str) -> None:
    if len(what) > LONGEST:
        turn.say(Topic.HOME, turn.words("to_send.too_long", most=LONGEST), interview=interview)
        return
    turn.ask(STEP, "by", interview.id, argument=what)
    turn.say(Topic.HOME, turn.words("to_send.ask_by", what=what), interview=interview)


def _reading_buttons(turn: Turn, interview: Interview, day: Ambiguous) -> tuple[Button, ...]:
    days = dict.fromkeys(one.wall.date() for one in day.readings)
    return tuple(
        turn.button(turn.words.day(one), STEP, "on", interview.id, one.isoformat()) for one in days
    )


def _take_reading(turn: Turn, interview: Interview, action: Action) -> None:
    """Take the day of a pressed button for what the open question is about."""
    question = turn.dialogue.question
    if question is None or question.step != STEP or question.ask != "by":
        turn.say(Topic.HOME, turn.words("to_send.by_already"), interview=interview)
        return
    try:
        by = date.fromisoformat(action.argument)
    except ValueError as error:
        raise LookupError(action) from error
    _record(turn, interview, question.argument, moment_on(by, turn.zone))


def mark_sent(turn: Turn, item: ToSend, *, typed: bool = False) -> None:
    """Note a promise as kept and say what is still promised there.

    Args:
        turn: The turn.
        item: What was sent.
        typed: Told in words, so that there is no card to change.
    """
    words = turn.words
    interview = _interview_of(turn, item)
    turn.focus(interview)
    if item.sent is not None:
        when = turn.moment(item.sent)
        said = words("to_send.sent_already", what=item.what, when=when)
        turn.say(Topic.HOME, said, interview=interview)
        return
    turn.put(replace(item, sent=turn.now))
    said = words("to_send.sent", what=item.what, company=turn.named(interview))
    turn.edit(Topic.HOME, said, interview=interview)
    if typed:
        turn.say_edit()
        question = turn.dialogue.question
        if question is not None and question.step == STEP:
            # What was promised is told; asking for more would only hold up.
            turn.settle_question()
    left = [one for one in turn.journey.promised_in(interview.id) if one.sent is None]
    if not left:
        turn.say(Topic.HOME, words("to_send.all_sent"), interview=interview)
        return
    names = words.list([one.what for one in left[:5]])
    turn.say(
        Topic.HOME,
        words("to_send.still", what=names),
        turn.choices(*to_send_echo.buttons_of(turn, tuple(left[:5]))),
        interview=interview,
    )


def _drop(turn: Turn, item: ToSend) -> None:
    interview = _interview_of(turn, item)
    turn.remove(item)
    said = turn.words("to_send.dropped", what=item.what)
    turn.edit(Topic.HOME, said, interview=interview)
    turn.say(Topic.HOME, said, interview=interview)


def _item(turn: Turn, id: str) -> ToSend:
    item = next((one for one in turn.journey.facts.to_send if one.id == id), None)
    if item is None:
        raise LookupError(id)
    return item


def _interview_of(turn: Turn, item: ToSend) -> Interview:
    interview = turn.journey.interview(item.interview)
    if interview is None:
        raise LookupError(item.id)
    return interview


def _of_key(turn: Turn, key: NudgeKey) -> ToSend | None:
    """Return what a nudge is about; a snoozed one carries the snooze's id after the item's."""
    id = key.occurrence.split(".s", 1)[0]
    return next((one for one in turn.journey.facts.to_send if one.id == id), None)


HANDLER = Handler(
    press=press,
    answer=answer,
    skip=skip,
    restate=restate,
    submit=submit,
    remind=remind,
    finish=finish,
)
