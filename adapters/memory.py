"""A store that lives and dies with the process; it holds to the same contract as the database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from adapters.keeping import REMEMBERED, by_due, check, claimable, is_let_go
from bot.journey import Journey
from bot.people import Address, Space
from bot.ports import Claim, Turned
from bot.schedule import NudgeKey, NudgeState

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lease:
    """Who may deliver a nudge, and until when (UTC)."""

    until: datetime
    token: str


class MemoryStore:
    """Keeps journeys in a dict (`bot.ports.Store`); nothing in it waits, so every turn is whole."""

    def __init__(self) -> None:
        self._journeys: dict[Address, Journey] = {}
        self._events: dict[tuple[Address, str], datetime] = {}
        self._leases: dict[tuple[Address, NudgeKey], Lease] = {}
        self._attempts: dict[tuple[Address, NudgeKey], int] = {}
        self._left: dict[Space, datetime] = {}
        self._claims = 0

    async def turn(
        self,
        who: Address,
        event: str | None,
        now: datetime,
        decide: Callable[[Journey | None], Turned[T]],
    ) -> T | None:
        """Load, decide and save; see `bot.ports.Store.turn`."""
        loaded = self._journeys.get(who)
        if event and loaded:
            seen = self._events.get((who, event))
            if seen is not None and seen > now - REMEMBERED:
                return None
        turned = decide(loaded)
        self._save(who, loaded, turned.journey, now)
        if event:
            self._events[who, event] = now
        return turned.value

    async def load(self, who: Address) -> Journey | None:
        """Return one person's journey to look at."""
        return self._journeys.get(who)

    async def lately(self, platform: str, since: datetime, most: int) -> Mapping[Address, datetime]:
        """Return who last did something at an instant or later, and when."""
        acted = {who: journey.person.last_act for who, journey in self._journeys.items()}
        found = [who for who, at in acted.items() if who.platform == platform and at >= since]
        found.sort(key=acted.__getitem__, reverse=True)
        return {who: acted[who] for who in found[:most]}

    async def find_member(self, who: Address) -> Address | None:
        """Return under which address a member of an organisation is kept."""
        members = [one for one in self._journeys if replace(one, team=who.team) == who]
        members.sort(key=lambda one: (one != who, self._journeys[one].person.joined))
        return next(iter(members), None)

    async def settle(
        self, claim: Claim, now: datetime, decide: Callable[[Journey], Turned[T]]
    ) -> T | None:
        """Turn for a claimed person, if the claim still holds; see `bot.ports.Store.settle`."""
        loaded = self._journeys.get(claim.address)
        if loaded is None or not self._held(claim):
            return None
        turned = decide(loaded)
        self._save(claim.address, loaded, turned.journey, now)
        return turned.value

    async def claim(self, now: datetime, lease: timedelta, most: int) -> Sequence[Claim]:
        """Claim due nudges; see `bot.ports.Store.claim`."""
        found: list[tuple[bool, datetime, Address, tuple[NudgeKey, ...]]] = []
        for who, journey in self._journeys.items():
            keys = claimable(self._with_leases(who, journey), now)
            if keys:
                dues = {one.key: one.due for one in journey.nudges}
                given_up = any((who, one.key) in self._leases for one in journey.nudges)
                found.append((given_up, dues[keys[0]], who, keys))
        found.sort(key=lambda one: one[:2])
        return [self._take(who, keys, now + lease) for _, _, who, keys in found[:most]]

    async def release(self, claim: Claim) -> None:
        """Hand a claim back undelivered."""
        for key in self._held(claim):
            del self._leases[claim.address, key]
            self._attempts[claim.address, key] -= 1
            self._set_state(claim.address, (key,), NudgeState.PLANNED)

    async def put_back(self, claim: Claim, until: datetime, *, counted: bool) -> None:
        """Leave a claim's nudges to whoever claims them from an instant on."""
        for key in self._held(claim):
            self._leases[claim.address, key] = Lease(until, claim.token)
            self._attempts[claim.address, key] -= not counted

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which a claim could find something."""
        instants: list[datetime] = []
        for who, journey in self._journeys.items():
            leases = [lease.until for (whose, _), lease in self._leases.items() if whose == who]
            planned = [one.due for one in journey.nudges if one.state is NudgeState.PLANNED]
            instants += leases or planned
        return min(instants, default=None)

    async def erase(self, who: Address) -> None:
        """Delete everything kept of a person."""
        self._journeys.pop(who, None)
        self._events = {seen: at for seen, at in self._events.items() if seen[0] != who}
        self._leases = {of: lease for of, lease in self._leases.items() if of[0] != who}
        self._attempts = {of: count for of, count in self._attempts.items() if of[0] != who}

    async def leave(self, space: Space, due: datetime) -> None:
        """Note that the bot was taken away from a space; see `bot.ports.Store.leave`."""
        for one in self._workspaces(space):
            self._left.setdefault(one, due)

    async def stay(self, space: Space) -> None:
        """Note that the bot is back in a space."""
        for one in self._workspaces(space):
            self._left.pop(one, None)

    async def erase_left(self, now: datetime) -> int:
        """Erase the members of every space that is due, and return how many those were."""
        spaces = [space for space, due in self._left.items() if due <= now]
        members = [who for who in self._journeys if _space_of(who) in spaces]
        for who in members:
            await self.erase(who)
        for space in spaces:
            del self._left[space]
        return len(members)

    async def forget_events(self, before: datetime) -> int:
        """Delete the ids of events seen before an instant (UTC), and return how many those were."""
        old = [event for event, seen_at in self._events.items() if seen_at < before]
        for event in old:
            del self._events[event]
        return len(old)

    async def tidy(self) -> bool:
        """Do nothing: what is deleted is gone."""
        return True

    async def close(self) -> None:
        """Let go of nothing; the journeys stay until the store itself goes."""

    def _workspaces(self, space: Space) -> set[Space]:
        """Return a workspace itself, or all of an organisation that are known."""
        if space.team:
            return {space}
        known = {_space_of(who) for who in self._journeys} | self._left.keys()
        return {one for one in known if one.enterprise and replace(one, team="") == space}

    def _save(self, who: Address, before: Journey | None, after: Journey, now: datetime) -> None:
        check(who, before, after)
        self._journeys[who] = replace(after, nudges=tuple(sorted(after.nudges, key=by_due)))
        old = {one.key: one for one in before.nudges} if before else {}
        for one in after.nudges:
            if one.key in old and is_let_go(old[one.key], one):
                self._attempts[who, one.key] = max(0, self._attempts.get((who, one.key), 0) - 1)
        was = {key: one.state for key, one in old.items()}
        claimed = {one.key for one in after.nudges if one.state is NudgeState.CLAIMED}
        for key in claimed:
            if was.get(key) is not NudgeState.CLAIMED:
                # Only a claim claims: one that a turn calls claimed is free again at once.
                self._leases[who, key] = Lease(now, "")
        for key in was:
            if key not in claimed:
                self._leases.pop((who, key), None)
        for key in was.keys() - {one.key for one in after.nudges}:
            self._attempts.pop((who, key), None)

    def _take(self, who: Address, keys: tuple[NudgeKey, ...], until: datetime) -> Claim:
        self._claims += 1
        token = str(self._claims)
        for key in keys:
            self._leases[who, key] = Lease(until, token)
            self._attempts[who, key] = self._attempts.get((who, key), 0) + 1
        self._set_state(who, keys, NudgeState.CLAIMED)
        return Claim(who, keys, token, max(self._attempts[who, key] for key in keys))

    def _held(self, claim: Claim) -> tuple[NudgeKey, ...]:
        return tuple(
            key
            for (who, key), lease in self._leases.items()
            if who == claim.address and lease.token == claim.token
        )

    def _with_leases(self, who: Address, journey: Journey):
        for one in journey.nudges:
            lease = self._leases.get((who, one.key))
            yield one, lease.until if lease else None

    def _set_state(self, who: Address, keys: tuple[NudgeKey, ...], state: NudgeState) -> None:
        journey = self._journeys[who]
        nudges = tuple(
            replace(one, state=state) if one.key in keys else one for one in journey.nudges
        )
        self._journeys[who] = replace(journey, nudges=nudges)


def _space_of(who: Address) -> Space:
    return Space(who.platform, who.enterprise, who.team)
