"""What was understood of an interview, said back in full."""

from zoneinfo import ZoneInfo

from bot.interview import Interview, NextStep
from bot.journey import Question
from bot.message import Card, Topic
from bot.steps.enquiry_timing import day_off, first_moment
from bot.steps.interview_form import STEP
from bot.turn import Turn


def echo(turn: Turn, interview: Interview, opening: str) -> None:
    """Say what was understood of an interview, in full, with one step to correct it."""
    turn.focus(interview)
    turn.change_dialogue(echo=Question(STEP, "end", interview.id, turn.now))
    lines = [ended_line(turn, interview), *_wait_lines(turn, interview)]
    known = [
        turn.words(f"add.format_{interview.format}") if interview.format else "",
        interview.round,
        interview.city,
        turn.words.country(interview.country) if interview.country else "",
    ]
    if any(known):
        lines.append(" · ".join(one for one in known if one))
    if interview.contact_unwelcome:
        lines.append(turn.words("add.contact_unwelcome"))
    turn.say(
        Topic.HOME,
        Card(opening, tuple(lines)),
        turn.choices(turn.button(turn.words("add.not_right"), STEP, "edit", interview.id)),
        interview=interview,
        facts=facts_of(turn, interview),
    )


def facts_of(turn: Turn, interview: Interview) -> dict[str, object]:
    """Return what is recorded of an interview as JSON-ready data."""
    wait = interview.wait
    facts: dict[str, object] = {
        "company": interview.company,
        "ended": turn.iso(interview.ended, interview.ended_zone),
        "next_step": wait.next_step.value,
        "contact_unwelcome": interview.contact_unwelcome,
    }
    if interview.role:
        facts["role"] = interview.role
    if interview.country:
        facts["country"] = interview.country
    if wait.on is not None:
        facts["promised"] = wait.on.isoformat()
    return facts


def ended_line(turn: Turn, interview: Interview) -> str:
    """Say when an interview ended, with weekday, year and zone."""
    local = interview.ended.astimezone(ZoneInfo(interview.ended_zone)).date()
    when = turn.words.moment(interview.ended, interview.ended_zone)
    if local == turn.today:
        return turn.words("add.ended_today", when=when)
    return turn.words("add.ended_on", when=when)


def _wait_lines(turn: Turn, interview: Interview) -> list[str]:
    wait = interview.wait
    if interview.contact_unwelcome:
        return []
    on = "" if wait.on is None else turn.words.day(wait.on, turn.today)
    first = first_moment(turn, interview)
    earliest = "" if first is None else turn.words.day(first.date(), turn.today)
    match wait.next_step:
        case NextStep.THEY_CALL if wait.on is not None:
            return [turn.words("add.they_call_by", on=on, earliest=earliest)]
        case NextStep.THEY_CALL:
            return [turn.words("add.they_call", earliest=earliest)]
        case NextStep.I_CALL if wait.on is not None:
            closed = day_off(turn, interview)
            return [turn.words("add.i_call_on", on=on), *([closed] if closed else [])]
        case NextStep.I_CALL:
            return [turn.words("add.i_call", earliest=earliest)]
        case _:
            return [turn.words("add.nothing_said", earliest=earliest)]


def ask_for_zone(turn: Turn) -> None:
    """Say in which zone times are counted while the person has not told theirs."""
    if turn.journey.person.zone_told:
        return
    turn.say(
        Topic.SETTINGS,
        turn.words("add.zone_untold", zone=turn.zone),
        turn.choices(turn.button(turn.words("add.set_zone"), "settings", "zone")),
    )
