"""`afterview`: talk to it here, or play a script."""

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from bot.errors import AfterviewError

NOT_STARTED = 2
INTERRUPTED = 130
"""What shells report of a program ended by Ctrl-C."""

app = App(
    name="afterview", help="A companion for the days after a job interview.", version_flags=[]
)


@app.command
def chat(*, db: str = "") -> int:
    """Talk to Afterview in this terminal.

    Args:
        db: Where to keep everything, for example sqlite:///afterview.db.
    """
    from adapters.terminal.chat import chat as start

    return start(db)


@app.command
def play(
    file: Path,
    /,
    *more: Path,
    db: str = "",
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
    seed: int | None = None,
) -> int:
    """Play conversation scripts in virtual time.

    Exit status 0: all ran to their end; 1: something expected was not said; 2: a line could not be
    carried out.

    Args:
        file: The script; docs/reference/play.md explains its language.
        more: Other scripts, played one after another.
        db: Play against this store instead of a fresh one for each script.
        as_json: Print one line of JSON for everything said.
        seed: Seed of chance.
    """
    from adapters.player.play import SEED
    from adapters.player.run import play as run
    from adapters.terminal.home import keys_for

    key = keys_for(db) if db else ""
    chance = SEED if seed is None else seed
    return max(
        run(one, print, as_json=as_json, seed=chance, url=db, key=key) for one in (file, *more)
    )


@app.command
def run(*, only: Literal["slack", "discord", "nudges", "web"] | None = None) -> int:
    """Run on every platform that has a token in the environment or in .env, until told to stop.

    Args:
        only: Do one thing in this process and leave the rest to others on the same PostgreSQL
            database: answer in Slack, answer in Discord, deliver nudges to both, or serve whatever
            is reached over HTTP.
    """
    from adapters.roles import Role
    from adapters.service import run as start

    return start(only and Role(only))


@app.command
def doctor(*, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False) -> int:
    """Look the set-up over, change nothing, and say what is broken and what to do.

    Exit status 0: nothing is broken; 1: something is.

    Args:
        as_json: Print one line of JSON for everything looked at.
    """
    from adapters.doctor import doctor as examine

    return examine(as_json=as_json)


@app.command
def erase(
    platform: Literal["slack", "discord", "terminal"],
    user: str,
    /,
    *,
    team: str | None = None,
    db: str = "",
    yes: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Erase everything that is kept of one person, beside a running bot.

    Exit status 0: they are erased; 1: nobody was.

    Args:
        platform: Where they talk to Afterview.
        user: Their id there: U0123ABCD in Slack, a long number in Discord, me in the terminal.
        team: The id of their Slack workspace, where one id is several people.
        db: Which store, for example sqlite:///afterview.db; else the one that is set.
        yes: Do not ask once more.
    """
    from adapters.erasing import erase as start

    return start(platform, user, team, db, sure=yes)


@app.command
def slack_manifest() -> int:
    """Print the manifest of the Slack app, to be pasted at api.slack.com/apps."""
    from adapters.settings import load_settings
    from adapters.slack.manifest import manifest, write_manifest

    settings = load_settings()
    made = manifest(settings.slack_command, settings.slack_mode, settings.public_url)
    print(write_manifest(made), end="")
    return 0


@app.command
def discord_invite() -> int:
    """Print the links that add the bot to a Discord server, or to yourself alone."""
    from adapters.discord.invite import invite_links
    from adapters.settings import load_settings

    server, alone = invite_links(load_settings())
    print(f"To a server:  {server}\nTo yourself:  {alone}")
    return 0


@app.command
def key() -> int:
    """Print a new key for AFTERVIEW_KEY."""
    from adapters.sql.crypto import new_key

    print(new_key())
    return 0


@app.command
def rekey(*, db: str = "") -> int:
    """Encrypt everything anew with the first key of AFTERVIEW_KEY, so that the others may go.

    May be run beside the bot, stopped at any time, and run again. Exit status 0: all is done; 1:
    something was found that no key opens.

    Args:
        db: Which store, for example sqlite:///afterview.db; else the one that is set.
    """
    from adapters.rekeying import rekey as start

    return start(db)


@app.command
def version() -> int:
    """Print the version."""
    from importlib.metadata import version as installed

    print(f"afterview {installed('afterview')}")
    return 0


def main() -> None:
    """Run the command line; what Afterview can explain is one line, not a traceback."""
    try:
        status = app(exit_on_error=False)
        sys.stdout.flush()
    except CycloptsError:
        # What is wrong with the command line has been said by now.
        status = NOT_STARTED
    except AfterviewError as error:
        sys.stderr.write(f"afterview: {error}\n")
        status = NOT_STARTED
    except BrokenPipeError:
        # Whoever read along has left, as `head` does; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = NOT_STARTED
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)
