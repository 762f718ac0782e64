"""Slack and Discord take nothing for ten minutes while many people are owed a message, and two processes find out.

Neither process knows of the other, and neither is told what the other was told: each has to learn it by itself.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from bot.library import load_library
from scheduler.clockwork import BEAT
from tests.crash.owed import BACK, owe
from tests.crash.processes import Steered
from tests.crash.result import copies
from tests.crash.storm import gather
from tests.wire.discord.faults import Fault as DiscordFault
from tests.wire.discord.running import settings as discord_settings
from tests.wire.discord.server import DiscordStandIn
from tests.wire.slack.faults import Fault as SlackFault
from tests.wire.slack.running import socket_mode
from tests.wire.slack.server import SlackStandIn

CLOSED_FOR = timedelta(minutes=10)
F = TypeVar("F")

SLACK_POSTS = ("chat.postMessage",)
DISCORD_POSTS = ("create_dm", "create_message", "get_messages")


@dataclass(frozen=True)
class Closed:
    """What became of the messages.

    Args:
        in_slack, in_discord: Calls made while nobody might post.
        learned: How many tries the process that had the fewest left for later.
        missing: People who had no message at the end.
        doubled: Copies beyond the first.
        later: Seconds after it was over by which everybody had theirs; on a busy machine somebody waits once more,
            for a post takes longer than anybody waits for it here.
    """

    in_slack: int
    in_discord: int
    learned: int
    missing: int
    doubled: int
    later: float


async def close(url: str, people: int, told: timedelta, processes: int = 2) -> Closed:
    """Let nobody post for ten minutes, and see how often it is tried, and what arrives afterwards.

    Args:
        url: Of a database that is empty or not there yet.
        people: How many are owed a message, in Slack and Discord by turns.
        told: The longest time for which the platforms ask at once; less than ten minutes is not all of it.
        processes: How many deliver.
    """
    key = new_key()
    library, store = load_library(), open_store(url, load_keys(key))
    async with SlackStandIn() as slack, DiscordStandIn() as discord:
        discord.rates.per_second = None
        members = gather(slack, discord, people)
        await owe(store, library, [one.address for one in members])
        time = _Time(BACK)
        slack.state.faults.weather = _door(SlackFault, SLACK_POSTS, time, told)
        discord.state.faults.weather = _door(
            DiscordFault, DISCORD_POSTS, time, told, scope="global"
        )
        settings = socket_mode(slack, slack.state.workspaces["T1"]) | discord_settings(discord)
        workers = [Steered(url, key, settings) for _ in range(processes)]
        counts = [Counter[str]() for _ in workers]
        calls: tuple[Counter[str], Counter[str]] = Counter(), Counter()
        paced, missing = 0, people
        while missing and time.now < BACK + 2 * CLOSED_FOR:
            if time.now < BACK + CLOSED_FOR:
                counts = await _round(workers, time.now)
                calls = slack.calls.copy(), discord.calls.copy()
                paced = min(one["paced"] for one in counts)
            else:
                await _round(workers, time.now)
            missing = sum(not one.seen() for one in members)
            time.now += BEAT
            slack.clock.advance(BEAT.total_seconds())
            discord.clock.advance(BEAT.total_seconds())
        for one in workers:
            await one.end()
        await store.close()
        assert slack.breaches == discord.breaches == [], (slack.breaches, discord.breaches)
    doubled, _ = copies(count for one in members for count in one.seen().values())
    return Closed(
        sum(calls[0][name] for name in SLACK_POSTS),
        sum(calls[1][name] for name in DISCORD_POSTS),
        paced,
        missing,
        doubled,
        (time.now - BEAT - BACK - CLOSED_FOR).total_seconds(),
    )


@dataclass
class _Time:
    now: datetime


async def _round(workers: list[Steered], now: datetime) -> list[Counter[str]]:
    return list(await asyncio.gather(*(one.deliver(now) for one in workers)))


def _door(
    fault: Callable[..., F], posts: tuple[str, ...], time: _Time, told: timedelta, **more: str
) -> Callable[[str], F | None]:
    """Return what turns away every call that has to do with posting, until it is time."""

    def befall(call: str) -> F | None:
        left = BACK + CLOSED_FOR - time.now
        if call not in posts or left <= timedelta():
            return None
        return fault("ratelimited", retry_after=int(min(left, told).total_seconds()), **more)

    return befall
