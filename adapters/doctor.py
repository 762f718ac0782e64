"""`afterview doctor`: looks a whole set-up over, changes nothing, and says what to do."""

import asyncio
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import TZPATH

import tzdata

from adapters.bootstrap import system_clock
from adapters.discord.checkup import examine_discord
from adapters.finding import Finding, Level, broken, look, ok
from adapters.settings import Settings, load_settings
from adapters.slack.checkup import examine_slack
from adapters.sql.crypto import load_keys
from adapters.sql.forgotten import SETTING as FORGOTTEN
from adapters.sql.forgotten import can_write, read_lines
from adapters.sql.inspection import SOON, Inspection, looking
from adapters.sql.schema import HEAD
from adapters.sql.urls import read_url, shown
from adapters.terminal.home import DATABASE, KEY_FILE, data_folder, forgotten_path
from bot.errors import AfterviewError, SettingsError

OFF_BY_MUCH = timedelta(minutes=5)
"""From here on Slack's signatures look forged or too old."""
OFF_BY_SOME = timedelta(seconds=30)
FOR_LONG = timedelta(hours=1)
"""Nobody delivers."""


def doctor(*, as_json: bool = False) -> int:
    """Look everything over, print a line for each, and return the exit status: 1 if something is broken."""
    found = asyncio.run(examine())
    for one in found:
        line = {"what": one.what, "level": one.level.value, "says": one.says}
        sys.stdout.write(
            json.dumps(line, ensure_ascii=False) + "\n"
            if as_json
            else f"{one.level.value:<7} {one.what}: {one.says}\n"
        )
    return int(any(one.level is Level.BROKEN for one in found))


async def examine() -> list[Finding]:
    """Return everything that was found, in the order in which it is best put right."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return [broken("settings", str(error))]
    now = system_clock()
    found = [ok("settings", "all can be used")]
    stored, server_clock = await asyncio.to_thread(_examine_store, settings, now)
    found += stored
    found.append(_judge_forgotten(settings))
    found.append(_judge_zones(now.year))
    (slack, slack_clock), (discord, discord_clock) = await asyncio.gather(
        examine_slack(settings), examine_discord(settings)
    )
    clocks = {"Slack": slack_clock, "Discord": discord_clock, "the database": server_clock}
    found.append(judge_clock(system_clock(), [(name, at) for name, at in clocks.items() if at]))
    found += slack + discord
    if not slack and not discord:
        found.append(
            look("platforms", "none is set up; docs/how-to/slack.md and discord.md say how")
        )
    return found


def judge_clock(now: datetime, clocks: Iterable[tuple[str, datetime]]) -> Finding:
    """Return how far this machine's clock is from others.

    Args:
        now: This machine's.
        clocks: Whose, and what it showed just now.
    """
    away = [(now - at, name) for name, at in clocks]
    if not away:
        return look("clock", "nobody to compare it with; make sure that this machine keeps time")
    off, name = max(away, key=lambda one: abs(one[0]))
    seconds = abs(off.total_seconds())
    says = f"{seconds:.0f} s {'ahead of' if off > timedelta() else 'behind'} {name}"
    if abs(off) > OFF_BY_MUCH:
        return broken(
            "clock", f"{says}; set it right (NTP), or Slack's signatures are refused as too old"
        )
    if abs(off) > OFF_BY_SOME:
        return look("clock", f"{says}; let it be set by NTP")
    return ok("clock", f"agrees with {', '.join(one for _, one in away)}")


def _url(settings: Settings) -> str:
    return settings.database_url or f"sqlite:///{data_folder() / DATABASE}"


def _examine_store(settings: Settings, now: datetime) -> tuple[list[Finding], datetime | None]:
    url = _url(settings)
    found: list[Finding] = []
    clock: datetime | None = None
    try:
        with looking(url) as store:
            if store is None:
                return [_judge_missing(url, settings)], None
            found.append(ok("database", f"{shown(url)}, {store.program()}"))
            clock = store.clock()
            version = store.schema()
            found.append(_judge_schema(version))
            if version == HEAD:
                found.append(_judge_key(store, url, settings))
                found.extend(_judge_backlog(store, now))
    except AfterviewError as error:
        found.append(broken("database", str(error)))
    return found, clock


def _judge_missing(url: str, settings: Settings) -> Finding:
    folder = Path(shown(url)).parent
    if settings.database_url and not folder.is_dir():
        # Only our own folder is made by the start.
        return broken("database", f"DATABASE_URL: there is no folder {folder}; make it")
    return look("database", f"{shown(url)} is not there yet; the start makes it")


def _judge_forgotten(settings: Settings) -> Finding:
    try:
        path = forgotten_path(_url(settings), settings)
        noted = len(read_lines(path))
    except AfterviewError as error:
        return broken("forgotten", str(error))
    if not can_write(path):
        return broken(
            "forgotten",
            f"{path} cannot be written to; members who are erased now would be back with an older copy of"
            f" the database. Let the program write there, or name another file in {FORGOTTEN}",
        )
    return ok("forgotten", f"{path}, {noted} noted" if noted else f"{path}, nobody noted yet")


def _judge_schema(version: str | None) -> Finding:
    if version is None:
        return look("schema", "there are no tables yet; the start makes them")
    if version < HEAD:
        return look("schema", f"it is at {version}; the next start brings it to {HEAD}")
    if version > HEAD:
        return broken(
            "schema",
            f"it is at {version}, a newer release's; this one knows {HEAD}. Start the newer release",
        )
    return ok("schema", f"up to date ({HEAD})")


def _judge_key(store: Inspection, url: str, settings: Settings) -> Finding:
    try:
        told = settings.key.get_secret_value() or _key_beside(url)
        if told:
            count = store.check_keys(load_keys(told))
            if count > 1:
                return look(
                    "key",
                    f"the database needs {count}; `afterview rekey` encrypts everything with the"
                    " first one, so that the others may go",
                )
            return ok("key", f"fits the database, which needs {count}" if count else "can be used")
        if not store.needs_key():
            return look("key", "there is none yet; `afterview key` prints one for AFTERVIEW_KEY")
    except AfterviewError as error:
        return broken("key", str(error))
    except OSError as error:
        return broken("key", f"{KEY_FILE} cannot be read: {error.strerror}")
    return broken(
        "key",
        "AFTERVIEW_KEY: found none; without the key nobody can read what lies in the database",
    )


def _key_beside(url: str) -> str:
    place = read_url(url)
    file = place.parent / KEY_FILE if isinstance(place, Path) else None
    return file.read_text("ascii").strip() if file is not None and file.exists() else ""


def _judge_backlog(store: Inspection, now: datetime) -> Iterator[Finding]:
    stands = store.backlog(now, SOON)
    if stands.oldest is None:
        yield ok("nudges", "none is overdue")
    else:
        late = now - stands.oldest
        says = f"{stands.overdue} overdue, the oldest since {stands.oldest:%Y-%m-%d %H:%M} UTC"
        if late > FOR_LONG:
            yield broken(
                "nudges", f"{says}; is `afterview run`, or `--only nudges`, running and connected?"
            )
        else:
            yield look("nudges", f"{says}; look again in some minutes")
    if stands.undelivered:
        yield look(
            "undelivered",
            f"{stands.undelivered}; these people are told at their next word, nothing is to be done",
        )
    else:
        yield ok("undelivered", "none")
    if stands.lease is None:
        yield ok("leases", "none is held")
    elif stands.lease < now - SOON:
        yield look(
            "leases",
            f"the oldest ended {stands.lease:%Y-%m-%d %H:%M} UTC and was not taken over;"
            " a process that delivers does so",
        )
    else:
        yield ok("leases", f"the oldest ends {stands.lease:%Y-%m-%d %H:%M} UTC")


def _judge_zones(year: int) -> Finding:
    version, where = _zone_data()
    says = f"{version} from {where}"
    found = re.match(r"\d{4}", version)
    if found is None:
        return look("zone data", f"{where} does not say how old it is; keep tzdata up to date")
    if int(found[0]) < year - 1:
        return look(
            "zone data", f"{says} is old; update the system's tzdata, clocks may have moved"
        )
    return ok("zone data", says)


def _zone_data() -> tuple[str, str]:
    """Return the version of the zone data that Python reads, and where it lies."""
    for folder in map(Path, TZPATH):
        if (folder / "Europe").is_dir():
            for name, pattern in (("+VERSION", r"(\d{4}\w+)"), ("tzdata.zi", r"# version (\S+)")):
                if (folder / name).is_file():
                    with (folder / name).open(encoding="utf-8", errors="replace") as file:
                        told = re.match(pattern, file.readline())
                    if told:
                        return told[1], str(folder)
            return "", str(folder)
    return tzdata.IANA_VERSION, "the package tzdata"
