"""What a platform with a place of its own for it shows all the time: where everything stands, at a glance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.action import Action
from bot.handler import Handler
from bot.interview import Interview, OutcomeKind
from bot.message import Button, Card, Field, FieldKind, Form, Part, Topic
from bot.nudges import plan_view
from bot.schedule import NudgeKind
from bot.steps import home, listing, paging, progress, settings, snooze
from bot.turn import Turn

STEP = "dashboard"
COMING = 3
"""Messages to come that are named; more would only be noise."""


def parts(turn: Turn, most: int) -> tuple[Part, ...]:
    """Return the dashboard, top to bottom; looking changes nothing.

    Args:
        turn: A turn whose journey is only read.
        most: Open interviews shown with a card of their own; the others are counted.
    """
    words = turn.words
    if not turn.journey.facts.interviews:
        return (
            Card(words("home.welcome_title"), (words("home.welcome"), words("home.honest"))),
            turn.choices(*home.first_buttons(turn)),
        )
    still_open = sorted(turn.journey.open_interviews(), key=lambda one: one.ended, reverse=True)
    return (
        *_next(turn, still_open),
        *_interviews(turn, still_open, most),
        *_search(turn),
        turn.choices(*_doors(turn)),
        settings.card(turn),
        turn.choices(*settings.buttons(turn)),
    )


def press(turn: Turn, action: Action) -> None:
    """Put everything off until the day that was picked, or ask for the moment on a form."""
    if action.verb != "snooze":
        raise LookupError(action)
    if action.argument:
        snooze.command(turn, action.argument)
        return
    words = turn.words
    turn.open(
        Form(
            id=Action(STEP, "snooze").pack(),
            title=words("dashboard.snooze_title"),
            fields=(
                Field(
                    "until",
                    words("dashboard.snooze_until"),
                    FieldKind.DATE,
                    required=True,
                    hint=words("dashboard.snooze_hint"),
                ),
            ),
            submit=words("dashboard.snooze_submit"),
            topic=Topic.SETTINGS,
        )
    )


def submit(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    """Put everything off until the moment named, in the same words as `snooze` does."""
    typed = values.get("until", "").strip()
    if not typed:
        turn.problem("until", turn.words("snooze.ask_until"))
        return
    snooze.command(turn, typed)


def _next(turn: Turn, still_open: Sequence[Interview]) -> Iterator[Part]:
    """Say the one next thing, with its buttons."""
    words = turn.words
    lines = [
        words("home.offer", company=turn.named(one), by=home.deadline(turn, one))
        for one in turn.journey.facts.interviews
        if one.outcome is not None
        and one.outcome.kind is OutcomeKind.OFFER
        and not one.outcome.accepted
    ]
    buttons: tuple[Button, ...] = ()
    if still_open:
        urgent = home.most_urgent(turn, still_open)
        lines.append(progress.what_is_next(turn, urgent))
        buttons = progress.buttons(turn, urgent)
    elif not lines:
        lines.append(words("home.nothing_open"))
    yield Card(words("dashboard.next"), tuple(lines))
    if buttons:
        yield turn.choices(*buttons)


def _interviews(turn: Turn, still_open: Sequence[Interview], most: int) -> Iterator[Part]:
    """Say how far each open interview is and what comes of itself."""
    words = turn.words
    shown = still_open[:most]
    if shown:
        yield Card(
            words.plural("dashboard.open", len(still_open)),
            tuple(listing.line(turn, one) for one in shown),
        )
        labels = paging.told_apart(
            {one.id: words("listing.open", company=paging.shown(turn.named(one))) for one in shown}
        )
        buttons = [turn.button(label, listing.STEP, "show", id) for id, label in labels.items()]
        yield turn.choices(*buttons[: home.SHOWN])
    left = len(still_open) - len(shown)
    coming = [
        words("dashboard.coming_line", when=turn.moment(at), what=words(snooze.KIND_WORDS[kind]))
        for kind, _, at in plan_view(turn.journey)
        if kind is not NudgeKind.CHECK_IN
    ]
    if left:
        yield Card(words.plural("home.more", left))
    if coming:
        yield Card(words("dashboard.coming"), tuple(coming[:COMING]))


def _search(turn: Turn) -> Iterator[Part]:
    week = home.week(turn)
    if week:
        yield Card(turn.words("dashboard.search"), (week,))


def _doors(turn: Turn) -> tuple[Button, ...]:
    words = turn.words
    return (
        turn.button(words("home.add_button"), "add", "open"),
        turn.button(words("dashboard.list_button"), listing.STEP, "page", "", "0"),
        turn.button(words("home.calm_button"), "calm", "another"),
        replace(turn.button(words("dashboard.snooze_button"), STEP, "snooze"), dated=True),
        turn.button(words("home.help_button"), home.STEP, "help"),
    )


HANDLER = Handler(press=press, submit=submit)
