"""A small web server of its own for whoever looks after the program: figures, and whether it is well."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.metrics import CONTENT_TYPE
from bot.errors import SettingsError, StoreError

log = logging.getLogger(__name__)


class Monitor:
    """Answers `/metrics`, `/health` and `/ready`; nothing personal, and no way to change anything.

    Args:
        host, port: Where it listens.
        write: Returns the figures as Prometheus reads them.
        is_ready: Says whether people can be answered: a platform is connected, and the store in reach.
    """

    def __init__(
        self,
        host: str,
        port: int,
        write: Callable[[], Awaitable[bytes]],
        is_ready: Callable[[], Awaitable[bool]],
    ) -> None:
        self._host, self._port = host, port
        self._write = write
        self._is_ready = is_ready
        self._runner: web.AppRunner | None = None

    async def open(self) -> None:
        """Listen.

        Raises:
            SettingsError: Somebody else listens there already, or it is no address of this machine.
        """
        app = web.Application()
        app.router.add_get("/metrics", self._metrics)
        app.router.add_get("/health", self._health)
        app.router.add_get("/ready", self._ready)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            raise SettingsError(
                f"METRICS_HOST and METRICS_PORT: {self._host}:{self._port} cannot be listened on:"
                f" {error.strerror}"
            ) from None

    async def close(self) -> None:
        """Let nobody in any more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _metrics(self, _: web.Request) -> web.Response:
        try:
            figures = await self._write()
        except StoreError as error:
            log.warning("no figures, the store is out of reach: %s", error)
            return web.Response(status=503)
        return web.Response(body=figures, headers={"Content-Type": CONTENT_TYPE})

    async def _health(self, _: web.Request) -> web.Response:
        return web.Response(text="well")

    async def _ready(self, _: web.Request) -> web.Response:
        return web.Response(text="ready") if await self._is_ready() else web.Response(status=503)
