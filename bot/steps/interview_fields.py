"""What was typed into the fields of an interview, read, or the reason why it could not be."""

from datetime import date, timedelta

from bot.calendar import employer_zone
from bot.interview import NextStep
from bot.turn import Turn
from bot.understanding import (
    Ambiguous,
    AmbiguousPlace,
    Moment,
    Place,
    Unread,
    read_city,
    read_country,
    read_moment,
    read_next_step,
)

OLDEST = timedelta(days=366)
"""An interview further back is asked back: it is more likely a slip of the year."""


FAR_AHEAD = 200
"""Days; a promise further ahead is more likely one of the past, told late."""


def country_typed(turn: Turn, text: str) -> str | None:
    """Return the country that was typed; None and a problem if it is none."""
    if not text.strip():
        return None
    read = read_country(text)
    if isinstance(read, AmbiguousPlace):
        turn.problem("country", turn.words("add.country_which", options=_or(turn, read.options)))
        return None
    if read is None:
        turn.problem("country", turn.words("add.country_unknown", typed=_short(text)))
    return read


def city_typed(turn: Turn, text: str, country: str | None) -> Place | None:
    """Return the city that was typed; None if it is not known, and a problem if it could be several."""
    read = read_city(text, country)
    if isinstance(read, AmbiguousPlace):
        turn.problem("city", turn.words("add.city_which", options=_or(turn, read.options)))
        return None
    return read


def end_typed(turn: Turn, text: str, country: str | None) -> Moment | None:
    """Return when the interview ended; None and a problem if that cannot be read or cannot be."""
    if not text.strip():
        turn.problem("ended", turn.words("add.ended_missing"))
        return None
    read = read_moment(text, turn.now, turn.zone, towards="past", country=country)
    if isinstance(read, Unread):
        turn.problem(
            "ended", turn.words(_UNREAD.get(read.reason, "add.ended_unread"), typed=_short(text))
        )
        return None
    if isinstance(read, Ambiguous):
        turn.problem("ended", which_reading(turn, read))
        return None
    wrong = wrong_end(turn, read)
    if wrong:
        turn.problem("ended", wrong)
        return None
    return read


_UNREAD = {
    "impossible": "add.date_impossible",
    "too_far": "add.ended_too_far",
    "unknown_zone": "add.zone_unknown",
    "too_long": "add.ended_too_long",
}


def wrong_end(turn: Turn, read: Moment) -> str:
    """Say what is wrong with an end, empty if nothing is."""
    shown = turn.moment(read.instant, read.zone)
    if not read.has_time:
        return turn.words("add.ended_no_time", day=turn.words.day(read.wall.date(), turn.today))
    if read.instant > turn.now:
        return turn.words("add.ended_future", when=shown)
    if turn.now - read.instant > OLDEST:
        return turn.words("add.ended_old", when=turn.words.moment(read.instant, read.zone))
    return ""


def next_step_typed(
    turn: Turn, text: str, ended: Moment | None, country: str | None
) -> tuple[NextStep, date | None] | None:
    """Return who moves next and by which day; None and a problem if that cannot be read or cannot be."""
    if not text.strip():
        return NextStep.NOTHING_SAID, None
    read = read_next_step(text, turn.now, turn.zone)
    if isinstance(read, Unread):
        turn.problem("next_step", turn.words("add.next_step_unread", typed=_short(text)))
        return None
    if isinstance(read.on, Ambiguous):
        turn.problem("next_step", which_reading(turn, read.on, day_only=True))
        return None
    on = None if read.on is None else read.on.wall.date()
    if on is not None and ended is not None and (on - turn.today).days > FAR_AHEAD:
        # Told late: "by 12 November" is the one after the interview, not that of next year.
        then = read_next_step(text, ended.instant, turn.zone)
        if not isinstance(then, Unread) and isinstance(then.on, Moment):
            on = then.on.wall.date()
    if on is not None and ended is not None and on < ended.wall.date():
        turn.problem("next_step", turn.words("add.promise_before_end", day=turn.words.day(on)))
        return None
    return read.kind, on


def which_reading(turn: Turn, read: Ambiguous, *, day_only: bool = False) -> str:
    """Ask back which of several readings was meant."""
    said = [
        turn.words.day(one.wall.date()) if day_only else turn.words.moment(one.instant, one.zone)
        for one in read.readings
    ]
    return turn.words("add.two_readings", options=_or(turn, said))


def _or(turn: Turn, options: tuple[str, ...] | list[str]) -> str:
    return turn.words("add.or").join(options)


def zone_of(turn: Turn, country: str | None, city: str | None) -> str | None:
    """Return the employer's zone, as far as country and city tell."""
    place = read_city(city, country) if city else None
    of_city = place.zone if isinstance(place, Place) else None
    return employer_zone(country, of_city, turn.library.zones)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
