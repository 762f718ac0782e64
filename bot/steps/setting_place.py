"""Where a person lives and how they are spoken to: time zone, country, language."""

from collections.abc import Mapping
from datetime import datetime

from bot.catalogue import PSEUDO
from bot.message import Button
from bot.nudges import plan
from bot.schedule import NudgeKind
from bot.steps import setting_state
from bot.steps.snooze import KIND_WORDS
from bot.turn import Turn
from bot.understanding import AmbiguousPlace, read_country, read_zone


def change_zone(turn: Turn, value: str) -> None:
    """Set the time zone, and say which planned messages move with it."""
    read = _read_zone(value, turn.journey.person.country)
    if isinstance(read, AmbiguousPlace):
        said = turn.words("settings.zone_which", typed=value[: setting_state.SHOWN])
        setting_state.refuse(turn, "zone", said, *_zone_buttons(turn, read))
        return
    if read is None:
        said = turn.words("settings.zone_unread", typed=value[: setting_state.SHOWN])
        setting_state.refuse(turn, "zone", said)
        return
    before = _planned(turn)
    turn.change_person(zone=read, zone_told=True)
    now = turn.words("settings.zone_now", zone=read, now=turn.moment(turn.now, read))
    moves = _moves(turn, before, _planned(turn))
    setting_state.echo(turn, "zone", f"{now} {moves}".strip())


def zone_picks(turn: Turn) -> tuple[Button, ...]:
    """Return the zones of the person's own country, if they told it."""
    country = turn.journey.person.country
    read = read_zone(turn.words.country(country), country) if country else None
    if isinstance(read, str):
        return _zone_buttons(turn, AmbiguousPlace((read,)))
    return () if read is None else _zone_buttons(turn, read)


def change_country(turn: Turn, value: str) -> None:
    """Set the country the person lives in, or forget it."""
    if setting_state.switch(turn, value) is False and len(value) > 2:
        # Two letters are a code: "no" is Norway.
        turn.change_person(country=None)
        setting_state.echo(turn, "country", turn.words("settings.country_off_now"))
        return
    read = read_country(value)
    if isinstance(read, AmbiguousPlace):
        said = turn.words("settings.country_which", typed=value[: setting_state.SHOWN])
        setting_state.refuse(turn, "country", said, *_country_buttons(turn, read))
    elif read is None:
        said = turn.words("settings.country_unread", typed=value[: setting_state.SHOWN])
        setting_state.refuse(turn, "country", said)
    else:
        turn.change_person(country=read)
        said = turn.words("settings.country_now", country=turn.words.country(read))
        setting_state.echo(turn, "country", said)


def change_language(turn: Turn, value: str) -> None:
    """Set the language, by its code or its name; only whole catalogues are on offer."""
    typed = value.casefold()
    named = {setting_state.language_name(turn, one).casefold(): one for one in _languages(turn)}
    code = named.get(typed, typed)
    if code not in turn.library.words:
        known = [setting_state.language_name(turn, one) for one in _languages(turn)]
        said = turn.words(
            "settings.language_unread",
            typed=value[: setting_state.SHOWN],
            known=turn.words.list(known),
        )
        setting_state.refuse(turn, "language", said, *language_picks(turn))
        return
    turn.change_person(language=code)
    name = setting_state.language_name(turn, code)
    setting_state.echo(turn, "language", turn.words("settings.language_now", language=name))


def language_picks(turn: Turn) -> tuple[Button, ...]:
    """Return a button for every language."""
    return tuple(
        setting_state.pick(turn, setting_state.language_name(turn, code), "language", code)
        for code in _languages(turn)
    )


def _languages(turn: Turn) -> list[str]:
    return sorted(one for one in turn.library.words if one != PSEUDO)


def _read_zone(value: str, country: str | None) -> str | AmbiguousPlace | None:
    """Read a zone anywhere in the world; the person's country only decides between several."""
    read = read_zone(value)
    if isinstance(read, AmbiguousPlace) and country is not None:
        at_home = read_zone(value, country)
        return at_home if isinstance(at_home, str) else read
    return read


def _zone_buttons(turn: Turn, read: AmbiguousPlace) -> tuple[Button, ...]:
    if read.places:
        known = zip(read.options, read.places, strict=False)
        zones = {option: place.zone for option, place in known if place.zone}
    else:
        found = {option: read_zone(option) for option in read.options}
        zones = {option: zone for option, zone in found.items() if isinstance(zone, str)}
    return tuple(
        setting_state.pick(turn, label, "zone", zone)
        for label, zone in zones.items()
        if zone != turn.zone
    )


def _country_buttons(turn: Turn, read: AmbiguousPlace) -> tuple[Button, ...]:
    found = {option: read_country(option) for option in read.options}
    return tuple(
        setting_state.pick(turn, turn.words.country(code), "country", code)
        for code in dict.fromkeys(found.values())
        if isinstance(code, str)
    )


def _planned(turn: Turn) -> Mapping[NudgeKind, frozenset[tuple[object, datetime]]]:
    """Return the moments ahead by kind of nudge."""
    wanted = plan(turn.journey, turn.library.etiquette.customs)
    ahead = [one for one in wanted if one.due > turn.now]
    return {
        kind: frozenset((one.key, one.due) for one in ahead if one.key.kind is kind)
        for kind in KIND_WORDS
    }


def _moves(
    turn: Turn,
    before: Mapping[NudgeKind, frozenset[tuple[object, datetime]]],
    after: Mapping[NudgeKind, frozenset[tuple[object, datetime]]],
) -> str:
    planned = [kind for kind in KIND_WORDS if before[kind] or after[kind]]
    moved = frozenset(kind.value for kind in planned if before[kind] != after[kind])
    stays = frozenset(kind.value for kind in planned) - moved
    if moved and stays:
        return turn.words(
            "settings.zone_moves_some",
            moved=setting_state.kind_words(turn, moved),
            stays=setting_state.kind_words(turn, stays),
        )
    if moved:
        moved_words = setting_state.kind_words(turn, moved)
        return turn.words("settings.zone_moves_all", moved=moved_words)
    if stays:
        return turn.words("settings.zone_moves_none")
    return ""
