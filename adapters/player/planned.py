"""The nudges now planned for somebody, as `plan` prints them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.journey import Journey
from bot.nudges import plan_view
from bot.people import Address
from bot.ports import Store, Turned

Planned = tuple[tuple[str, str | None, datetime], ...]


async def read_plan(store: Store, who: Address, now: datetime, zone: str) -> tuple[str, Planned]:
    """Return a line of text for each planned nudge, and the nudges: kind, interview, moment."""
    seen: list[Journey] = []

    def look(journey: Journey | None) -> Turned[None]:
        if journey is None:
            raise _NobodyError
        seen.append(journey)
        return Turned(journey, None)

    try:
        await store.turn(who, None, now, look)
    except _NobodyError:
        return "", ()
    planned = tuple((kind.value, interview, at) for kind, interview, at in plan_view(seen[0]))
    names = {one.id: one.company for one in seen[0].facts.interviews}
    lines = [
        f"{at.astimezone(ZoneInfo(zone)):%a %d %b %Y %H:%M}  {kind}"
        + (f" ({names[interview]})" if interview in names else "")
        for kind, interview, at in planned
    ]
    return "\n".join(lines), planned


class _NobodyError(Exception):
    """They have not acted yet, so nothing is planned, and nothing must be written either."""
