"""The settings as they stand, in words and as data, and how a change is echoed or refused."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import cast

from bot.message import Button, Topic
from bot.nudges import pace_of
from bot.people import Pace, QuietHours
from bot.schedule import NudgeKind
from bot.steps.snooze import KIND_WORDS
from bot.turn import Turn

STEP = "settings"
SHOWN = 40
"""Characters of what was typed that are said back."""
DAYS = (
    "settings.monday",
    "settings.tuesday",
    "settings.wednesday",
    "settings.thursday",
    "settings.friday",
    "settings.saturday",
    "settings.sunday",
)
_PACES = {
    Pace.NORMAL: "settings.pace_normal",
    Pace.LESS: "settings.pace_less",
    Pace.STOPPED: "settings.pace_stopped",
}


def line(turn: Turn, name: str) -> str:
    """Return one setting in a line ("Goal: 5 applications a week").

    Args:
        turn: The turn.
        name: A key of `as_facts`.
    """
    return _LINES[name](turn)


def as_facts(turn: Turn) -> dict[str, object]:
    """Return all settings as JSON-ready data."""
    person = turn.journey.person
    weekly = f"{day_key(person.weekly_day)} {person.weekly_at:%H:%M}"
    return {
        "zone": person.zone,
        "country": person.country,
        "language": person.language,
        "quiet": _quiet_fact(person.quiet),
        "calm": f"{person.calm_at:%H:%M}" if calm_is_on(turn) else "off",
        "weekly": weekly if weekly_is_on(turn) else "off",
        "goal": person.goal,
        "nudges": person.pace.value,
        "off": sorted(person.off),
    }


def echo(turn: Turn, name: str, *said: str, buttons: tuple[Button, ...] = ()) -> None:
    """Say what a setting is now, and close the question that asked for it.

    Args:
        turn: The turn.
        name: A key of `as_facts`.
        said: Paragraphs.
        buttons: What else may be wanted next.
    """
    settle(turn)
    facts: dict[str, object] = {"settings": {name: as_facts(turn)[name]}}
    if name == "goal":
        facts["goal"] = turn.journey.person.goal
    row = (turn.choices(*buttons),) if buttons else ()
    turn.say(Topic.SETTINGS, *said, *row, facts=facts)


def settle(turn: Turn) -> None:
    """Close the open question if it asks for a setting; what another step asked stays open."""
    question = turn.dialogue.question
    if question is not None and question.step == STEP:
        turn.settle_question()


def refuse(turn: Turn, name: str, said: str, *buttons: Button) -> None:
    """Say why a setting stays as it is and what would do, and leave the question for it open."""
    turn.ask(STEP, name)
    turn.answered = True
    row = (turn.choices(*buttons),) if buttons else ()
    turn.say(Topic.SETTINGS, said, *row)


def pick(turn: Turn, label: str, name: str, value: str) -> Button:
    """Return a button that sets a setting, as if its value had been typed.

    Args:
        turn: The turn.
        label: What the person reads.
        name: A key of the table of settings.
        value: As it would be typed in any language; a time is written "19:00".
    """
    return turn.button(label, STEP, "set", name, value.replace(":", "."))


def switch(turn: Turn, value: str) -> bool | None:
    """Return True for "on", False for "off", None for anything else."""
    word = value.casefold()
    if word == "on" or turn.library.intents.is_yes(value):
        return True
    if word in ("off", "none", "never") or turn.library.intents.is_no(value):
        return False
    return None


def calm_is_on(turn: Turn) -> bool:
    """Say whether calming messages come: they can be switched off by setting and by kind."""
    person = turn.journey.person
    return person.calm_on and NudgeKind.CALM not in person.off


def weekly_is_on(turn: Turn) -> bool:
    """Say whether the weekly look comes: it can be switched off by setting and by kind."""
    person = turn.journey.person
    return person.weekly_on and NudgeKind.KEEP_LOOKING not in person.off


def day_key(day: int) -> str:
    """Return a weekday's name in English, for data and for buttons; Monday is day 0."""
    return DAYS[day].removeprefix("settings.")


def language_name(turn: Turn, code: str) -> str:
    """Return what a language is called in the person's own, or its code where it has no name."""
    names = cast(Mapping[str, str], turn.words.locale.languages)
    return names.get(code, code)


def quiet_words(turn: Turn, quiet: QuietHours) -> str:
    """Return quiet hours in words."""
    if quiet.start == quiet.end:
        return turn.words("settings.none")
    return turn.words(
        "settings.from_to", start=turn.words.clock(quiet.start), end=turn.words.clock(quiet.end)
    )


def weekly_words(turn: Turn, day: int, at: time) -> str:
    """Return a weekday and a time in words."""
    return turn.words("settings.day_at", day=turn.words(DAYS[day]), at=turn.words.clock(at))


def kind_words(turn: Turn, kinds: frozenset[str]) -> str:
    """Return kinds of nudge as a sentence would list them."""
    names = [turn.words(KIND_WORDS[NudgeKind(kind)]) for kind in sorted(kinds)]
    return turn.words.list(names)


def _quiet_fact(quiet: QuietHours) -> str:
    return "off" if quiet.start == quiet.end else f"{quiet.start:%H:%M}-{quiet.end:%H:%M}"


def _zone(turn: Turn) -> str:
    told = turn.journey.person.zone_told
    shown = turn.zone if told else turn.words("settings.zone_assumed", zone=turn.zone)
    return turn.words("settings.is_zone", zone=shown)


def _country(turn: Turn) -> str:
    code = turn.journey.person.country
    name = turn.words.country(code) if code else turn.words("settings.not_told")
    return turn.words("settings.is_country", country=name)


def _language(turn: Turn) -> str:
    name = language_name(turn, turn.journey.person.language)
    return turn.words("settings.is_language", language=name)


def _quiet(turn: Turn) -> str:
    return turn.words("settings.is_quiet", quiet=quiet_words(turn, turn.journey.person.quiet))


def _calm(turn: Turn) -> str:
    at = turn.words.clock(turn.journey.person.calm_at)
    return turn.words(
        "settings.is_calm", calm=at if calm_is_on(turn) else turn.words("settings.off")
    )


def _weekly(turn: Turn) -> str:
    person = turn.journey.person
    when = weekly_words(turn, person.weekly_day, person.weekly_at)
    return turn.words(
        "settings.is_weekly", weekly=when if weekly_is_on(turn) else turn.words("settings.off")
    )


def _goal(turn: Turn) -> str:
    goal = turn.journey.person.goal
    said = turn.words("settings.none")
    return turn.words(
        "settings.is_goal",
        goal=said if goal is None else turn.words.plural("settings.a_week", goal),
    )


def _nudges(turn: Turn) -> str:
    pace = pace_of(turn.journey.person, turn.journey.nudges, turn.now)
    return turn.words("settings.is_nudges", nudges=turn.words(_PACES[pace]))


def _off(turn: Turn) -> str:
    off = turn.journey.person.off
    return turn.words(
        "settings.is_off", kinds=kind_words(turn, off) if off else turn.words("settings.none")
    )


_LINES: Mapping[str, Callable[[Turn], str]] = {
    "zone": _zone,
    "country": _country,
    "language": _language,
    "quiet": _quiet,
    "calm": _calm,
    "weekly": _weekly,
    "goal": _goal,
    "nudges": _nudges,
    "off": _off,
}
