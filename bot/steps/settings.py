"""Settings, read from words: each is echoed, and an unknown value says what would do."""

from collections.abc import Callable
from datetime import time

from bot.action import Action
from bot.calendar import is_quiet
from bot.catalogue import PSEUDO
from bot.handler import Handler
from bot.journey import Question
from bot.message import Card, Topic
from bot.people import Pace, QuietHours
from bot.schedule import NudgeKind
from bot.steps import pace
from bot.steps.snooze import KIND_WORDS
from bot.turn import Turn
from bot.understanding import AmbiguousPlace, read_country, read_quiet, read_time, read_zone

STEP = "settings"
MOST_GOAL = 50
"""Applications a week; more is no goal but a slip of the finger (our own figure)."""
_ASKS = {
    "zone": "settings.ask_zone",
    "country": "settings.ask_country",
    "language": "settings.ask_language",
    "quiet": "settings.ask_quiet",
    "calm": "settings.ask_calm",
    "weekly": "settings.ask_weekly",
    "goal": "settings.ask_goal",
    "nudges": "settings.ask_nudges",
}
_BUTTONS = {
    "zone": "settings.zone_button",
    "country": "settings.country_button",
    "language": "settings.language_button",
    "quiet": "settings.quiet_button",
    "calm": "settings.calm_button",
    "weekly": "settings.weekly_button",
    "goal": "settings.goal_button",
    "nudges": "settings.nudges_button",
}
_DAYS = (
    "settings.monday",
    "settings.tuesday",
    "settings.wednesday",
    "settings.thursday",
    "settings.friday",
    "settings.saturday",
    "settings.sunday",
)


def command(turn: Turn, rest: str) -> None:
    """Show all settings, or change the one named in `rest`."""
    name, _, value = rest.strip().partition(" ")
    name = name.casefold()
    if not name:
        show(turn)
    elif name not in _ASKS:
        turn.say(Topic.SETTINGS, turn.words("settings.unknown", typed=name[:40]))
    elif not value.strip():
        _ask(turn, name)
    else:
        change(turn, name, value.strip())


def show(turn: Turn) -> None:
    """Show every setting and a button to change each."""
    words = turn.words
    person = turn.journey.person
    country = words.country(person.country) if person.country else words("settings.not_told")
    off = [words(KIND_WORDS[NudgeKind(kind)]) for kind in sorted(person.off)]
    lines = [
        words("settings.is_zone", zone=person.zone),
        words("settings.is_country", country=country),
        words("settings.is_language", language=person.language),
        words("settings.is_quiet", quiet=_quiet_words(turn, person.quiet)),
        words("settings.is_calm", calm=_calm_words(turn)),
        words("settings.is_weekly", weekly=_weekly_words(turn)),
        words("settings.is_goal", goal=_goal_words(turn)),
        words("settings.is_nudges", nudges=words(_PACES[person.pace])),
    ]
    if off:
        lines.append(words("settings.is_off", kinds=words.list(off)))
    turn.say(
        Topic.SETTINGS,
        Card(words("settings.title"), tuple(lines)),
        turn.choices(*(turn.button(words(id), STEP, name) for name, id in _BUTTONS.items())),
        facts={"settings": _all(turn)},
    )


def press(turn: Turn, action: Action) -> None:
    """Ask for a setting, take a reading offered, or switch a kind of nudge on again."""
    if action.verb == "on":
        kinds = turn.journey.person.off
        if action.argument not in kinds:
            turn.say(Topic.SETTINGS, turn.words("pace.already"))
            return
        turn.change_person(off=kinds - {action.argument})
        _echo(
            turn,
            "settings.switched_on",
            "off",
            kind=turn.words(KIND_WORDS[NudgeKind(action.argument)]),
        )
        return
    if action.verb not in _ASKS:
        raise LookupError(action)
    if action.verb == "nudges" and turn.journey.person.off:
        _offer_on_again(turn)
        return
    _ask(turn, action.verb)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take the value of the setting that was asked for."""
    if question.ask not in _ASKS:
        return False
    change(turn, question.ask, text.strip())
    return True


def restate(turn: Turn, question: Question) -> str:
    """Ask again for the value."""
    return turn.words(_ASKS[question.ask]) if question.ask in _ASKS else ""


def change(turn: Turn, name: str, value: str) -> None:
    """Change a setting from words, or say what would do.

    Args:
        turn: The turn.
        name: A key of the table of settings.
        value: As typed.
    """
    if len(value) > 100:
        turn.say(Topic.SETTINGS, turn.words(_ASKS[name]))
        return
    _CHANGES[name](turn, value)


def _ask(turn: Turn, name: str) -> None:
    turn.ask(STEP, name)
    turn.say(Topic.SETTINGS, turn.words(_ASKS[name]))


def _zone(turn: Turn, value: str) -> None:
    read = read_zone(value, turn.journey.person.country)
    if isinstance(read, AmbiguousPlace):
        _which(turn, "zone", read.options)
    elif read is None:
        _refuse(turn, "zone", "settings.zone_unread", value)
    else:
        moves = bool(turn.journey.facts.interviews) and read != turn.zone
        turn.change_person(zone=read, zone_told=True)
        here = turn.moment(turn.now, read)
        _echo(
            turn,
            "settings.zone_moves" if moves else "settings.zone_now",
            "zone",
            zone=read,
            now=here,
        )


def _country(turn: Turn, value: str) -> None:
    read = read_country(value)
    if isinstance(read, AmbiguousPlace):
        _which(turn, "country", read.options)
    elif read is None:
        _refuse(turn, "country", "settings.country_unread", value)
    else:
        turn.change_person(country=read)
        _echo(turn, "settings.country_now", "country", country=turn.words.country(read))


def _language(turn: Turn, value: str) -> None:
    code = value.casefold()
    if code == "english":
        code = "en"
    if code not in turn.library.words:
        known = sorted(one for one in turn.library.words if one != PSEUDO)
        turn.ask(STEP, "language")
        turn.say(
            Topic.SETTINGS,
            turn.words("settings.language_unread", typed=value[:40], known=", ".join(known)),
        )
        return
    turn.change_person(language=code)
    _echo(turn, "settings.language_now", "language", language=code)


def _quiet(turn: Turn, value: str) -> None:
    read = read_quiet(value)
    if read is None:
        _refuse(turn, "quiet", "settings.quiet_unread", value)
        return
    quiet = QuietHours(*read)
    turn.change_person(quiet=quiet)
    _echo(turn, "settings.quiet_now", "quiet", quiet=_quiet_words(turn, quiet))


def _calm(turn: Turn, value: str) -> None:
    switch = _switch(turn, value)
    at = turn.journey.person.calm_at if switch is not None else read_time(value)
    if switch is False:
        turn.change_person(calm_on=False)
        _echo(turn, "settings.calm_off_now", "calm")
    elif at is None:
        _refuse(turn, "calm", "settings.calm_unread", value)
    elif _in_quiet(turn, "calm", at):
        return
    else:
        turn.change_person(calm_on=True, calm_at=at, off=turn.journey.person.off - {"calm"})
        _echo(turn, "settings.calm_now", "calm", at=turn.words.clock(at))


def _weekly(turn: Turn, value: str) -> None:
    person = turn.journey.person
    switch = _switch(turn, value)
    if switch is False:
        turn.change_person(weekly_on=False)
        _echo(turn, "settings.weekly_off_now", "weekly")
        return
    word, _, left = value.partition(" ")
    day = _day(turn, word)
    rest = left if day is not None else value
    at = person.weekly_at if switch or not rest.strip() else read_time(rest)
    if at is None:
        _refuse(turn, "weekly", "settings.weekly_unread", value)
    elif _in_quiet(turn, "weekly", at):
        return
    else:
        turn.change_person(
            weekly_on=True,
            weekly_day=person.weekly_day if day is None else day,
            weekly_at=at,
            off=person.off - {"keep_looking"},
        )
        _echo(turn, "settings.weekly_now", "weekly", weekly=_weekly_words(turn))


def _goal(turn: Turn, value: str) -> None:
    if _switch(turn, value) is False:
        turn.change_person(goal=None)
        _echo(turn, "settings.goal_off_now", "goal")
        return
    number = value.split(" ", 1)[0]
    if not number.isdecimal() or not 1 <= int(number) <= MOST_GOAL:
        turn.ask(STEP, "goal")
        turn.say(
            Topic.SETTINGS, turn.words("settings.goal_unread", typed=value[:40], most=MOST_GOAL)
        )
        return
    turn.change_person(goal=int(number))
    turn.settle_question()
    turn.say(
        Topic.SETTINGS,
        turn.words("settings.goal_now", goal=int(number)),
        facts={"goal": int(number), "settings": _all(turn)},
    )


def _nudges(turn: Turn, value: str) -> None:
    word, _, kind = value.casefold().partition(" ")
    chosen = {"on": Pace.NORMAL, "normal": Pace.NORMAL, "less": Pace.LESS, "off": Pace.STOPPED}.get(
        word
    )
    kind = kind.strip().replace(" ", "_").replace("-", "_")
    if chosen is None or (kind and kind not in KIND_WORDS):
        _refuse(turn, "nudges", "settings.nudges_unread", value)
        return
    turn.settle_question()
    if not kind:
        pace.choose(turn, chosen)
        return
    off = turn.journey.person.off
    name = turn.words(KIND_WORDS[NudgeKind(kind)])
    if chosen is Pace.STOPPED:
        turn.change_person(off=off | {kind})
        _echo(turn, "settings.switched_off", "off", kind=name)
    else:
        turn.change_person(off=off - {kind})
        _echo(turn, "settings.switched_on", "off", kind=name)


_CHANGES: dict[str, Callable[[Turn, str], None]] = {
    "zone": _zone,
    "country": _country,
    "language": _language,
    "quiet": _quiet,
    "calm": _calm,
    "weekly": _weekly,
    "goal": _goal,
    "nudges": _nudges,
}
_PACES = {
    Pace.NORMAL: "settings.pace_normal",
    Pace.LESS: "settings.pace_less",
    Pace.STOPPED: "settings.pace_stopped",
}


def _offer_on_again(turn: Turn) -> None:
    words = turn.words
    off = sorted(turn.journey.person.off)
    turn.say(
        Topic.SETTINGS,
        words("settings.off_now"),
        turn.choices(
            *(
                turn.button(
                    words("settings.on_button", kind=words(KIND_WORDS[NudgeKind(kind)])),
                    STEP,
                    "on",
                    "",
                    kind,
                )
                for kind in off
            )
        ),
    )


def _switch(turn: Turn, value: str) -> bool | None:
    """Return True for "on", False for "off", None for anything else."""
    word = value.casefold()
    if word in ("on", "yes"):
        return True
    if word in ("off", "none", "never") or turn.library.intents.is_no(value):
        return False
    return None


def _day(turn: Turn, word: str) -> int | None:
    """Return the weekday a word begins, Monday 0; three letters are enough."""
    said = word.casefold().rstrip(",.s")
    if len(said) < 3:
        return None
    names = [turn.words(id).casefold() for id in _DAYS]
    return next((at for at, name in enumerate(names) if name.startswith(said)), None)


def _in_quiet(turn: Turn, name: str, at: time) -> bool:
    """Refuse a time inside the quiet hours; a message there would only wait for their end."""
    quiet = turn.journey.person.quiet
    if not is_quiet(at, quiet):
        return False
    turn.ask(STEP, name)
    turn.say(
        Topic.SETTINGS,
        turn.words("settings.in_quiet", at=turn.words.clock(at), quiet=_quiet_words(turn, quiet)),
    )
    return True


def _which(turn: Turn, name: str, options: tuple[str, ...]) -> None:
    turn.ask(STEP, name)
    said = turn.words("add.or").join(options[:8])
    turn.say(Topic.SETTINGS, turn.words("add.country_which", options=said))


def _refuse(turn: Turn, name: str, id: str, value: str) -> None:
    turn.ask(STEP, name)
    turn.say(Topic.SETTINGS, turn.words(id, typed=value[:40]))


def _echo(turn: Turn, id: str, name: str, **values: object) -> None:
    turn.settle_question()
    all_settings = _all(turn)
    turn.say(
        Topic.SETTINGS,
        turn.words(id, **values),
        facts={"settings": {name: all_settings[name]}},
    )


def _all(turn: Turn) -> dict[str, object]:
    person = turn.journey.person
    weekly = f"{_english_day(person.weekly_day)} {person.weekly_at:%H:%M}"
    return {
        "zone": person.zone,
        "country": person.country,
        "language": person.language,
        "quiet": f"{person.quiet.start:%H:%M}-{person.quiet.end:%H:%M}",
        "calm": f"{person.calm_at:%H:%M}" if person.calm_on else "off",
        "weekly": weekly if person.weekly_on else "off",
        "goal": person.goal,
        "nudges": person.pace.value,
        "off": sorted(person.off),
    }


def _english_day(day: int) -> str:
    return _DAYS[day].removeprefix("settings.")


def _quiet_words(turn: Turn, quiet: QuietHours) -> str:
    if quiet.start == quiet.end:
        return turn.words("settings.none")
    return turn.words(
        "settings.from_to", start=turn.words.clock(quiet.start), end=turn.words.clock(quiet.end)
    )


def _calm_words(turn: Turn) -> str:
    person = turn.journey.person
    return turn.words.clock(person.calm_at) if person.calm_on else turn.words("settings.off")


def _weekly_words(turn: Turn) -> str:
    person = turn.journey.person
    if not person.weekly_on:
        return turn.words("settings.off")
    day = turn.words(_DAYS[person.weekly_day])
    return turn.words("settings.day_at", day=day, at=turn.words.clock(person.weekly_at))


def _goal_words(turn: Turn) -> str:
    goal = turn.journey.person.goal
    return turn.words("settings.none") if goal is None else turn.words("settings.a_week", goal=goal)


HANDLER = Handler(press=press, answer=answer, restate=restate)
