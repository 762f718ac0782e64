"""Where a single person's store and key live, when nothing else is said."""

import os
from pathlib import Path

from adapters.settings import Settings, load_settings
from adapters.sql.crypto import new_key
from adapters.sql.urls import read_url
from bot.errors import SettingsError, StoreError

KEY_FILE = "afterview.key"
DATABASE = "afterview.db"
FORGOTTEN = ".forgotten"
"""How the list of who was erased ends; it is called like the database file it lies beside."""


def data_folder() -> Path:
    """Return the folder for a person's data (XDG base directories), made for them alone."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "afterview"


def store_url(settings: Settings, db: str) -> str:
    """Return the store to open: as told, as set, else a file in the data folder."""
    told = db or settings.database_url
    if told:
        return told
    folder = data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be made: {error.strerror}; set DATABASE_URL to another place"
        ) from error
    return f"sqlite:///{folder / DATABASE}"


def keys_for(url: str, settings: Settings | None = None) -> str:
    """Return the keys of a store: from the environment, else from the file beside the database file.

    A file that is not there is made, but never beside a database that exists: that one has a key
    already, and a new one could not read it.

    Raises:
        SettingsError: The database is there and its key is not, or it lies on a server and no key was set.
        StoreError: The URL names no database we can use, or the file cannot be read or made.
    """
    settings = settings or load_settings()
    database = read_url(url)
    told = settings.key.get_secret_value()
    if told:
        return told
    if not isinstance(database, Path):
        # The key of a server's database lies with those who run it, not on whichever machine came first.
        raise SettingsError(
            "AFTERVIEW_KEY: found none; allowed is the key of the database, as `afterview key` makes one"
        )
    file = database.parent / KEY_FILE
    try:
        if file.exists():
            return file.read_text("ascii").strip()
        if database.exists() and database.stat().st_size:
            raise SettingsError(
                f"AFTERVIEW_KEY: found none, and no {file}; allowed is the key {database} was made with"
            )
        key = new_key()
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
            made.write(key + "\n")
    except FileExistsError:
        return file.read_text("ascii").strip()
    except OSError as error:
        raise StoreError(f"{file} cannot be used: {error.strerror}") from error
    return key


def forgotten_path(url: str, settings: Settings, db: str = "") -> Path:
    """Return where it is noted who was erased: as set, else beside the database file or in the data folder.

    A database named by hand has a list of its own: who was erased in one is still there in another.

    Args:
        url: The store.
        settings: May name another file.
        db: The store as it was named by hand; empty for the one that is set.

    Raises:
        StoreError: The URL names no database we can use.
    """
    if settings.forgotten and db in ("", settings.database_url):
        return Path(settings.forgotten)
    database = read_url(url)
    if isinstance(database, Path):
        return database.with_suffix(FORGOTTEN)
    return (data_folder() / DATABASE).with_suffix(FORGOTTEN)
