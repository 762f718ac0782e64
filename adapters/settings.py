"""The environment and `.env`, read once into frozen settings."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Settings(BaseSettings):
    """Every setting; `.env.example` explains them."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    database_url: str = Field("", alias="DATABASE_URL")
    key: SecretStr = Field(SecretStr(""), alias="AFTERVIEW_KEY")
    log_level: LogLevel = Field("WARNING", alias="AFTERVIEW_LOG_LEVEL")

    @field_validator("database_url")
    @classmethod
    def _is_known_kind(cls, url: str) -> str:
        if url and not url.startswith("sqlite:///"):
            raise ValueError("allowed is sqlite:///PATH")
        return url

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the environment, and a `.env` file where there is one.

    Args:
        env_file: The file; None reads the environment alone.

    Raises:
        SettingsError: A value cannot be used; names the setting, what was found and what is allowed.
    """
    try:
        return Settings(_env_file=env_file)  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        raise SettingsError("; ".join(_explain(one) for one in error.errors())) from None
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{env_file}: {error.reason} at byte {error.start}; allowed is UTF-8"
        ) from None
    except OSError as error:
        raise SettingsError(f"{env_file}: cannot be read: {error.strerror}") from None


def _explain(error: ErrorDetails) -> str:
    name = str(error["loc"][0])
    found = "something" if name == "AFTERVIEW_KEY" else repr(_without_password(error["input"]))
    allowed = error["msg"].removeprefix("Value error, ")
    return f"{name}: found {found}; {allowed}"


def _without_password(found: object) -> object:
    return re.sub(r"(?<=://)[^/@]*@", "…@", found) if isinstance(found, str) else found
