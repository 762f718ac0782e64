"""What happened while waiting: the person asked, the employer answered, and what comes next."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.handler import Handler, Reminder
from bot.interview import FollowUp, Interview, NextStep, Wait
from bot.journey import Question
from bot.message import Button, Text, Topic
from bot.schedule import NudgeKey
from bot.steps import which
from bot.steps.enquiry_timing import STEP, counts, day_off, first_moment
from bot.turn import Turn
from bot.understanding import Ambiguous, Moment, Unread, read_moment, read_next_step

NOON = timedelta(hours=12)
"""Into a day of which no hour was told."""
TWICE = timedelta(minutes=2)
"""The same words within this time are one message sent twice, not two follow-ups."""


def wrote(turn: Turn, rest: str) -> None:
    """Record from words that the person wrote or called ("I wrote to them")."""
    interview, left = which.pick(turn, "wrote", rest)
    if interview is None:
        return
    if _is_about(turn, interview, rest, left):
        record_sent(turn, interview, when=_when(turn, interview, left))
    else:
        _ask_whether(turn, interview, sent_button(turn, interview))


def heard(turn: Turn, rest: str) -> None:
    """Record from words that the employer answered ("they called")."""
    interview, left = which.pick(turn, "heard", rest)
    if interview is None:
        return
    if _is_about(turn, interview, rest, left):
        record_answer(turn, interview)
    else:
        _ask_whether(turn, interview, heard_button(turn, interview))


def heard_next(turn: Turn, rest: str) -> None:
    """Record an answer and what it said comes next ("they called, they decide by Friday")."""
    interview, left = which.pick(turn, "heard_next", rest)
    if interview is None:
        return
    record_answer(turn, interview)
    question = turn.dialogue.question
    if question is None or not answer(turn, question, left):
        return
    # What they said was understood, so it need not be asked.
    turn.unsay_first()


def expected(turn: Turn, rest: str) -> None:
    """Take what was said about the next step, told at any time ("they said next week")."""
    interview, left = which.pick(turn, "expected", rest)
    if interview is None:
        return
    before = turn.dialogue.question
    question = Question(STEP, "next", interview.id, turn.now)
    if answer(turn, question, left or rest):
        # What was asked before stays asked.
        turn.change_dialogue(question=before)
        return
    turn.ask(STEP, "next", interview.id)
    turn.say(Topic.FOLLOW_UP, turn.words("follow_up.ask_next"), interview=interview)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take what the employer said comes next."""
    named = which.named_in(turn, text)
    interview = named[0] if len(named) == 1 else turn.journey.interview(question.subject)
    if interview is None or not interview.open or question.ask != "next":
        return False
    read = read_next_step(text, turn.now, turn.zone)
    if isinstance(read, Unread):
        return False
    if isinstance(read.on, Ambiguous):
        days = [turn.words.day(one.wall.date(), turn.today) for one in read.on.readings]
        options = turn.words("add.or").join(days)
        turn.say(
            Topic.FOLLOW_UP, turn.words("add.two_readings", options=options), interview=interview
        )
        return True
    on = None if read.on is None else read.on.wall.date()
    if on is not None and on < turn.today:
        past = turn.words("follow_up.next_past", day=turn.words.day(on))
        turn.say(Topic.FOLLOW_UP, past, interview=interview)
        return True
    wait = replace(interview.wait, next_step=read.kind, on=on)
    changed = replace(interview, waits=(*interview.waits[:-1], wait), version=interview.version + 1)
    turn.put(changed)
    turn.settle_question()
    turn.change_dialogue(echo=Question(STEP, "next", interview.id, turn.now))
    _say_wait(turn, changed, "follow_up.noted")
    return True


def restate(turn: Turn, question: Question) -> str:
    """Ask again what comes next."""
    return turn.words("follow_up.ask_next")


def remind_promise(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Ask on the promised day whether they wrote."""
    if interview is None:
        raise LookupError(key)
    words = turn.words
    on = "" if interview.wait.on is None else words.day(interview.wait.on, turn.today)
    said = words("follow_up.remind_promise", company=turn.named(interview), on=on)
    facts: dict[str, object] = {"company": interview.company}
    if interview.wait.on is not None:
        facts["promised"] = interview.wait.on.isoformat()
    return Reminder(
        (Text(said),),
        (
            heard_button(turn, interview),
            turn.button(words("follow_up.not_yet"), STEP, "not_yet", interview.id),
        ),
        facts,
    )


def record_sent(
    turn: Turn, interview: Interview, number: str = "", when: datetime | None = None
) -> None:
    """Count an enquiry that the person says they sent, once."""
    words = turn.words
    sent = turn.journey.follow_ups_in(interview)
    pressed_before = bool(number) and (
        not number.isdecimal() or len(sent) >= int(number) or not interview.open
    )
    if pressed_before or (sent and turn.now - sent[-1].sent < TWICE):
        last = turn.moment(sent[-1].sent) if sent else ""
        turn.say(Topic.FOLLOW_UP, words("follow_up.sent_already", when=last), interview=interview)
        return
    at = when or turn.now
    turn.put(FollowUp(turn.new_id(), interview.id, interview.wait.number, at))
    turn.focus(interview)
    turn.settle_question()
    decided = words("follow_up.sent", company=turn.named(interview), when=turn.moment(at))
    facts = {"company": interview.company, **counts(turn, interview)}
    if number:
        turn.edit(Topic.FOLLOW_UP, decided, interview=interview, facts=facts)
    right = first_moment(turn, interview)
    rules = turn.library.etiquette.customs(interview.country)
    if len(sent) + 1 >= rules.max_follow_ups or right is None:
        said = words("follow_up.was_last")
    else:
        said = words("follow_up.next_right", when=words.day(right.date(), turn.today))
    # An edited card says already what was noted.
    short = said if number else f"{decided} {said}"
    turn.say(Topic.FOLLOW_UP, short, interview=interview, facts=facts)


def record_answer(turn: Turn, interview: Interview, number: str = "") -> None:
    """Begin a new wait: the employer answered."""
    words = turn.words
    if number and (number != str(interview.wait.number) or not interview.open):
        turn.say(Topic.FOLLOW_UP, words("follow_up.heard_already"), interview=interview)
        return
    wait = Wait(interview.wait.number + 1, turn.now)
    changed = replace(interview, waits=(*interview.waits, wait), version=interview.version + 1)
    turn.put(changed)
    turn.focus(changed)
    if number:
        turn.edit(
            Topic.FOLLOW_UP,
            words("follow_up.heard", company=turn.named(changed)),
            interview=changed,
        )
    turn.ask(STEP, "next", changed.id)
    turn.say(
        Topic.OUTCOME,
        words("follow_up.heard_what", company=turn.named(changed)),
        turn.choices(
            turn.button(words("outcome.offer_button"), "outcome", "offer", changed.id),
            turn.button(words("outcome.next_round_button"), "outcome", "next_round", changed.id),
            turn.button(words("outcome.rejection_button"), "outcome", "rejection", changed.id),
            turn.button(words("follow_up.still_open"), STEP, "still_open", changed.id),
        ),
        interview=changed,
        facts={"company": changed.company, **counts(turn, changed)},
    )


def record_silence(turn: Turn, interview: Interview) -> None:
    """Take that a promise was not kept, kindly."""
    turn.edit(Topic.FOLLOW_UP, turn.words("follow_up.not_yet_noted"), interview=interview)
    _say_wait(turn, interview, "follow_up.silence_is_common")


def ask_what_next(turn: Turn, interview: Interview) -> None:
    """Ask what the employer said comes next."""
    turn.ask(STEP, "next", interview.id)
    turn.say(Topic.FOLLOW_UP, turn.words("follow_up.ask_next"), interview=interview)


def sent_button(turn: Turn, interview: Interview) -> Button:
    """Return the button that says an enquiry was sent."""
    number = str(len(turn.journey.follow_ups_in(interview)) + 1)
    label = turn.words("follow_up.sent_button", company=turn.named(interview))
    return turn.button(label, STEP, "sent", interview.id, number)


def heard_button(turn: Turn, interview: Interview) -> Button:
    """Return the button that says the employer answered."""
    label = turn.words("follow_up.heard_button", company=turn.named(interview))
    return turn.button(label, STEP, "heard", interview.id, str(interview.wait.number))


def _is_about(turn: Turn, interview: Interview, rest: str, left: str) -> bool:
    """Say whether words speak of the employer: by name, as "them", or by somebody met there."""
    if left != rest or turn.library.intents.is_employer(left):
        return True
    said = set(left.casefold().split())
    met = turn.journey.met_in(interview.id)
    return any(said & set(one.name.casefold().split()) for one in met)


def _ask_whether(turn: Turn, interview: Interview, button: Button) -> None:
    """Ask rather than count what may be about somebody else."""
    turn.say(
        Topic.FOLLOW_UP,
        turn.words("follow_up.about_them", company=turn.named(interview)),
        turn.choices(button),
        interview=interview,
    )


def _when(turn: Turn, interview: Interview, text: str) -> datetime:
    """Return when the words say it was ("yesterday", "on Friday"), else now; never before the wait began."""
    # What follows a comma is news of its own: "I called, they decide on Tuesday".
    words = re.split(r"[,;.!?]", text, maxsplit=1)[0].split()
    for at in range(len(words)):
        read = read_moment(
            " ".join(words[at:]), turn.now, turn.zone, towards="past", country=interview.country
        )
        if isinstance(read, Moment) and interview.wait.started <= read.instant <= turn.now:
            return read.instant if read.has_time else min(read.instant + NOON, turn.now)
    return turn.now


def _say_wait(turn: Turn, interview: Interview, opening: str) -> None:
    """Say what is waited for now and when asking becomes right."""
    words = turn.words
    right = first_moment(turn, interview)
    facts: dict[str, object] = {
        "company": interview.company,
        "next_step": interview.wait.next_step.value,
        **counts(turn, interview),
    }
    if interview.wait.on is not None:
        facts["promised"] = interview.wait.on.isoformat()
    said = [words(opening, company=turn.named(interview), what=_wait_words(turn, interview))]
    closed = day_off(turn, interview)
    if closed:
        said.append(closed)
    elif right is not None and not interview.contact_unwelcome:
        said.append(words("follow_up.next_right", when=words.day(right.date(), turn.today)))
    turn.say(Topic.FOLLOW_UP, " ".join(said), interview=interview, facts=facts)


def _wait_words(turn: Turn, interview: Interview) -> str:
    words = turn.words
    wait = interview.wait
    on = "" if wait.on is None else words.day(wait.on, turn.today)
    match wait.next_step:
        case NextStep.THEY_CALL:
            return words("follow_up.wait_they_by", on=on) if on else words("follow_up.wait_they")
        case NextStep.I_CALL:
            return words("follow_up.wait_i_on", on=on) if on else words("follow_up.wait_i")
        case _:
            return words("follow_up.wait_nothing")


PROMISE = Handler(remind=remind_promise)
