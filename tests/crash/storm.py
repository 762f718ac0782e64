"""The network between us and the platforms is bad, and many people take no messages, until all is delivered.

Several processes deliver at a time to people in Slack and in Discord on loopback, for some days. Of the
calls some are never carried out, some are without our being told, and at times nobody may post for ten minutes.
Meanwhile processes are killed, and others take their place.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from adapters.bootstrap import build, fresh_id
from adapters.discord.speech import nonce_of
from adapters.outbox import Outboxes
from adapters.slack.render import find_key
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import SqlStore, open_store
from bot.inbound import Inbound, Said
from bot.journey import Journey
from bot.library import Library, load_library
from bot.nudges import SOFT
from bot.people import Address
from bot.schedule import NudgeState
from scheduler.deliver import LEASE
from tests.crash.owed import BACK, owe
from tests.crash.processes import ENDS_WITHIN, Steered
from tests.crash.result import Result, copies
from tests.crash.weather import Weather
from tests.desk import heard, read
from tests.wire.discord.faults import Fault as DiscordFault
from tests.wire.discord.people import Person as DiscordPerson
from tests.wire.discord.running import settings as discord_settings
from tests.wire.discord.server import DiscordStandIn
from tests.wire.slack.faults import Fault as SlackFault
from tests.wire.slack.people import Person as SlackPerson
from tests.wire.slack.running import socket_mode
from tests.wire.slack.server import SlackStandIn

LASTS = timedelta(days=2, hours=6)
"""Somebody whose direct messages are closed is tried on three days."""
SHARE = 0.4
"""How many calls something befalls."""
CLOSES = 4
"""About how often nobody may post for a while."""
CLOSED = 3
"""How many of ten people take no messages."""


@dataclass(frozen=True)
class SlackMember:
    """Somebody in Slack, where who takes no messages is deactivated."""

    person: SlackPerson

    @property
    def address(self) -> Address:
        return Address("slack", self.person.id, self.person.team.id)

    def close(self, *, closed: bool) -> None:
        self.person.deactivated = closed

    def seen(self) -> Counter[str]:
        """Return how often each message was seen, by its key."""
        return Counter(find_key({"blocks": one.blocks}) for one in self.person.dm.messages)

    def mark(self, batch: str) -> str:
        """Return the key of a message."""
        return batch


@dataclass(frozen=True)
class DiscordMember:
    """Somebody in Discord, who may close their direct messages."""

    person: DiscordPerson

    @property
    def address(self) -> Address:
        return Address("discord", self.person.id)

    def close(self, *, closed: bool) -> None:
        self.person.dms_closed = closed

    def seen(self) -> Counter[str]:
        """Return how often each message was seen, by its key."""
        return Counter(str(one.nonce) for one in self.person.dm.messages)

    def mark(self, batch: str) -> str:
        """Return the key of a message."""
        return nonce_of(batch, 0)


Member = SlackMember | DiscordMember


async def storm(url: str, nudges: int, seed: int, kills: int, processes: int = 2) -> Result:
    """Let processes deliver over a bad network for some days, and count what arrived.

    Args:
        url: Of a database that is empty or not there yet.
        nudges: How many people are owed a message.
        seed: Of all that goes wrong.
        kills: How many processes are killed at most; as many as there is something left to deliver for.
        processes: How many deliver at a time.
    """
    key, chance, begun = new_key(), Random(seed), time.monotonic()
    library, store = load_library(), open_store(url, load_keys(key))
    async with SlackStandIn() as slack, DiscordStandIn() as discord:
        discord.rates.per_second = None
        members = gather(slack, discord, nudges)
        closed = [one for number, one in enumerate(members) if number // 2 % 10 < CLOSED]
        for one in closed:
            one.close(closed=True)
        await owe(store, library, [one.address for one in members])
        weathers = _rough(slack, discord, chance, nudges)
        settings = socket_mode(slack, slack.state.workspaces["T1"]) | discord_settings(discord)
        workers = [Steered(url, key, settings) for _ in range(processes)]
        now, killed = BACK, 0
        while now < BACK + LASTS:
            for weather in weathers:
                weather.now = now
            rounds = [asyncio.create_task(one.deliver(now)) for one in workers]
            if killed < kills:
                number = chance.randrange(processes)
                wanted = chance.randint(0, 3)
                await _some_posts(chance.choice((slack, discord)), wanted, rounds[number])
                if not rounds[number].done():
                    await workers[number].kill()
                    workers[number], killed = Steered(url, key, settings), killed + 1
            await asyncio.gather(*rounds)
            due = await store.next_due()
            later = max(now + LEASE, due or now)
            slack.clock.advance((later - now).total_seconds())
            discord.clock.advance((later - now).total_seconds())
            now = later
        for one in workers:
            await one.end()
        seen = {one: one.seen() for one in members}
        undelivered, lost = 0, 0
        for one in members:
            journey = await store.load(one.address)
            assert journey is not None
            states = _ends(journey, seen[one], one)
            if NudgeState.UNDELIVERED in states:
                undelivered += 1
                lost += not await _is_told(store, library, one, now)
            elif states != {NudgeState.SENT}:
                lost += 1
        await store.close()
        assert slack.breaches == discord.breaches == [], (slack.breaches, discord.breaches)
    wrong = sum((one.counts for one in weathers), Counter[str]())
    doubled, most = copies(count for each in seen.values() for count in each.values())
    return Result(
        Counter({"faults": wrong.total(), "people closed": len(closed), "kills": killed}),
        nudges,
        lost,
        doubled,
        most,
        undelivered,
        time.monotonic() - begun,
    )


async def _some_posts(
    there: SlackStandIn | DiscordStandIn, count: int, delivering: asyncio.Task[Counter[str]]
) -> None:
    """Wait until a platform was asked to post some more, or the process has nothing left to deliver."""
    call = "chat.postMessage" if isinstance(there, SlackStandIn) else "create_message"
    wanted = there.calls[call] + count
    posted = asyncio.ensure_future(there.wait_for(lambda: there.calls[call] >= wanted, ENDS_WITHIN))
    await asyncio.wait((posted, delivering), return_when=asyncio.FIRST_COMPLETED)
    posted.cancel()
    await asyncio.gather(posted, return_exceptions=True)


def gather(slack: SlackStandIn, discord: DiscordStandIn, count: int) -> Sequence[Member]:
    """Return people who are in Slack and in Discord by turns."""
    team, home = slack.workspace("T1"), discord.server("Home")
    return [
        DiscordMember(discord.person(f"person{number}", home))
        if number % 2
        else SlackMember(team.person(f"U{number:06d}"))
        for number in range(count)
    ]


def _rough(
    slack: SlackStandIn, discord: DiscordStandIn, chance: Random, nudges: int
) -> tuple[Weather[SlackFault], Weather[DiscordFault]]:
    """Let the weather be rough from now on."""
    often = max(nudges // CLOSES, 2)
    in_slack = Weather(
        SlackFault, "chat.postMessage", "conversations.history", chance, SHARE, often
    )
    in_discord = Weather(DiscordFault, "create_message", "get_messages", chance, SHARE, often)
    slack.state.faults.weather = in_slack.befall
    discord.state.faults.weather = in_discord.befall
    return in_slack, in_discord


def _ends(journey: Journey, seen: Mapping[str, int], member: Member) -> set[NudgeState]:
    """Return how what was owed at first ended; what is said to be sent and was not seen is not."""
    owed = [one for one in journey.nudges if one.due <= BACK and one.key.kind not in SOFT]
    return {
        NudgeState.PLANNED
        if one.state is NudgeState.SENT and not seen[member.mark(one.batch)]
        else one.state
        for one in owed
    }


async def _is_told(store: SqlStore, library: Library, member: Member, now: datetime) -> bool:
    """Say whether somebody is told at their next contact that something did not reach them."""
    house = build(store, Outboxes({}), lambda: now, fresh_id, Random(), library)
    said = Inbound(f"next-{member.address.user}", member.address, Said("what's next"))
    reply = await house.conversation.handle(said)
    return library.words_in("en")("nudge.missed") in read(*heard(reply))
