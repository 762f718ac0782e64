"""Settings, read from words or picked: each change is echoed, and an unknown value says what would do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.action import Action
from bot.handler import Handler
from bot.journey import Question
from bot.message import Button, Card, Topic
from bot.schedule import NudgeKind
from bot.steps import setting_hours, setting_pace, setting_place, setting_state
from bot.steps.snooze import KIND_WORDS
from bot.turn import Turn

STEP = setting_state.STEP
LONGEST = 100
"""Characters of a value; a longer text is none."""


def _no_picks(turn: Turn) -> tuple[Button, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class _Setting:
    """One setting: id of its button and of its question, what is offered, and how it changes."""

    button: str
    ask: str
    change: Callable[[Turn, str], None]
    picks: Callable[[Turn], tuple[Button, ...]] = _no_picks


_SETTINGS: Mapping[str, _Setting] = {
    "zone": _Setting(
        "settings.zone_button",
        "settings.ask_zone",
        setting_place.change_zone,
        setting_place.zone_picks,
    ),
    "country": _Setting(
        "settings.country_button", "settings.ask_country", setting_place.change_country
    ),
    "language": _Setting(
        "settings.language_button",
        "settings.ask_language",
        setting_place.change_language,
        setting_place.language_picks,
    ),
    "quiet": _Setting(
        "settings.quiet_button",
        "settings.ask_quiet",
        setting_hours.change_quiet,
        setting_hours.quiet_picks,
    ),
    "calm": _Setting(
        "settings.calm_button",
        "settings.ask_calm",
        setting_hours.change_calm,
        setting_hours.calm_picks,
    ),
    "weekly": _Setting(
        "settings.weekly_button",
        "settings.ask_weekly",
        setting_hours.change_weekly,
        setting_hours.weekly_picks,
    ),
    "goal": _Setting(
        "settings.goal_button",
        "settings.ask_goal",
        setting_pace.change_goal,
        setting_pace.goal_picks,
    ),
    "nudges": _Setting("settings.nudges_button", "settings.ask_nudges", setting_pace.change_nudges),
}


def command(turn: Turn, rest: str) -> None:
    """Show all settings, ask for the one named in `rest`, or set it to the value behind its name."""
    name, _, value = " ".join(rest.split()).partition(" ")
    name = name.casefold()
    if not name:
        show(turn)
    elif name not in _SETTINGS:
        said = turn.words("settings.unknown", typed=name[: setting_state.SHOWN])
        turn.say(Topic.SETTINGS, said, turn.choices(*buttons(turn)))
    elif not value:
        ask(turn, name)
    else:
        change(turn, name, value)


def quiet_about(turn: Turn, rest: str) -> None:
    """Switch off the reminders that words name ("no more reminders about notes")."""
    kind = setting_pace.kind_named(turn, rest)
    if kind is None:
        ask(turn, "nudges")
    else:
        setting_pace.switch_kind(turn, kind, on=False)


def show(turn: Turn) -> None:
    """Show every setting and a button to change each."""
    turn.say(
        Topic.SETTINGS,
        card(turn),
        turn.choices(*buttons(turn)),
        facts={"settings": setting_state.as_facts(turn)},
    )


def card(turn: Turn) -> Card:
    """Return every setting in a line of its own."""
    names = [*_SETTINGS, *(["off"] if turn.journey.person.off else [])]
    lines = tuple(setting_state.line(turn, name) for name in names)
    return Card(turn.words("settings.title"), lines)


def ask(turn: Turn, name: str) -> None:
    """Ask for a setting, with usual values to pick.

    Args:
        turn: The turn.
        name: A key of the table of settings.
    """
    if name == "nudges":
        setting_pace.show_nudges(turn)
        return
    setting = _SETTINGS[name]
    turn.ask(STEP, name)
    picks = setting.picks(turn)
    row = (turn.choices(*picks),) if picks else ()
    turn.say(Topic.SETTINGS, f"{setting_state.line(turn, name)}\n{turn.words(setting.ask)}", *row)


def change(turn: Turn, name: str, value: str) -> None:
    """Change a setting from words, or say what would do.

    Args:
        turn: The turn.
        name: A key of the table of settings.
        value: As typed.
    """
    if len(value) > LONGEST:
        said = turn.words("settings.too_long", most=LONGEST)
        setting_state.refuse(turn, name, f"{said} {turn.words(_SETTINGS[name].ask)}")
        return
    _SETTINGS[name].change(turn, value)


def press(turn: Turn, action: Action) -> None:
    """Ask for a setting, take a value that was offered, or switch a kind of nudge on or off."""
    if action.verb in _SETTINGS:
        ask(turn, action.verb)
    elif action.verb == "set" and action.id in _SETTINGS:
        change(turn, action.id, action.argument.replace(".", ":"))
    elif action.verb in ("on", "off") and action.argument in KIND_WORDS:
        kind = NudgeKind(action.argument)
        is_off = kind in turn.journey.person.off
        if is_off == (action.verb == "off"):
            turn.say(Topic.SETTINGS, turn.words("pace.already"))
        else:
            setting_pace.switch_kind(turn, kind, on=is_off)
    else:
        raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take the value of the setting that was asked for; a plain command is none."""
    if question.ask not in _SETTINGS or turn.library.intents.find(text) is not None:
        return False
    change(turn, question.ask, " ".join(text.split()))
    return True


def restate(turn: Turn, question: Question) -> str:
    """Ask again for the value."""
    setting = _SETTINGS.get(question.ask)
    return "" if setting is None else turn.words(setting.ask)


def buttons(turn: Turn) -> tuple[Button, ...]:
    """Return a button for each setting."""
    return tuple(
        turn.button(turn.words(setting.button), STEP, name) for name, setting in _SETTINGS.items()
    )


HANDLER = Handler(press=press, answer=answer, restate=restate)
