"""Putting nudges off and switching them off."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.action import Action
from bot.calendar import resolve
from bot.handler import Handler
from bot.interview import Snooze, Step
from bot.journey import Question
from bot.message import Button, Topic
from bot.nudges import plan
from bot.schedule import Nudge, NudgeKind, NudgeState
from bot.steps import progress, which
from bot.turn import Turn
from bot.understanding import Ambiguous, Moment, Unread, correct, read_moment

STEP = "snooze"
FARTHEST = timedelta(days=366)
"""A snooze further ahead is more likely a slip of the year."""
FRESH = timedelta(hours=24)
"""How long after a nudge the words "remind me on Monday" mean that nudge."""
LONGEST_TIME = 4
"""Words that may be a time which could not be read; more are more likely something else."""
MORNING = time(9)
"""When a snooze to a day without a time comes back."""
_UNREAD = {"too_far": "snooze.far", "impossible": "snooze.impossible"}
_SOFT = (NudgeKind.CALM, NudgeKind.KEEP_LOOKING, NudgeKind.CHECK_IN)


def buttons(turn: Turn, batch: str) -> tuple[Button, ...]:
    """Return the ways to put a message off."""
    words = turn.words
    return (
        turn.button(words("snooze.hour"), STEP, "hour", batch),
        turn.button(words("snooze.tomorrow"), STEP, "tomorrow", batch),
        turn.button(words("snooze.monday"), STEP, "monday", batch),
        turn.button(words("snooze.pick"), STEP, "pick", batch),
        turn.button(words("snooze.off"), STEP, "off", batch),
    )


def command(turn: Turn, rest: str) -> None:
    """Put off the last nudge, or everything where none came lately."""
    batch = _last_batch(turn)
    if not rest.strip():
        turn.ask(STEP, "until", batch)
        turn.say(
            Topic.SETTINGS,
            turn.words("snooze.ask_until"),
            turn.choices(*buttons(turn, batch)[:3]),
        )
        return
    read_until(turn, batch, rest)


def press(turn: Turn, action: Action) -> None:
    """Take one of the usual moments, ask for another, or switch off."""
    match action.verb:
        case "hour":
            _put_off(turn, action.id, turn.now + timedelta(hours=1))
        case "tomorrow":
            _put_off(turn, action.id, progress.tomorrow_at_nine(turn))
        case "monday":
            _put_off(turn, action.id, monday_at_nine(turn))
        case "pick":
            turn.ask(STEP, "until", action.id)
            turn.say(Topic.SETTINGS, turn.words("snooze.ask_until"))
        case "off":
            _switch_off(turn, action.id)
        case "take_back":
            take_back(turn)
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Read until when; a correction changes what was read before."""
    if question.argument == "correct":
        return _correct(turn, question, text)
    if turn.library.intents.is_no(text):
        turn.settle_question()
        turn.say(Topic.SETTINGS, turn.words("home.cancelled"))
        return True
    if isinstance(read_moment_of(turn, text), Unread) and len(text.split()) > LONGEST_TIME:
        # So many words without a time are about something else.
        return False
    read_until(turn, question.subject, text)
    return True


def restate(turn: Turn, question: Question) -> str:
    """Ask again until when."""
    return turn.words("snooze.ask_until")


def hold_until(turn: Turn, until: datetime) -> None:
    """Put everything off until a moment, and say how to take that back."""
    _put_off(turn, "", until, typed=True)


def monday_at_nine(turn: Turn) -> datetime:
    """Return the coming Monday 9:00 on the person's clock, as an instant; never today."""
    day = turn.today + timedelta(days=7 - turn.today.weekday())
    return resolve(datetime.combine(day, MORNING), turn.zone)


def read_until(turn: Turn, batch: str, text: str) -> None:
    """Put off a message, or without one everything, until when the words say; ask where they say nothing."""
    read = read_moment_of(turn, text)
    if isinstance(read, Moment):
        _take(turn, batch, read)
        return
    turn.ask(STEP, "until", batch)
    if isinstance(read, Ambiguous):
        options = [
            turn.words.moment(one.instant, one.zone)
            if one.has_time
            else turn.words.day(one.wall.date())
            for one in read.readings
        ]
        turn.say(
            Topic.SETTINGS,
            turn.words("add.two_readings", options=turn.words("add.or").join(options)),
        )
        return
    turn.say(Topic.SETTINGS, turn.words(_UNREAD.get(read.reason, "snooze.unread")))


def read_moment_of(turn: Turn, text: str) -> Moment | Ambiguous | Unread:
    """Read a moment from words, also where it stands at their end ("about the note, tomorrow morning")."""
    read = read_moment(text, turn.now, turn.zone, towards="future", time_expected=False)
    words = text.split()
    for at in range(1, len(words)):
        if not isinstance(read, Unread) or read.reason in _UNREAD:
            break
        left = " ".join(words[at:])
        read = read_moment(left, turn.now, turn.zone, towards="future", time_expected=False)
    return read


def _take(turn: Turn, batch: str, read: Moment) -> None:
    until = read.instant
    if not read.has_time:
        day = read.wall.date()
        until = resolve(datetime.combine(day, MORNING), read.zone)
    if until <= turn.now:
        turn.ask(STEP, "until", batch)
        turn.say(Topic.SETTINGS, turn.words("snooze.past", when=turn.moment(until, read.zone)))
    elif until - turn.now > FARTHEST:
        turn.ask(STEP, "until", batch)
        turn.say(
            Topic.SETTINGS, turn.words("snooze.too_far", when=turn.words.moment(until, read.zone))
        )
    else:
        _put_off(turn, batch, until, typed=True)


def _correct(turn: Turn, question: Question, text: str) -> bool:
    put_off = [one for one in turn.journey.facts.snoozes if one.until > turn.now]
    until = turn.journey.person.hold_until or max((one.until for one in put_off), default=None)
    if until is None:
        return False
    wall = until.astimezone(ZoneInfo(turn.zone)).replace(tzinfo=None)
    read = correct(Moment(wall, turn.zone, until, has_time=True, assumed=()), text, turn.now, None)
    if isinstance(read, Unread | Ambiguous):
        return False
    for one in put_off:
        if one.until == until:
            turn.remove(one)
    turn.change_person(hold_until=None)
    _take(turn, question.subject, read)
    return True


def _put_off(turn: Turn, batch: str, until: datetime, *, typed: bool = False) -> None:
    sent = of_batch(turn, batch)
    if batch and not sent:
        raise LookupError(batch)
    # Dark words beat a moment that was chosen; what is said is when it truly comes.
    until = max(until, turn.journey.person.dark_until or until)
    before = [
        one for one in turn.journey.facts.snoozes if _is_for(one, sent) and one.until > turn.now
    ]
    if before and not typed:
        turn.say(Topic.SETTINGS, turn.words("snooze.already", when=turn.moment(before[0].until)))
        return
    for one in before:
        turn.remove(one)
    if turn.dialogue.question is not None and turn.dialogue.question.step == STEP:
        turn.settle_question()
    if sent:
        for one in sent:
            _put(turn, one.key.kind, one.key.interview, one.key.wait, one.key.occurrence, until)
    else:
        _hold(turn, until)
    turn.change_dialogue(echo=Question(STEP, "until", batch, turn.now))
    words = turn.words("snooze.until" if sent else "snooze.all_until", when=turn.moment(until))
    facts = {"snoozed_until": turn.iso(until)}
    if not sent:
        again = turn.button(turn.words("snooze.take_back"), STEP, "take_back")
        turn.say(Topic.SETTINGS, words, turn.choices(again), facts=facts)
        return
    if sent and not typed:
        turn.edit(Topic.SETTINGS, words, facts=facts)
        words = turn.words("snooze.short")
    turn.say(Topic.SETTINGS, words, facts=facts)


def _hold(turn: Turn, until: datetime) -> None:
    """Put everything off; something comes back at that moment even if nothing was due before."""
    wanted = plan(turn.journey, turn.library.etiquette.customs)
    turn.change_person(hold_until=until)
    if any(turn.now <= one.due < until and one.key.kind not in _SOFT for one in wanted):
        return
    interview = which.spoken_of(turn) or next(iter(reversed(turn.journey.open_interviews())), None)
    if interview is None:
        return
    step = progress.next_step(turn, interview)
    kind = step.value if step not in (Step.CALM, Step.KEEP_LOOKING) else NudgeKind.FOLLOW_UP.value
    _put(turn, NudgeKind(kind), interview.id, interview.wait.number, "asked", until)


def take_back(turn: Turn) -> None:
    """Write as before: nothing is held any more."""
    if turn.journey.person.hold_until is None or turn.journey.person.hold_until <= turn.now:
        turn.say(Topic.SETTINGS, turn.words("snooze.not_held"))
        return
    turn.change_person(hold_until=None)
    for one in turn.journey.facts.snoozes:
        if one.until > turn.now and one.occurrence == "asked":
            turn.remove(one)
    turn.edit(Topic.SETTINGS, turn.words("snooze.as_before"))


def _put(
    turn: Turn, kind: NudgeKind, interview: str | None, wait: int, occurrence: str, until: datetime
) -> None:
    base = occurrence.split(".s", 1)[0]
    turn.put(Snooze(turn.new_id(), kind.value, interview, until, wait, base, turn.now))


def _switch_off(turn: Turn, batch: str) -> None:
    kinds = {one.key.kind for one in of_batch(turn, batch)}
    if not kinds:
        raise LookupError(batch)
    turn.change_person(off=turn.journey.person.off | {kind.value for kind in kinds})
    names = turn.words.list([turn.words(KIND_WORDS[kind]) for kind in sorted(kinds)])
    said = turn.words("snooze.switched_off", kinds=names)
    turn.edit(Topic.SETTINGS, said)
    turn.say(
        Topic.SETTINGS,
        said,
        turn.choices(turn.button(turn.words("snooze.on_again"), "settings", "nudges")),
        facts={"settings": {"off": sorted(turn.journey.person.off)}},
    )


KIND_WORDS = {
    NudgeKind.CONTACTS: "snooze.kind_contacts",
    NudgeKind.REFLECTION: "snooze.kind_reflection",
    NudgeKind.THANK_YOU: "snooze.kind_thank_you",
    NudgeKind.TO_SEND: "snooze.kind_to_send",
    NudgeKind.REFERENCES: "snooze.kind_references",
    NudgeKind.KEEP_LOOKING: "snooze.kind_keep_looking",
    NudgeKind.PROMISE: "snooze.kind_promise",
    NudgeKind.FOLLOW_UP: "snooze.kind_follow_up",
    NudgeKind.OUTCOME: "snooze.kind_outcome",
    NudgeKind.CALM: "snooze.kind_calm",
}


def of_batch(turn: Turn, batch: str) -> Sequence[Nudge]:
    """Return the nudges that came as one message, without the check-in."""
    return [
        one
        for one in turn.journey.nudges
        if batch and one.batch == batch and one.key.kind is not NudgeKind.CHECK_IN
    ]


def _last_batch(turn: Turn) -> str:
    sent = [
        one
        for one in turn.journey.nudges
        if one.state is NudgeState.SENT
        and one.settled is not None
        and turn.now - one.settled < FRESH
    ]
    return max(sent, key=lambda one: one.due).batch if sent else ""


def _is_for(snooze: Snooze, sent: Sequence[Nudge]) -> bool:
    return any(
        snooze.kind == one.key.kind.value
        and snooze.interview == one.key.interview
        and snooze.wait == one.key.wait
        for one in sent
    )


HANDLER = Handler(press=press, answer=answer, restate=restate)
