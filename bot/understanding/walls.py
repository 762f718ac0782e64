"""Wall clocks: a day and a time of day put together, and which of those it comes round on was meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.understanding.asked import Asked, Days
from bot.understanding.clocks import Clock

NOON = 12


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall clock, or a day, before it is put into a zone."""

    at: datetime
    has_time: bool
    assumed: tuple[str, ...] = ()


def placed(days: Sequence[Days], clock: Clock | None, asked: Asked) -> list[Wall]:
    """Return every wall clock that days and a time of day can mean, the nearest in the direction asked."""
    chosen = [wall for one in days for wall in _nearest(one, clock, asked)]
    if len(chosen) > 1:
        # Of two readings one may lie where nobody looks: then the other was meant.
        chosen = [one for one in chosen if _ahead_or_back(one, asked)] or chosen
    return list(dict.fromkeys(chosen))


def _nearest(days: Days, clock: Clock | None, asked: Asked) -> Iterable[Wall]:
    """Yield the day that is meant of those on which it comes round, with its time."""
    if days.at is not None:
        # "In 48 hours" has its time; "in two hours at 3" has one too many.
        return [Wall(days.at, has_time=True)] if clock is None else []
    walls = [_wall(day, clock) for day in days.on]
    if len(walls) == 1:
        return [_settled(one, (), asked) for one in _early(walls, asked) or walls]
    past = [one for one in walls if _is_past(one, asked)]
    future = [one for one in walls if _is_future(one, asked)]
    match asked.towards:
        case "past":
            early = _early(walls, asked)
            # A date without its year is today's; a time without its day may be yesterday's too.
            picked = (
                early if early and "year" in days.assumed else [*past[-1:], *early] or walls[:1]
            )
        case "future":
            picked = _coming(future, asked) if days.weekday else future[:1] or walls[-1:]
        case _:
            today = [one for one in walls if one.at.date() == asked.today]
            picked = today or [*past[-1:], *future[:1]]
    return [_settled(one, days.assumed, asked) for one in picked]


def _coming(future: Sequence[Wall], asked: Asked) -> Sequence[Wall]:
    """Return the weekday to come; a later hour of today, so named, may be today's or next week's."""
    if future[0].at.date() != asked.today:
        return future[:1]
    return future[:2] if future[0].has_time else future[1:2]


def _wall(day: date, clock: Clock | None) -> Wall:
    if clock is None:
        return Wall(datetime.combine(day, time()), has_time=False)
    return Wall(datetime.combine(day, clock.at), has_time=True, assumed=clock.assumed)


def _settled(wall: Wall, assumed: tuple[str, ...], asked: Asked) -> Wall:
    """Note what was filled in; a part of today that is not over yet is meant up to now."""
    at = wall.at
    if "time" in wall.assumed and asked.towards == "past" and at.date() == asked.today:
        at = min(at, asked.now.replace(second=0, microsecond=0))
    return Wall(at, has_time=wall.has_time, assumed=(*assumed, *wall.assumed))


def _early(walls: Sequence[Wall], asked: Asked) -> list[Wall]:
    """Return today's early hour for "4:10" typed in the morning of something over: four in the afternoon is to come."""
    if asked.towards != "past" or asked.now.hour >= NOON:
        return []
    early = [
        replace(
            one,
            at=one.at - timedelta(hours=12),
            assumed=tuple(each for each in one.assumed if each != "pm"),
        )
        for one in walls
        if "pm" in one.assumed and one.at.date() == asked.today and one.at > asked.now
    ]
    return [one for one in early if one.at <= asked.now]


def _is_past(wall: Wall, asked: Asked) -> bool:
    # A part of the day is as good as its whole day: "this afternoon" may be said at two.
    exact = wall.has_time and "time" not in wall.assumed
    return wall.at <= asked.now if exact else wall.at.date() <= asked.today


def _is_future(wall: Wall, asked: Asked) -> bool:
    exact = wall.has_time and "time" not in wall.assumed
    return wall.at > asked.now if exact else wall.at.date() >= asked.today


def _ahead_or_back(wall: Wall, asked: Asked) -> bool:
    match asked.towards:
        case "past":
            return _is_past(wall, asked)
        case "future":
            return _is_future(wall, asked)
        case _:
            return True
