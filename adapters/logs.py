"""What the running program logs: lines for people, or JSON for machines, and nothing personal in either."""

import logging
from typing import Literal

VENDORS = ("apscheduler", "sqlalchemy", "aiohttp", "slack_bolt", "slack_sdk", "discord")
"""Libraries held to warnings: below them they repeat what people wrote."""


def begin_log(level: str, how: Literal["text", "json"]) -> None:
    """Log to standard error from now on.

    Args:
        level: From which level on.
        how: A line of words, or of JSON with time (UTC), level, logger and event.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(
        _json() if how == "json" else logging.Formatter("%(levelname)s %(name)s: %(message)s")
    )
    handler.addFilter(_without_traceback)
    logging.basicConfig(level=level, handlers=[handler])
    for noisy in VENDORS:
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _json() -> logging.Formatter:
    # Not imported where nobody asks for it.
    from structlog import processors, stdlib  # noqa: PLC0415

    return stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            stdlib.add_log_level,
            stdlib.add_logger_name,
            processors.TimeStamper(fmt="iso", utc=True),
            processors.format_exc_info,
        ],
        processors=[stdlib.ProcessorFormatter.remove_processors_meta, processors.JSONRenderer()],
    )


def _without_traceback(record: logging.LogRecord) -> bool:
    """Let of a vendor's line about an error only its kind and place through.

    The line may repeat the error's words, and the traceback what a person wrote: an address with its ticket,
    a request with its body.
    """
    if record.exc_info and record.name.partition(".")[0] in VENDORS:
        kind = record.exc_info[0]
        where = f"{record.module}.{record.funcName}"
        record.msg, record.args = f"{kind.__name__ if kind else 'an error'} in {where}", ()
        record.exc_info, record.exc_text = None, None
    return True
