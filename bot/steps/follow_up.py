"""Follow-up: when it is right to ask, a draft when it is, and a reason to hold back when it is not."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import drafts
from bot.action import Action
from bot.handler import Handler, Reminder
from bot.interview import FollowUp, Interview, NextStep, Step, Wait
from bot.journey import Question
from bot.message import Button, Part, Text, Topic
from bot.nudges import follow_up_moment
from bot.schedule import NudgeKey
from bot.steps import customs, which
from bot.turn import Turn
from bot.understanding import Ambiguous, Moment, Unread, read_moment, read_next_step

STEP = Step.FOLLOW_UP.value
OFFICE_CLOSES = time(17)
"""What arrives later is read the next morning (journey: "if that is past 17:00 there")."""
NOON = timedelta(hours=12)
"""Into a day of which no hour was told."""
TWICE = timedelta(minutes=2)
"""The same words within this time are one message sent twice, not two follow-ups."""


@dataclass(frozen=True, slots=True)
class Held:
    """Why a follow-up should wait.

    Args:
        reason: `unwelcome`, `promise`, `too_early`, `too_soon_again` or `too_many`.
        until: When it will be right (UTC), None where it never will in this wait.
    """

    reason: str
    until: datetime | None


def command(turn: Turn, rest: str) -> None:
    """Say whether it is time to ask, and help with it."""
    interview, _ = which.pick(turn, "followup", rest, ended=True)
    if interview is not None:
        show(turn, interview)


def wrote(turn: Turn, rest: str) -> None:
    """Record from words that the person wrote or called ("I wrote to them")."""
    interview, left = which.pick(turn, "wrote", rest)
    if interview is None:
        return
    if _is_about(turn, interview, rest, left):
        _sent(turn, interview, when=_when(turn, interview, left))
    else:
        _ask_whether(turn, interview, _sent_button(turn, interview))


def heard(turn: Turn, rest: str) -> None:
    """Record from words that the employer answered ("they called")."""
    interview, left = which.pick(turn, "heard", rest)
    if interview is None:
        return
    if _is_about(turn, interview, rest, left):
        _heard(turn, interview)
    else:
        _ask_whether(turn, interview, _heard_button(turn, interview))


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


def heard_next(turn: Turn, rest: str) -> None:
    """Record an answer and what it said comes next ("they called, they decide by Friday")."""
    interview, left = which.pick(turn, "heard_next", rest)
    if interview is None:
        return
    _heard(turn, interview)
    question = turn.dialogue.question
    if question is None or not answer(turn, question, left):
        return
    # What they said was understood, so it need not be asked.
    turn.unsay_first()


def first_moment(turn: Turn, interview: Interview) -> datetime | None:
    """Return when a follow-up becomes right, in the employer's zone; None where it never does."""
    due = follow_up_moment(turn.journey, interview, turn.library.etiquette.customs)
    return None if due is None else due.astimezone(ZoneInfo(interview.zone or turn.zone))


def hold(turn: Turn, interview: Interview) -> Held | None:
    """Return why a follow-up should wait now, None where nothing speaks against it."""
    if interview.contact_unwelcome:
        return Held("unwelcome", None)
    rules = turn.library.etiquette.customs(interview.country)
    sent = turn.journey.follow_ups_in(interview)
    if interview.wait.next_step is NextStep.I_CALL and not sent:
        return None
    if len(sent) >= rules.max_follow_ups:
        return Held("too_many", None)
    right = first_moment(turn, interview)
    if right is None or right <= turn.now:
        return None
    # The day itself is right from its first minute: nobody is held back at 9 for a nudge at 10.
    if right.date() <= turn.now.astimezone(right.tzinfo).date():
        return None
    if sent:
        return Held("too_soon_again", right)
    if interview.wait.next_step is NextStep.THEY_CALL and interview.wait.on is not None:
        return Held("promise", right)
    return Held("too_early", right)


def show(turn: Turn, interview: Interview) -> None:
    """Show the draft, or say why not yet, when, and what to do instead."""
    turn.focus(interview)
    interview = turn.open_step(interview, Step.FOLLOW_UP)
    if not interview.open:
        turn.say(
            Topic.FOLLOW_UP,
            turn.words("follow_up.over", company=turn.named(interview)),
            turn.choices(
                turn.button(turn.words("follow_up.change_outcome"), "outcome", "show", interview.id)
            ),
            interview=interview,
        )
        return
    held = hold(turn, interview)
    if held is None:
        _show_draft(turn, interview)
    else:
        _hold_back(turn, interview, held)


def press(turn: Turn, action: Action) -> None:
    """Show the draft, override the holding back, or record what happened."""
    interview = turn.journey.interview(action.id)
    if interview is None:
        raise LookupError(action)
    turn.focus(interview)
    match action.verb:
        case "show":
            show(turn, interview)
        case "anyway":
            _show_draft(turn, interview)
        case "sent":
            _sent(turn, interview, action.argument)
        case "heard":
            _heard(turn, interview, action.argument)
        case "not_yet":
            _not_yet(turn, interview)
        case "still_open":
            _ask_what_next(turn, interview)
        case "source":
            customs.sources(turn, interview)
        case _:
            raise LookupError(action)


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


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Say that it is right to ask now, with the draft."""
    if interview is None:
        raise LookupError(key)
    words = turn.words
    sent = turn.journey.follow_ups_in(interview)
    company = turn.named(interview)
    if interview.wait.next_step is NextStep.I_CALL and not sent:
        said = words("follow_up.remind_i_call", company=company)
    elif sent:
        said = words("follow_up.remind_again", company=company)
    else:
        said = words("follow_up.remind", company=company, why=_why(turn, interview))
    parts: list[Part] = [Text(said)]
    there = turn.now.astimezone(ZoneInfo(interview.zone or turn.zone)).time()
    if there >= OFFICE_CLOSES:
        parts.append(Text(words("follow_up.read_next_morning")))
    parts += _draft_parts(turn, interview)
    return Reminder(
        tuple(parts),
        (_sent_button(turn, interview), _heard_button(turn, interview)),
        _counts(turn, interview),
    )


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
            _heard_button(turn, interview),
            turn.button(words("follow_up.not_yet"), STEP, "not_yet", interview.id),
        ),
        facts,
    )


def _show_draft(turn: Turn, interview: Interview) -> None:
    turn.settle_question()
    facts: dict[str, object] = {"company": interview.company, **_counts(turn, interview)}
    turn.say(
        Topic.FOLLOW_UP,
        turn.words("follow_up.draft", company=turn.named(interview)),
        *_draft_parts(turn, interview),
        turn.choices(
            _sent_button(turn, interview),
            _heard_button(turn, interview),
            turn.button(turn.words("customs.source_button"), STEP, "source", interview.id),
        ),
        interview=interview,
        facts=facts,
    )


def _draft_parts(turn: Turn, interview: Interview) -> tuple[Part, ...]:
    if interview.contact_unwelcome:
        return (Text(turn.words("follow_up.unwelcome_reminder")),)
    draft = drafts.follow_up(turn.journey, interview, turn.library.etiquette, turn.library.phrases)
    if isinstance(draft, drafts.Missing):
        return ()
    return (draft,)


def _hold_back(turn: Turn, interview: Interview, held: Held) -> None:
    words = turn.words
    rules = turn.library.etiquette.customs(interview.country)
    sent = turn.journey.follow_ups_in(interview)
    on = "" if interview.wait.on is None else words.day(interview.wait.on, turn.today)
    when = "" if held.until is None else words.day(held.until.date(), turn.today)
    country = (
        words("customs.unknown_country")
        if interview.country is None
        else words.country(interview.country)
    )
    reason = words(
        _REASONS[_reason(turn, interview, held)],
        company=turn.named(interview),
        on=on,
        country=country,
        days=rules.follow_up_after,
        spacing=rules.spacing,
        count=len(sent),
        last="" if not sent else turn.moment(sent[-1].sent),
    )
    opening = "follow_up.better_not" if held.until is None else "follow_up.not_yet_right"
    said = [words(opening, reason=reason)]
    if held.until is not None:
        said.append(words("follow_up.right_on", when=when))
    said.append(words("follow_up.instead"))
    facts: dict[str, object] = {
        "company": interview.company,
        "held_reason": held.reason,
        **_counts(turn, interview),
    }
    if held.until is not None:
        facts["held_until"] = turn.iso(held.until)
    if interview.contact_unwelcome:
        facts["contact_unwelcome"] = True
    turn.say(
        Topic.FOLLOW_UP,
        " ".join(said[:-1]),
        said[-1],
        turn.choices(
            turn.button(words("follow_up.calm_button"), "calm", "another"),
            turn.button(words("follow_up.apply_button"), "keep_looking", "show", interview.id),
            turn.button(words("customs.source_button"), STEP, "source", interview.id),
            turn.button(words("follow_up.anyway"), STEP, "anyway", interview.id),
        ),
        interview=interview,
        facts=facts,
    )


def _reason(turn: Turn, interview: Interview, held: Held) -> str:
    """Return which sentence says why; a figure that no source gave is not put on a country."""
    known = turn.library.etiquette.advice(interview.country).follow_up_after is not None
    return "no_figure" if held.reason == "too_early" and not known else held.reason


_REASONS = {
    "no_figure": "follow_up.because_no_figure",
    "unwelcome": "follow_up.because_unwelcome",
    "promise": "follow_up.because_promise",
    "too_early": "follow_up.because_early",
    "too_soon_again": "follow_up.because_again",
    "too_many": "follow_up.because_many",
}


def _when(turn: Turn, interview: Interview, text: str) -> datetime:
    """Return when the words say it was ("yesterday", "on Friday"), else now; never before the wait began."""
    words = text.split()
    for at in range(len(words)):
        read = read_moment(
            " ".join(words[at:]), turn.now, turn.zone, towards="past", country=interview.country
        )
        if isinstance(read, Moment) and interview.wait.started <= read.instant <= turn.now:
            return read.instant if read.has_time else min(read.instant + NOON, turn.now)
    return turn.now


def _sent(turn: Turn, interview: Interview, number: str = "", when: datetime | None = None) -> None:
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
    facts = {"company": interview.company, **_counts(turn, interview)}
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


def _heard(turn: Turn, interview: Interview, number: str = "") -> None:
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
        facts={"company": changed.company, **_counts(turn, changed)},
    )


def _not_yet(turn: Turn, interview: Interview) -> None:
    turn.edit(Topic.FOLLOW_UP, turn.words("follow_up.not_yet_noted"), interview=interview)
    _say_wait(turn, interview, "follow_up.silence_is_common")


def _ask_what_next(turn: Turn, interview: Interview) -> None:
    turn.ask(STEP, "next", interview.id)
    turn.say(Topic.FOLLOW_UP, turn.words("follow_up.ask_next"), interview=interview)


def _say_wait(turn: Turn, interview: Interview, opening: str) -> None:
    """Say what is waited for now and when asking becomes right."""
    words = turn.words
    right = first_moment(turn, interview)
    facts: dict[str, object] = {
        "company": interview.company,
        "next_step": interview.wait.next_step.value,
        **_counts(turn, interview),
    }
    if interview.wait.on is not None:
        facts["promised"] = interview.wait.on.isoformat()
    said = [words(opening, company=turn.named(interview), what=_wait_words(turn, interview))]
    if right is not None and not interview.contact_unwelcome:
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


def _why(turn: Turn, interview: Interview) -> str:
    words = turn.words
    wait = interview.wait
    if wait.next_step is NextStep.THEY_CALL and wait.on is not None:
        return words("follow_up.why_promise", on=words.day(wait.on, turn.today))
    rules = turn.library.etiquette.customs(interview.country)
    return words.plural("follow_up.why_days", rules.follow_up_after)


def _counts(turn: Turn, interview: Interview) -> dict[str, object]:
    rules = turn.library.etiquette.customs(interview.country)
    return {
        "followups_sent": len(turn.journey.follow_ups_in(interview)),
        "followups_max": rules.max_follow_ups,
    }


def _sent_button(turn: Turn, interview: Interview) -> Button:
    number = str(len(turn.journey.follow_ups_in(interview)) + 1)
    label = turn.words("follow_up.sent_button", company=turn.named(interview))
    return turn.button(label, STEP, "sent", interview.id, number)


def _heard_button(turn: Turn, interview: Interview) -> Button:
    label = turn.words("follow_up.heard_button", company=turn.named(interview))
    return turn.button(label, STEP, "heard", interview.id, str(interview.wait.number))


HANDLER = Handler(press=press, answer=answer, restate=restate, remind=remind)
PROMISE = Handler(remind=remind_promise)
