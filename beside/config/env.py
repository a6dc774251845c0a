"""Every setting that comes from the environment: typed, and checked before anything starts.

Each may also be read from a file: ``BESIDE_MAIL_PASSWORD_FILE=/run/secrets/mail``.
Documented for operators in docs/settings.md; a test keeps the two in step.
"""

import os
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AliasChoices, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Environment(BaseSettings):
    """What the operator may set."""

    model_config = SettingsConfigDict(env_prefix="BESIDE_", extra="ignore", env_ignore_empty=True)

    data: Path = Field(default=Path("data"), description="Folder for the database, secrets and files.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    mode: Literal["local", "production"] = Field(
        default="local", description="`production` refuses to start on unsafe settings."
    )
    debug: bool = Field(default=False, description="Shows errors in pages and the style guide. Never for real people.")
    url: str = Field(default="", description="Where people reach the service, like https://beside.example.org.")
    database_url: str = Field(
        default="",
        validation_alias=AliasChoices("BESIDE_DATABASE_URL", "DATABASE_URL"),
        description="postgresql://name:password@host:5432/database; empty for SQLite in the data folder.",
    )
    redis_url: str = Field(
        default="",
        validation_alias=AliasChoices("BESIDE_REDIS_URL", "REDIS_URL"),
        description="redis://host:6379/0; needed as soon as more than one process serves.",
    )
    trusted_proxies: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Addresses of reverse proxies whose X-Forwarded-For is believed, by comma.",
    )
    mail_host: str = Field(default="", description="SMTP server; empty writes letters to the log in local mode.")
    mail_port: int = Field(default=587, ge=1, le=65535, description="SMTP port.")
    mail_name: str = Field(default="", description="SMTP sign-in name.")
    mail_password: str = Field(default="", description="SMTP password.")
    mail_tls: bool = Field(default=True, description="STARTTLS.")
    mail_from: str = Field(default="beside@localhost", description="Sender of letters.")
    time_zone: str = Field(default="UTC", description="The organisation's time zone, like Europe/Dublin.")
    language: str = Field(default="en", description="Language of pages.")
    leave_to: str = Field(default="/away", description="Where Leave quickly goes: a page here, or https://… elsewhere.")
    message_limit: int = Field(default=120, ge=1, description="Messages one person may send a minute.")
    sockets_per_person: int = Field(default=12, ge=1, description="Open pages with a live line, for one person.")
    triage: Literal["full", "rules"] = Field(
        default="full", description="`rules` leaves the learnt score out of triage, with its memory and time."
    )
    turn_urls: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Your own relay for voice in groups, like turn:relay.example.org:3478, by comma.",
    )
    turn_secret: str = Field(default="", description="The secret shared with that relay (coturn: static-auth-secret).")
    metrics_token: str = Field(default="", description="Bearer token that may read /metrics from elsewhere.")
    threads: int = Field(default=4, ge=1, le=64, description="Threads that serve pages in each process.")

    @field_validator("trusted_proxies", "turn_urls", mode="before")
    @classmethod
    def _by_comma(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no such time zone; names look like Europe/Dublin")
        return value

    @field_validator("url")
    @classmethod
    def _plain_url(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with https:// (or http:// on this machine)")
        return value.rstrip("/")

    @field_validator("leave_to")
    @classmethod
    def _leave_somewhere(cls, value: str) -> str:
        if not value.startswith(("/", "https://")) or value.startswith("//"):
            raise ValueError("must be a page here (/away) or start with https://")
        return value

    @model_validator(mode="after")
    def _known_stores(self) -> Self:
        if self.database_url and not self.database_url.startswith(("postgresql://", "postgres://")):
            raise ValueError("DATABASE_URL must start with postgresql:// (leave it empty for SQLite)")
        if self.redis_url and not self.redis_url.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("REDIS_URL must start with redis://, rediss:// or unix://")
        return self

    @model_validator(mode="after")
    def _known_relay(self) -> Self:
        if any(not url.startswith(("turn:", "turns:")) for url in self.turn_urls):
            raise ValueError("each address of the relay must start with turn: or turns:")
        if self.turn_urls and not self.turn_secret:
            raise ValueError("the relay for voice needs BESIDE_TURN_SECRET too")
        return self

    @property
    def public_url(self) -> str:
        """Where people reach the service."""
        return self.url or f"http://{self.host}:{self.port}"


class BadSettings(SystemExit):
    """Some setting cannot be used; the message says which, and why, a line each."""


def _from_files() -> dict[str, str]:
    """Values given as ``NAME_FILE=/path``; a missing file is an error, never an empty secret."""
    found: dict[str, str] = {}
    for name, path in os.environ.items():
        if not name.endswith("_FILE") or not name.startswith(("BESIDE_", "DATABASE_URL", "REDIS_URL")) or not path:
            continue
        try:
            found[name.removesuffix("_FILE")] = Path(path).read_text().strip()
        except OSError as error:
            raise BadSettings(f"{name}: cannot read {path} ({error.strerror})") from error
    return found


def read() -> Environment:
    """The checked settings. Raises ``BadSettings`` with one plain line for each wrong value."""
    for name, value in _from_files().items():
        os.environ.setdefault(name, value)
    try:
        return Environment()
    except ValidationError as error:
        lines = ["Beside cannot start, because of its settings:"]
        for problem in error.errors():
            place = str(problem["loc"][0]) if problem["loc"] else ""
            name = place if place.isupper() else f"BESIDE_{place.upper()}" if place else ""
            lines.append(f"  {name + ': ' if name else ''}{problem['msg'].removeprefix('Value error, ')}")
        raise BadSettings("\n".join(lines)) from None
