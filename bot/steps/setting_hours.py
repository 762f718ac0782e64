"""When messages come on the person's own clock: quiet hours, calming messages, the weekly look."""

from datetime import time

from bot.calendar import is_quiet
from bot.message import Button
from bot.people import QuietHours
from bot.schedule import NudgeKind
from bot.steps import setting_state
from bot.turn import Turn
from bot.understanding import read_quiet, read_time

# Quick picks; any other time can be typed.
_QUIET = ((time(22), time(7)), (time(20, 30), time(8, 30)))
_CALM = (time(8), time(12, 30), time(18, 30))
_WEEKLY = ((0, time(9, 30)), (4, time(16)), (6, time(18)))


def change_quiet(turn: Turn, value: str) -> None:
    """Set the quiet hours, and say so where a message set to a time of day would now wait."""
    read = read_quiet(value)
    if read is None:
        said = turn.words("settings.quiet_unread", typed=value[: setting_state.SHOWN])
        setting_state.refuse(turn, "quiet", said, *quiet_picks(turn))
        return
    quiet = QuietHours(*read)
    turn.change_person(quiet=quiet)
    words, person = turn.words, turn.journey.person
    said = [words("settings.quiet_now", quiet=setting_state.quiet_words(turn, quiet))]
    buttons: list[Button] = []
    end = words.clock(quiet.end)
    if setting_state.calm_is_on(turn) and is_quiet(person.calm_at, quiet):
        said.append(words("settings.calm_waits", at=words.clock(person.calm_at), end=end))
        buttons.append(turn.button(words("settings.calm_button"), setting_state.STEP, "calm"))
    if setting_state.weekly_is_on(turn) and is_quiet(person.weekly_at, quiet):
        said.append(words("settings.weekly_waits", at=words.clock(person.weekly_at), end=end))
        buttons.append(turn.button(words("settings.weekly_button"), setting_state.STEP, "weekly"))
    setting_state.echo(turn, "quiet", *said, buttons=tuple(buttons))


def quiet_picks(turn: Turn) -> tuple[Button, ...]:
    """Return usual quiet hours, and none."""
    usual = tuple(
        setting_state.pick(
            turn,
            setting_state.quiet_words(turn, QuietHours(start, end)),
            "quiet",
            f"{start:%H:%M}-{end:%H:%M}",
        )
        for start, end in _QUIET
    )
    none = setting_state.pick(turn, turn.words("settings.quiet_off_pick"), "quiet", "off")
    return (*usual, none)


def change_calm(turn: Turn, value: str) -> None:
    """Switch calming messages on or off, or set their time; refused inside the quiet hours."""
    words, person = turn.words, turn.journey.person
    switch = setting_state.switch(turn, value)
    at = person.calm_at if switch else read_time(value)
    if switch is False:
        turn.change_person(calm_on=False)
        setting_state.echo(turn, "calm", words("settings.calm_off_now"))
    elif at is None:
        said = words("settings.calm_unread", typed=value[: setting_state.SHOWN])
        setting_state.refuse(turn, "calm", said, *calm_picks(turn))
    elif is_quiet(at, person.quiet):
        _refuse_quiet(turn, "calm", at, calm_picks(turn))
    else:
        turn.change_person(calm_on=True, calm_at=at, off=person.off - {NudgeKind.CALM.value})
        setting_state.echo(turn, "calm", words("settings.calm_now", at=words.clock(at)))


def calm_picks(turn: Turn) -> tuple[Button, ...]:
    """Return usual times for calming messages outside the quiet hours, and none."""
    words = turn.words
    usual = tuple(
        setting_state.pick(
            turn, words("settings.calm_pick", at=words.clock(at)), "calm", f"{at:%H:%M}"
        )
        for at in _CALM
        if not is_quiet(at, turn.journey.person.quiet)
    )
    return (*usual, setting_state.pick(turn, words("settings.calm_off_pick"), "calm", "off"))


def change_weekly(turn: Turn, value: str) -> None:
    """Switch the weekly look on or off, or set its day, its time, or both."""
    words, person = turn.words, turn.journey.person
    switch = setting_state.switch(turn, value)
    if switch is False:
        turn.change_person(weekly_on=False)
        setting_state.echo(turn, "weekly", words("settings.weekly_off_now"))
        return
    word, _, left = value.partition(" ")
    day = _day(turn, word)
    clock = (value if day is None else left).strip()
    at = person.weekly_at if switch or not clock else read_time(clock)
    if at is None:
        said = words("settings.weekly_unread", typed=value[: setting_state.SHOWN])
        setting_state.refuse(turn, "weekly", said, *weekly_picks(turn))
    elif is_quiet(at, person.quiet):
        _refuse_quiet(turn, "weekly", at, weekly_picks(turn))
    else:
        day = person.weekly_day if day is None else day
        turn.change_person(
            weekly_on=True,
            weekly_day=day,
            weekly_at=at,
            off=person.off - {NudgeKind.KEEP_LOOKING.value},
        )
        when = setting_state.weekly_words(turn, day, at)
        setting_state.echo(turn, "weekly", words("settings.weekly_now", weekly=when))


def weekly_picks(turn: Turn) -> tuple[Button, ...]:
    """Return usual times for the weekly look outside the quiet hours, and none."""
    usual = tuple(
        setting_state.pick(
            turn,
            setting_state.weekly_words(turn, day, at),
            "weekly",
            f"{setting_state.day_key(day)} {at:%H:%M}",
        )
        for day, at in _WEEKLY
        if not is_quiet(at, turn.journey.person.quiet)
    )
    off = setting_state.pick(turn, turn.words("settings.weekly_off_pick"), "weekly", "off")
    return (*usual, off)


def _day(turn: Turn, word: str) -> int | None:
    """Return the weekday a word begins, Monday 0; three letters are enough, and English always does."""
    said = word.casefold().rstrip(",.")
    if len(said) < 3:
        return None
    for day, id in enumerate(setting_state.DAYS):
        names = (turn.words(id).casefold(), setting_state.day_key(day))
        if any(name.startswith(said) or said == f"{name}s" for name in names):
            return day
    return None


def _refuse_quiet(turn: Turn, name: str, at: time, picks: tuple[Button, ...]) -> None:
    """Refuse a time inside the quiet hours: a message set to it would only wait for their end."""
    words = turn.words
    said = words(
        "settings.in_quiet",
        at=words.clock(at),
        quiet=setting_state.quiet_words(turn, turn.journey.person.quiet),
    )
    change = turn.button(words("settings.quiet_change"), setting_state.STEP, "quiet")
    setting_state.refuse(turn, name, said, change, *picks)
