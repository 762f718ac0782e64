"""Follow-up: when it is right to ask, a draft when it is, and a reason to hold back when it is not."""

from datetime import time
from zoneinfo import ZoneInfo

from bot import drafts
from bot.action import Action
from bot.handler import Handler, Reminder
from bot.interview import Interview, NextStep, Step
from bot.message import Part, Text, Topic
from bot.schedule import NudgeKey
from bot.steps import customs, waiting_log, which
from bot.steps.enquiry_timing import (
    STEP,
    Held,
    counts,
    day_off,
    hold,
    reason_id,
    today_there,
    why_now,
)
from bot.steps.waiting_log import heard_button, sent_button
from bot.turn import Turn

OFFICE_CLOSES = time(17)
"""What arrives later is read the next morning (journey: "if that is past 17:00 there")."""


def command(turn: Turn, rest: str) -> None:
    """Say whether it is time to ask, and help with it."""
    interview, _ = which.pick(turn, "followup", rest, ended=True)
    if interview is not None:
        show(turn, interview)


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
            waiting_log.record_sent(turn, interview, action.argument)
        case "heard":
            waiting_log.record_answer(turn, interview, action.argument)
        case "not_yet":
            waiting_log.record_silence(turn, interview)
        case "still_open":
            waiting_log.ask_what_next(turn, interview)
        case "source":
            customs.sources(turn, interview)
        case _:
            raise LookupError(action)


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
        said = words("follow_up.remind", company=company, why=why_now(turn, interview))
    parts: list[Part] = [Text(said)]
    closed = "" if sent else day_off(turn, interview)
    if closed:
        parts.append(Text(closed))
    there = turn.now.astimezone(ZoneInfo(interview.zone or turn.zone)).time()
    if there >= OFFICE_CLOSES:
        parts.append(Text(words("follow_up.read_next_morning")))
    parts += _draft_parts(turn, interview)
    return Reminder(
        tuple(parts),
        (sent_button(turn, interview), heard_button(turn, interview)),
        counts(turn, interview),
    )


def _show_draft(turn: Turn, interview: Interview) -> None:
    turn.settle_question()
    facts: dict[str, object] = {"company": interview.company, **counts(turn, interview)}
    turn.say(
        Topic.FOLLOW_UP,
        *_opening(turn, interview),
        *_draft_parts(turn, interview),
        turn.choices(
            sent_button(turn, interview),
            heard_button(turn, interview),
            turn.button(turn.words("customs.source_button"), STEP, "source", interview.id),
        ),
        interview=interview,
        facts=facts,
    )


def _opening(turn: Turn, interview: Interview) -> tuple[str, ...]:
    """Say what the draft is for; of a call that was agreed, when it is."""
    words, wait = turn.words, interview.wait
    company = turn.named(interview)
    if wait.next_step is not NextStep.I_CALL or turn.journey.follow_ups_in(interview):
        return (words("follow_up.draft", company=company),)
    today = today_there(turn, interview)
    if wait.on is None or wait.on == today:
        return (words("follow_up.call_now", company=company),)
    on = words.day(wait.on, turn.today)
    id = "follow_up.call_ahead" if wait.on > today else "follow_up.call_passed"
    said = words(id, company=company, on=on)
    closed = day_off(turn, interview) if wait.on > today else ""
    return (said, closed) if closed else (said,)


def _draft_parts(turn: Turn, interview: Interview) -> tuple[Part, ...]:
    if interview.contact_unwelcome:
        return (Text(turn.words("follow_up.unwelcome_reminder")),)
    promised = interview.wait.on
    try:
        draft = drafts.follow_up(
            turn.journey,
            interview,
            turn.library.etiquette,
            turn.library.phrases,
            promise_ahead=promised is not None and today_there(turn, interview) <= promised,
        )
    except drafts.UnrecordedClaim:
        # The reminder is worth more than its draft.
        return ()
    return () if isinstance(draft, drafts.Missing) else (draft,)


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
        reason_id(turn, interview, held),
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
        **counts(turn, interview),
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


HANDLER = Handler(
    press=press, answer=waiting_log.answer, restate=waiting_log.restate, remind=remind
)
