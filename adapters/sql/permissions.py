"""What this user may do with the database file, asked without touching it."""

import os
from pathlib import Path

from bot.errors import StoreError


def is_there(path: Path) -> bool:
    """Say whether there is a database file with something in it, which this user may read and write.

    Raises:
        StoreError: Nobody can say; or this user may not save anything in it.
    """
    try:
        if not path.stat().st_size:
            return False
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be looked at: {error.strerror}. {_HINT}"
        ) from None
    # SQLite keeps a log beside the file.
    for one, needed in ((path.parent, os.W_OK | os.X_OK), (path, os.R_OK | os.W_OK)):
        if not os.access(one, needed):
            raise StoreError(
                f"The database {path} is of no use to this user, {_name(os.geteuid())}: {one} belongs to"
                f" {_name(one.stat().st_uid)} and may not be written to. {_HINT}"
            )
    return True


_HINT = "Do this as the user who runs the bot, or give the file and its folder to that user (chown, chmod)."


def _name(user: int) -> str:
    # Not on every system that Python runs on.
    import pwd  # noqa: PLC0415

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"number {user}"
