"""The environment and `.env`, read once into frozen settings."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["text", "json"]
SlackMode = Literal["socket", "http"]


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
    forgotten: str = Field("", alias="AFTERVIEW_FORGOTTEN")
    log_level: LogLevel = Field("WARNING", alias="AFTERVIEW_LOG_LEVEL")
    log_format: LogFormat = Field("text", alias="AFTERVIEW_LOG_FORMAT")

    metrics_host: str = Field("127.0.0.1", alias="METRICS_HOST")
    metrics_port: int = Field(0, alias="METRICS_PORT", ge=0, le=65535)

    host: str = Field("127.0.0.1", alias="HOST")
    port: int = Field(3000, alias="PORT", ge=1, le=65535)
    public_url: str = Field("", alias="PUBLIC_URL")

    slack_mode: SlackMode = Field("socket", alias="SLACK_MODE")
    slack_bot_token: SecretStr = Field(SecretStr(""), alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr = Field(SecretStr(""), alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr = Field(SecretStr(""), alias="SLACK_SIGNING_SECRET")
    slack_client_id: str = Field("", alias="SLACK_CLIENT_ID")
    slack_client_secret: SecretStr = Field(SecretStr(""), alias="SLACK_CLIENT_SECRET")
    slack_command: str = Field("/interview", alias="SLACK_COMMAND")
    slack_api_url: str = Field("https://slack.com/api/", alias="SLACK_API_URL")

    discord_token: SecretStr = Field(SecretStr(""), alias="DISCORD_TOKEN")
    discord_application_id: str = Field("", alias="DISCORD_APPLICATION_ID")
    discord_shards: str = Field("", alias="DISCORD_SHARDS")
    discord_api_url: str = Field("https://discord.com/api/v10", alias="DISCORD_API_URL")
    discord_gateway_url: str = Field("", alias="DISCORD_GATEWAY_URL")

    @field_validator("database_url")
    @classmethod
    def _is_known_kind(cls, url: str) -> str:
        if url and not re.match(r"sqlite:///|postgres(ql(\+psycopg)?)?://", url):
            raise ValueError(
                "allowed are sqlite:///PATH and postgresql://USER:PASSWORD@HOST/DATABASE"
            )
        return url

    @field_validator("public_url", "slack_api_url", "discord_api_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        if url and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", url):
            raise ValueError("allowed is an address like https://afterview.example.org")
        return url

    @field_validator("slack_command")
    @classmethod
    def _is_command(cls, command: str) -> str:
        if not re.fullmatch(r"/[a-z0-9_-]{1,31}", command):
            raise ValueError("allowed is / and up to 31 of a-z, 0-9, _ and -, like /interview")
        return command

    @field_validator("discord_application_id")
    @classmethod
    def _is_number(cls, id: str) -> str:
        if not re.fullmatch(r"[0-9]{0,20}", id):
            raise ValueError("allowed is a number like 1234567890123456789")
        return id

    @field_validator("discord_shards")
    @classmethod
    def _is_range(cls, shards: str) -> str:
        found = re.fullmatch(r"([0-9]{1,5})(?:-([0-9]{1,5}))?/([0-9]{1,5})", shards)
        if shards and not (found and int(found[1]) <= int(found[2] or found[1]) < int(found[3])):
            raise ValueError("allowed is FIRST-LAST/ALL, counted from 0, like 0-3/16")
        return shards

    @field_validator("discord_gateway_url")
    @classmethod
    def _is_socket(cls, url: str) -> str:
        if url and not re.fullmatch(r"wss?://[^\s/?#]+(/[^\s?#]*)?", url):
            raise ValueError("allowed is an address like wss://gateway.discord.gg")
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
    found = "something" if name in _SECRET else repr(_without_password(error["input"]))
    allowed = error["msg"].removeprefix("Value error, ")
    return f"{name}: found {found}; {allowed}"


def _without_password(found: object) -> object:
    return re.sub(r"(?<=://)[^/@]*@", "…@", found) if isinstance(found, str) else found


_SECRET = frozenset(
    str(field.alias) for field in Settings.model_fields.values() if field.annotation is SecretStr
)
"""Settings whose value is repeated nowhere."""
