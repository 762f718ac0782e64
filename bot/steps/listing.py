"""All interviews, open ones first; and one of them with everything that can be done."""

from zoneinfo import ZoneInfo

from bot.action import Action
from bot.handler import Handler
from bot.interview import Interview, NextStep, OutcomeKind, Step
from bot.message import Card, Topic
from bot.nudges import follow_up_moment
from bot.steps import interview_echo, paging, person_line, which
from bot.turn import Turn

STEP = "listing"
PAGE = 6
"""Interviews in one message, fewer where their names are long."""
PEOPLE = 8
"""People on the card of one interview; the step about people shows all."""
LONGEST_PERSON = 150
"""Characters of one person on that card."""
_OUTCOMES = {
    OutcomeKind.OFFER: "outcome.name_offer",
    OutcomeKind.NEXT_ROUND: "outcome.name_next_round",
    OutcomeKind.REJECTION: "outcome.name_rejection",
    OutcomeKind.SILENCE: "outcome.name_silence",
    OutcomeKind.WITHDRAWN: "outcome.name_withdrawn",
}


def command(turn: Turn, rest: str) -> None:
    """List all interviews, or show the one named in `rest`."""
    named = which.named_in(turn, rest)
    if len(named) == 1:
        show(turn, named[0])
    else:
        show_page(turn, 0)


def press(turn: Turn, action: Action) -> None:
    """Turn the page, or show one interview."""
    if action.verb == "page":
        show_page(turn, paging.start_of(action.argument))
        return
    interview = turn.journey.interview(action.id)
    if interview is None or action.verb != "show":
        raise LookupError(action)
    show(turn, interview)


def show_page(turn: Turn, start: int) -> None:
    """Show some interviews: open before ended, newest first, rounds of one application together.

    Args:
        turn: The turn.
        start: Number of the first one shown; the list begins anew where there are not as many any more.
    """
    words = turn.words
    ordered = _ordered(turn)
    if not ordered:
        turn.say(
            Topic.HOME,
            words("which.none"),
            turn.choices(turn.button(words("which.add"), "add", "open")),
        )
        return
    start = start if start < len(ordered) else 0
    lines = [line(turn, one) for one in ordered[start : start + PAGE]]
    end = start + paging.page_end(lines, 0, PAGE)
    page = ordered[start:end]
    labels = paging.told_apart(
        {one.id: words("listing.open", company=paging.shown(turn.named(one))) for one in page}
    )
    buttons = [turn.button(label, STEP, "show", id) for id, label in labels.items()]
    left = len(ordered) - end
    if left:
        buttons.append(turn.button(words.plural("listing.more", left), STEP, "page", "", str(end)))
    title = (
        words.plural("listing.title", len(ordered))
        if len(page) == len(ordered)
        else words("listing.range", first=start + 1, last=end, count=len(ordered))
    )
    turn.say(Topic.HOME, Card(title, tuple(lines[: len(page)])), turn.choices(*buttons))


def show(turn: Turn, interview: Interview) -> None:
    """Show one interview with what can be done about it."""
    words = turn.words
    turn.focus(interview)
    met = turn.journey.met_in(interview.id)
    lines = [line(turn, interview)]
    lines += [paging.shown(person_line.line(turn, one), LONGEST_PERSON) for one in met[:PEOPLE]]
    if len(met) > PEOPLE:
        lines.append(words.plural("listing.more_people", len(met) - PEOPLE))
    actions = (
        ("listing.edit", "add", "edit"),
        ("listing.people", "contacts", "show"),
        ("listing.notes", "reflection", "show"),
        ("listing.thanks", "thank_you", "show"),
        ("listing.references", "references", "show"),
        ("listing.follow_up", "follow_up", "show"),
        ("listing.outcome", "outcome", "show"),
        ("listing.delete", "deletion", "ask"),
    )
    facts = interview_echo.facts_of(turn, interview)
    if met:
        facts["people"] = [person_line.fact(one) for one in met]
    turn.say(
        Topic.HOME,
        Card(turn.named(interview), tuple(lines)),
        turn.choices(
            *(turn.button(words(id), step, verb, interview.id) for id, step, verb in actions)
        ),
        interview=interview,
        facts=facts,
    )


def line(turn: Turn, interview: Interview) -> str:
    """Return one interview in one line: what, when, how far, and what is waited for."""
    words = turn.words
    title = ", ".join(one for one in (interview.company, interview.role, interview.round) if one)
    ended = words.day(interview.ended.astimezone(ZoneInfo(turn.zone)).date(), turn.today)
    if interview.outcome is None:
        done = sum(turn.journey.is_done(step, interview) for step in Step)
        state = words("listing.steps", done=done, total=len(Step))
        state = " · ".join((state, _waiting(turn, interview), *_asking(turn, interview)))
    else:
        accepted = interview.outcome.accepted is not None
        state = words("outcome.name_accepted" if accepted else _OUTCOMES[interview.outcome.kind])
    return words("listing.line", title=title, ended=ended, state=state)


def _waiting(turn: Turn, interview: Interview) -> str:
    """Return what was said about who moves next."""
    words, wait = turn.words, interview.wait
    on = "" if wait.on is None else words.day(wait.on, turn.today)
    match wait.next_step:
        case NextStep.THEY_CALL if wait.on is not None and wait.on < turn.today:
            return words("listing.they_were_due", on=on)
        case NextStep.THEY_CALL:
            return words("listing.they_by", on=on) if on else words("listing.they")
        case NextStep.I_CALL:
            return words("listing.you_on", on=on) if on else words("listing.you")
        case NextStep.NOTHING_SAID:
            return words("listing.nothing_said")


def _asking(turn: Turn, interview: Interview) -> tuple[str, ...]:
    """Return from when on asking is right, nothing where it never is or the agreed day says it."""
    words = turn.words
    if interview.contact_unwelcome:
        return (words("listing.unwelcome"),)
    due = follow_up_moment(turn.journey, interview, turn.library.etiquette.customs)
    if due is None or (interview.wait.next_step is NextStep.I_CALL and interview.wait.on):
        return ()
    if due <= turn.now:
        return (words("listing.ask_now"),)
    day = due.astimezone(ZoneInfo(turn.zone)).date()
    return (words("listing.ask_from", on=words.day(day, turn.today)),)


def _ordered(turn: Turn) -> list[Interview]:
    newest: dict[str, Interview] = {}
    still_open: set[str] = set()
    for one in turn.journey.facts.interviews:
        known = newest.get(one.application)
        if known is None or one.ended > known.ended:
            newest[one.application] = one
        if one.open:
            still_open.add(one.application)
    return sorted(
        turn.journey.facts.interviews,
        key=lambda one: (
            one.application not in still_open,
            -newest[one.application].ended.timestamp(),
            one.application,
            -one.ended.timestamp(),
        ),
    )


HANDLER = Handler(press=press)
