"""What is right in which country after an interview, with its sources, and where the sources are silent."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import ContentError
from bot.nudges import Customs
from bot.packaged import CONTENT

_WHERE = "content/etiquette.toml"

Scope = Literal["country", "partial", "region", "default"]
Formality = Literal["formal", "neutral", "casual"]
Channel = Literal["email", "phone", "handwritten", "linkedin", "recruiter"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """A page that advice comes from."""

    title: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https?://\S+$")]


class Evidence(_Strict):
    """A figure or a piece of advice behind a default, or about waiting.

    Args:
        claim: In a sentence.
        basis: What kind of source it is.
        strength: What it carries; nothing here is a trial.
        sample: Who was asked, as far as was seen.
        country: Where, ISO 3166 alpha-2 or in words.
        title, url: Where it comes from.
        year: Of the survey, None where none was named.
    """

    claim: Annotated[str, Field(min_length=1)]
    basis: Literal[
        "survey", "survey by vendor", "platform data set", "advice", "public service advice"
    ]
    strength: Literal["moderate", "weak"]
    sample: Annotated[str, Field(min_length=1)]
    country: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https?://\S+$")]
    year: Annotated[int, Field(ge=1990, le=2026)] | None = None


class _Entry(_Strict):
    name: Annotated[str, Field(min_length=1)]
    thank_you: Literal["expected", "welcome", "optional", "unusual"] | None = None
    thank_you_within_hours: Annotated[int, Field(ge=1, le=168)] | None = None
    formality: Formality | None = None
    formality_basis: Literal["source", "inferred"] | None = None
    references: Literal["usual", "on_request", "certificates", "rare"] | None = None
    follow_up_after: Annotated[int, Field(ge=1, le=30)] | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    channels: tuple[Channel, ...] = ()
    countries: tuple[str, ...] = ()
    note: Annotated[str, Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class _Defaults(_Strict):
    follow_up_after: Annotated[int, Field(ge=1)]
    max_follow_ups: Annotated[int, Field(ge=1)]
    spacing: Annotated[int, Field(ge=1)]
    after_promise: Annotated[int, Field(ge=0)]
    formality: Formality
    channels: tuple[Channel, ...]
    note: Annotated[str, Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class _Table(_Strict):
    defaults: _Defaults
    evidence: Mapping[str, Evidence]
    process_days: Mapping[str, float]
    countries: Mapping[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], _Entry]
    partial: Mapping[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], _Entry]
    regions: Mapping[str, _Entry]

    @model_validator(mode="after")
    def _one_place_each(self) -> "_Table":
        twice = self.countries.keys() & self.partial.keys()
        if twice:
            raise ValueError(f"a country is whole or partial, found both for {sorted(twice)}")
        claimed = [code for code, entry in self.partial.items() if entry.thank_you is not None]
        if claimed:
            raise ValueError(f"a partial entry knows no thank-you custom, found one for {claimed}")
        return self


@dataclass(frozen=True, slots=True)
class CountryAdvice:
    """What is known about one country.

    Args:
        scope: Whether it comes from sources on the country, on some of it, on its region, or is the default.
        name: Of the country or region it speaks of, empty for the default.
        thank_you: The custom, None where the sources are silent.
        thank_you_within_hours: What is good form, None where the sources are silent.
        formality: Tone; the default where the sources are silent.
        channels: How people write there, most usual first; the default where the sources are silent.
        references: The custom, None where the sources are silent.
        follow_up_after: Working days, None where the sources are silent.
        note: In a sentence or two.
        confidence: `high`, `medium`, `low`, empty for the default.
        sources: Where it comes from; for the default, what stands behind it.
        silent: What the sources on the country do not say; there the default applies. Empty where there are none.
    """

    scope: Scope
    name: str = ""
    thank_you: str | None = None
    thank_you_within_hours: int | None = None
    formality: Formality = "neutral"
    channels: tuple[str, ...] = ("email",)
    references: str | None = None
    follow_up_after: int | None = None
    note: str = ""
    confidence: str = ""
    sources: tuple[Source, ...] = ()
    silent: frozenset[str] = frozenset()


class Etiquette:
    """The table of customs.

    Args:
        table: As read and checked from `content`.
    """

    def __init__(self, table: _Table) -> None:
        self._table = table

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """What stands behind the defaults, and what is known of waiting, by name."""
        return self._table.evidence

    def customs(self, country: str | None) -> Customs:
        """Return what the planner needs of a country; what no source says is the default or `unknown`."""
        defaults = self._table.defaults
        _, entry = self._find(country)
        return Customs(
            thank_you=(entry and entry.thank_you) or "unknown",
            references=(entry and entry.references) or "unknown",
            follow_up_after=(entry and entry.follow_up_after) or defaults.follow_up_after,
            max_follow_ups=defaults.max_follow_ups,
            spacing=defaults.spacing,
            after_promise=defaults.after_promise,
        )

    def advice(self, country: str | None) -> CountryAdvice:
        """Return everything known about a country, and what is not."""
        defaults = self._table.defaults
        scope, entry = self._find(country)
        if entry is None:
            return CountryAdvice(
                scope,
                formality=defaults.formality,
                channels=defaults.channels,
                note=defaults.note,
                sources=defaults.sources,
            )
        said = {
            "thank_you": entry.thank_you,
            "follow_up": entry.follow_up_after,
            "references": entry.references,
            "channels": entry.channels,
            "formality": entry.formality,
        }
        return CountryAdvice(
            scope=scope,
            name=entry.name,
            thank_you=entry.thank_you,
            thank_you_within_hours=entry.thank_you_within_hours,
            formality=entry.formality or defaults.formality,
            channels=entry.channels or defaults.channels,
            references=entry.references,
            follow_up_after=entry.follow_up_after,
            note=entry.note,
            confidence=entry.confidence or "",
            sources=entry.sources,
            silent=frozenset(name for name, value in said.items() if not value),
        )

    def process_days(self, country: str | None) -> float | None:
        """Return the mean days from application to answer (Glassdoor 2017), None where not measured."""
        return self._table.process_days.get(country or "")

    def _find(self, country: str | None) -> tuple[Scope, _Entry | None]:
        if country is None:
            return "default", None
        if country in self._table.countries:
            return "country", self._table.countries[country]
        if country in self._table.partial:
            return "partial", self._table.partial[country]
        region = next(
            (one for one in self._table.regions.values() if country in one.countries), None
        )
        return ("region", region) if region is not None else ("default", None)


def load_etiquette() -> Etiquette:
    """Read the table.

    Raises:
        ContentError: A key is missing or unknown, or a value is not allowed; file, key and value are named.
    """
    file = CONTENT / "etiquette.toml"
    return parse_etiquette(file.read_text("utf-8"))


def parse_etiquette(text: str) -> Etiquette:
    """Return the customs a TOML text holds; see `load_etiquette`."""
    try:
        return Etiquette(_Table.model_validate(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{_WHERE}: {error}") from error
    except ValidationError as error:
        wrong = error.errors()[0]
        key = ".".join(str(part) for part in wrong["loc"])
        raise ContentError(f"{_WHERE}: {key}: found {wrong['input']!r}; {wrong['msg']}") from error
