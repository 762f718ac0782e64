"""When it is right to ask an employer how things stand, and why it should wait where it should."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.calendar import WorkingDays
from bot.interview import Interview, NextStep, Step
from bot.nudges import follow_up_moment
from bot.turn import Turn

STEP = Step.FOLLOW_UP.value


@dataclass(frozen=True, slots=True)
class Held:
    """Why a follow-up should wait.

    Args:
        reason: `unwelcome`, `promise`, `too_early`, `too_soon_again` or `too_many`.
        until: When it will be right (UTC), None where it never will in this wait.
    """

    reason: str
    until: datetime | None


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


def reason_id(turn: Turn, interview: Interview, held: Held) -> str:
    """Return the id of the sentence that says why; a figure that no source gave is not put on a country."""
    known = turn.library.etiquette.advice(interview.country).follow_up_after is not None
    return _REASONS["no_figure" if held.reason == "too_early" and not known else held.reason]


def why_now(turn: Turn, interview: Interview) -> str:
    """Say what makes it right to ask now."""
    words = turn.words
    wait = interview.wait
    if wait.next_step is NextStep.THEY_CALL and wait.on is not None:
        return words("follow_up.why_promise", on=words.day(wait.on, turn.today))
    rules = turn.library.etiquette.customs(interview.country)
    return words.plural("follow_up.why_days", rules.follow_up_after)


def counts(turn: Turn, interview: Interview) -> dict[str, object]:
    """Return how many enquiries were sent and how many the country allows, as JSON-ready data."""
    rules = turn.library.etiquette.customs(interview.country)
    return {
        "followups_sent": len(turn.journey.follow_ups_in(interview)),
        "followups_max": rules.max_follow_ups,
    }


_REASONS = {
    "no_figure": "follow_up.because_no_figure",
    "unwelcome": "follow_up.because_unwelcome",
    "promise": "follow_up.because_promise",
    "too_early": "follow_up.because_early",
    "too_soon_again": "follow_up.because_again",
    "too_many": "follow_up.because_many",
}


def today_there(turn: Turn, interview: Interview) -> date:
    """Return the employer's date."""
    return turn.now.astimezone(ZoneInfo(interview.zone or turn.zone)).date()


def day_off(turn: Turn, interview: Interview) -> str:
    """Say that the day agreed for a call is no working day there, empty where it is one or none was agreed."""
    wait = interview.wait
    if wait.next_step is not NextStep.I_CALL or wait.on is None or interview.country is None:
        return ""
    days = WorkingDays(interview.country, interview.region)
    if days.is_working(wait.on):
        return ""
    words = turn.words
    return words(
        "follow_up.day_off",
        on=words.day(wait.on, turn.today),
        next=words.day(days.next(wait.on), turn.today),
    )
