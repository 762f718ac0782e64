"""The clock of a play: it moves only where the script says so."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.player.script import ScriptError
from bot.calendar import resolve

START = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - a wall clock, in whatever zone the person has
_ELAPSED = {"m": timedelta(minutes=1), "h": timedelta(hours=1)}


class VirtualClock:
    """Virtual time; wall clocks are in a zone that is given each time, for it is the acting person's."""

    def __init__(self) -> None:
        self._instant: datetime | None = None
        self._moved = False

    def now(self, zone: str) -> datetime:
        """Return the instant (UTC)."""
        return self._instant or resolve(START, zone)

    def hold(self, zone: str) -> datetime:
        """Return the instant, which from now on is the same in whatever zone the next one acts."""
        self._instant = self.now(zone)
        return self._instant

    def tell(self, wall: datetime, zone: str) -> bool:
        """Set the clock, even back, if it was never set or moved; False if it has to be moved on.

        It has to be once somebody acted at an earlier moment, for what fell due since is to be heard.
        """
        instant = resolve(wall, zone)
        if self._moved or (self._instant is not None and self._instant <= instant):
            return False
        self._moved = True
        self._instant = instant
        return True

    def move(self, to: datetime) -> None:
        """Go on to an instant; an earlier one changes nothing."""
        self._moved = True
        self._instant = to if self._instant is None else max(self._instant, to)

    def until(self, wall: datetime, zone: str) -> datetime:
        """Return the instant of a wall clock that is not over.

        Raises:
            ScriptError: It is.
        """
        instant, now = resolve(wall, zone), self.now(zone)
        if instant < now:
            local = now.astimezone(ZoneInfo(zone))
            raise ScriptError(f"{wall} is in the past; it is {local:%Y-%m-%d %H:%M}")
        return instant

    def later(self, count: int, unit: str, zone: str) -> datetime:
        """Return the instant so many minutes, hours, days or weeks from now.

        Raises:
            ScriptError: No calendar reaches that far.
        """
        now = self.now(zone)
        try:
            if unit in _ELAPSED:
                return now + _ELAPSED[unit] * count
            days = timedelta(days=count * (7 if unit == "w" else 1))
            return resolve(now.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + days, zone)
        except OverflowError as error:
            raise ScriptError(f"wait {count}{unit} ends after the last year there is") from error
