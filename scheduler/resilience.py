"""Work that is done again and again: what goes wrong once is reported, and does not end it."""

import logging
from collections.abc import Awaitable, Callable

from bot.errors import StoreError

log = logging.getLogger(__name__)


async def survive(work: Callable[[], Awaitable[None]]) -> None:
    """Do some work; what goes wrong is reported, and the next beat tries again."""
    try:
        await work()
    except StoreError as error:
        log.error("the store is out of reach, the next beat tries again: %s", error)  # noqa: TRY400 - no traceback
    except Exception as error:  # noqa: BLE001 - the loop never dies
        log.error(  # noqa: TRY400 - a traceback would show what the person wrote
            "a look failed, the next beat tries again: %s", type(error).__name__
        )
