"""The stand-in itself: Discord's addresses on loopback."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Self, TypeVar

from aiohttp import web

from tests.wire.clock import Clock
from tests.wire.discord.application import Application
from tests.wire.discord.faults import Fault, How, Scope
from tests.wire.discord.gateway import Gateway
from tests.wire.discord.payloads import describe_guild
from tests.wire.discord.people import Person, make_person
from tests.wire.discord.rates import Rates
from tests.wire.discord.records import DM, GROUP, TEXT, THREAD, Channel, Guild, Trouble
from tests.wire.discord.rest import Rest
from tests.wire.discord.state import Call, State

T = TypeVar("T")


class DiscordStandIn:
    """Discord on loopback, with one app.

    Args:
        clock: Against which people's acts and interaction tokens run out; `Clock(lambda: 0.0)` stands still
            until it is advanced.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.state = State(clock or Clock())
        self.clock = self.state.clock
        self.pace = self.state.pace
        self.gateway = Gateway(self.state)
        self.state.gateway = self.gateway
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        rest = Rest(self.state)
        app.add_routes(
            [
                web.route("*", "/api/{version}/{rest:.*}", rest.answer),
                web.get("/gateway/", self.gateway.take),
                web.get("/gateway/resume/", self.gateway.take),
                web.get("/attachments/{channel}/{file}/{name}", rest.attachment),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.state.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.state.stop()
        self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()
        # The transports of connections that were cut are closed in the loop's next turn.
        await asyncio.sleep(0)

    # Where it is, and with which secrets

    @property
    def url(self) -> str:
        """What DISCORD_API_URL is set to."""
        return f"{self.state.base}/api/v10"

    @property
    def gateway_url(self) -> str:
        """What DISCORD_GATEWAY_URL is set to."""
        return self.gateway.url

    @property
    def app(self) -> Application:
        """The app: `id`, `token`, `commands`, `syncs`, `privileged`."""
        return self.state.app

    # Who is there

    def server(self, name: str = "Home", *, bot_is_in: bool = True, locale: str = "en-US") -> Guild:
        """A server."""
        guild = Guild(self.state.ids.new(), name, locale, bot_is_in)
        self.state.guilds[guild.id] = guild
        self.channel(guild, "general")
        return guild

    def channel(self, guild: Guild, name: str) -> Channel:
        """A channel of a server by its name, new where there is none."""
        for one in guild.channels.values():
            if one.name == name:
                return one
        channel = Channel(self.state.ids.new(), TEXT, name, guild)
        guild.channels[channel.id] = channel
        self.state.channels[channel.id] = channel
        return channel

    def thread(self, channel: Channel, name: str) -> Channel:
        """A thread below a channel, which everybody there reads."""
        thread = Channel(self.state.ids.new(), THREAD, name, channel.guild)
        self.state.channels[thread.id] = thread
        return thread

    def person(
        self,
        name: str,
        *guilds: Guild,
        locale: str = "en-US",
        installed: bool = False,
    ) -> Person:
        """Somebody, in these servers; with `installed` they added the app to themselves."""
        person = make_person(
            self.state, self.state.ids.new(), name, locale=locale, installed=installed
        )
        for guild in guilds:
            person.join(guild)
        return person

    def private_channel(self, *people: Person) -> Channel:
        """Direct messages between two people, or a group, without the app."""
        kind = DM if len(people) == 2 else GROUP
        channel = Channel(self.state.ids.new(), kind, people=list(people))
        self.state.channels[channel.id] = channel
        return channel

    def add_bot(self, guild: Guild) -> None:
        """Let somebody add the app to a server."""
        guild.bot_is_in = True
        self.gateway.dispatch("GUILD_CREATE", describe_guild(self.app, guild), guild.id, intent=1)

    def remove_bot(self, guild: Guild) -> None:
        """Let somebody throw the app out of a server."""
        self.gateway.dispatch("GUILD_DELETE", {"id": guild.id}, guild.id, intent=1)
        guild.bot_is_in = False

    # The app's connections

    async def ready(self, shards: int = 1, seconds: float = 20) -> None:
        """Wait until the app has that many sessions that are connected."""
        await self.wait_for(lambda: len(self.gateway.ready) >= shards, seconds)

    async def synced(self, count: int = 1, seconds: float = 20) -> None:
        """Wait until the app's commands were set that often."""
        await self.wait_for(lambda: self.app.syncs >= count, seconds)

    # What goes wrong

    def fail(
        self,
        endpoint: str,
        how: How,
        *,
        times: int = 1,
        retry_after: float = 1.0,
        scope: Scope = "user",
        seconds: float = 0.0,
        code: int = 50001,
    ) -> None:
        """Let the next calls of an endpoint fail; `*` means any. See `Fault`."""
        self.state.faults.plan(endpoint, Fault(how, retry_after, scope, seconds, code), times)

    @property
    def rates(self) -> Rates:
        """How fast the app may be: `buckets` by endpoint, and `per_second` in all."""
        return self.state.rates

    # What was

    @property
    def calls(self) -> Counter[str]:
        """How often each endpoint was called."""
        return self.state.calls

    @property
    def log(self) -> list[Call]:
        """Every call with what it sent and its answer."""
        return self.state.log

    @property
    def breaches(self) -> list[str]:
        """Every payload that went over a limit; a test ends with none."""
        return self.state.breaches

    @property
    def troubles(self) -> list[Trouble]:
        """Everything people were told went wrong."""
        return self.state.troubles

    @property
    def invalid_answers(self) -> int:
        """How many calls got 401, 403 or 429: 10,000 in ten minutes ban the address."""
        return self.state.invalid_answers

    async def wait_for(self, look: Callable[[], T], seconds: float = 20) -> T:
        """Wait until something is so, and give it."""
        return await self.state.news.wait_for(
            look,
            seconds,
            lambda: f"calls {dict(self.calls)}, troubles {self.troubles}, breaches {self.breaches}",
        )
