"""All interviews, open ones first; and one of them with everything that can be done."""

from zoneinfo import ZoneInfo

from bot.action import Action
from bot.handler import Handler
from bot.interview import Interview, OutcomeKind, Step
from bot.message import Button, Card, Topic
from bot.steps import add, contacts, which
from bot.turn import Turn

STEP = "listing"
PAGE = 6
"""Interviews in one message."""
_OUTCOMES = {
    OutcomeKind.OFFER: "outcome.name_offer",
    OutcomeKind.NEXT_ROUND: "outcome.name_next_round",
    OutcomeKind.REJECTION: "outcome.name_rejection",
    OutcomeKind.SILENCE: "outcome.name_silence",
    OutcomeKind.WITHDRAWN: "outcome.name_withdrawn",
}
_COUNTED = (
    Step.CONTACTS,
    Step.REFLECTION,
    Step.THANK_YOU,
    Step.REFERENCES,
    Step.FOLLOW_UP,
)
"""Steps that can be done; keep looking and calm go on until the search ends."""


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
        show_page(turn, int(action.argument) if action.argument.isdecimal() else 0)
        return
    interview = turn.journey.interview(action.id)
    if interview is None or action.verb != "show":
        raise LookupError(action)
    show(turn, interview)


def show_page(turn: Turn, start: int) -> None:
    """Show some interviews: open before ended, newest first, rounds of one application together."""
    words = turn.words
    ordered = _ordered(turn)
    if not ordered:
        turn.say(
            Topic.HOME,
            words("which.none"),
            turn.choices(turn.button(words("which.add"), "add", "open")),
        )
        return
    page = ordered[start : start + PAGE]
    buttons: dict[str, Button] = {}
    for one in page:
        label = words("listing.open", company=turn.named(one))
        label = label if label not in buttons else f"{label} ({len(buttons) + 1})"
        buttons[label] = turn.button(label, STEP, "show", one.id)
    shown = list(buttons.values())
    left = len(ordered) - start - len(page)
    if left > 0:
        shown.append(
            turn.button(words.plural("listing.more", left), STEP, "page", "", str(start + PAGE))
        )
    title = words.plural("listing.title", len(ordered))
    turn.say(Topic.HOME, Card(title, tuple(line(turn, one) for one in page)), turn.choices(*shown))


def show(turn: Turn, interview: Interview) -> None:
    """Show one interview with what can be done about it."""
    words = turn.words
    turn.focus(interview)
    met = turn.journey.met_in(interview.id)
    lines = [line(turn, interview)]
    lines += [contacts.line(turn, one) for one in met[:8]]
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
    turn.say(
        Topic.HOME,
        Card(turn.named(interview), tuple(lines)),
        turn.choices(
            *(turn.button(words(id), step, verb, interview.id) for id, step, verb in actions)
        ),
        interview=interview,
        facts=add.facts_of(turn, interview),
    )


def line(turn: Turn, interview: Interview) -> str:
    """Return one interview in one line: what, when, how far, and what is waited for."""
    words = turn.words
    title = ", ".join(one for one in (interview.company, interview.role, interview.round) if one)
    ended = words.day(interview.ended.astimezone(ZoneInfo(turn.zone)).date(), turn.today)
    if interview.outcome is not None:
        state = words(_OUTCOMES[interview.outcome.kind])
    else:
        done = sum(turn.journey.is_done(step, interview) for step in _COUNTED)
        state = words("listing.steps", done=done, total=len(_COUNTED))
        if interview.wait.on is not None:
            state += " " + words("listing.until", on=words.day(interview.wait.on, turn.today))
    return words("listing.line", title=title, ended=ended, state=state)


def _ordered(turn: Turn) -> list[Interview]:
    newest: dict[str, Interview] = {}
    for one in turn.journey.facts.interviews:
        known = newest.get(one.application)
        if known is None or one.ended > known.ended:
            newest[one.application] = one
    return sorted(
        turn.journey.facts.interviews,
        key=lambda one: (
            not newest[one.application].open,
            -newest[one.application].ended.timestamp(),
            one.application,
            -one.ended.timestamp(),
        ),
    )


HANDLER = Handler(press=press)
