"""The sentences drafts are made of, read from `content/drafts` and checked."""

import tomllib
from importlib import resources
from string import Formatter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import ContentError

PLACEHOLDERS = frozenset(
    {
        "about",
        "about_first",
        "at",
        "caller",
        "company",
        "did",
        "first",
        "last",
        "line",
        "name",
        "note",
        "on",
        "on_first",
        "promised",
        "stress",
        "their_role",
        "topic",
    }
)

Sentence = Annotated[str, Field(min_length=1)]
Variants = Annotated[tuple[Sentence, ...], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Registers(_Strict):
    """One sentence for each tone."""

    formal: Sentence
    neutral: Sentence
    casual: Sentence


class Salutation(Registers):
    """A greeting, for a person or for a team of which nobody is recorded."""

    team: Sentence


class Inside(_Strict):
    """How a line of notes is put inside a sentence.

    Args:
        starters: Words that lose their capital; any other may be a name.
        they: Words for the employer at the beginning of a line.
        you: What they become.
        verbs: Words of which a line holds one if it is a sentence.
    """

    starters: frozenset[str]
    they: Variants
    you: Sentence
    verbs: frozenset[str]


class ThankYou(_Strict):
    """A thank-you note by e-mail."""

    subject: Variants
    opening: Variants
    talked: Variants
    noted: Variants
    remembered: Variants
    kept: Variants
    role_of_theirs: Variants
    middle: Variants
    ending: Variants


class Opening(_Strict):
    """A note that begins in its own way and goes on like an e-mail."""

    opening: Variants


class Phone(_Strict):
    """What to say on the phone."""

    opening: Variants
    thanks: Variants
    talked: Variants
    noted: Variants
    remembered: Variants
    ending: Variants


class FollowUpPhrases(_Strict):
    """An enquiry, the first and the last."""

    subject: Variants
    first: Variants
    promise: Sentence
    second: Variants
    open_line: Variants
    farewell: Sentence
    phone: Variants


class HeadsUp(_Strict):
    """A word to a referee before they are called."""

    subject: Variants
    opening: Sentence
    caller: Sentence
    no_caller: Sentence
    expect: Sentence
    stress: Sentence
    ending: Sentence


class RefereeThanks(_Strict):
    """A thank-you to a referee."""

    subject: Variants
    opening: Sentence
    offer: Sentence
    other: Sentence
    ending: Sentence


class Letter(_Strict):
    """A letter of a few sentences."""

    subject: Variants
    lines: Variants


class Private(_Strict):
    """Words that keep a line of notes out of drafts."""

    words: Variants


class Phrases(_Strict):
    """All of it."""

    salutation: Salutation
    inside: Inside
    closing: Registers
    thank_you: ThankYou
    card: Opening
    linkedin: Opening
    phone: Phone
    follow_up: FollowUpPhrases
    heads_up: HeadsUp
    referee_thanks: RefereeThanks
    feedback: Letter
    acceptance: Letter
    private: Private

    @model_validator(mode="after")
    def _known_placeholders(self) -> "Phrases":
        for sentence in sentences(self):
            names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
            if names - PLACEHOLDERS:
                raise ValueError(
                    f"unknown placeholders {sorted(names - PLACEHOLDERS)} in {sentence!r}"
                )
        return self


def sentences(part: BaseModel) -> list[str]:
    """Return every sentence of a part, whatever it is in."""
    found: list[str] = []
    for name in type(part).model_fields:
        value: object = getattr(part, name)
        if isinstance(value, BaseModel):
            found += sentences(value)
        elif isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            found += [str(one) for one in value]  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return found


def load_phrases(language: str = "en") -> Phrases:
    """Read a language's phrases.

    Raises:
        ContentError: A phrase is missing, or has an unknown placeholder.
    """
    where = f"content/drafts/{language}.toml"
    file = resources.files("bot") / "content" / "drafts" / f"{language}.toml"
    try:
        return Phrases.model_validate(tomllib.loads(file.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{where}: {error}") from error
    except ValidationError as error:
        wrong = error.errors()[0]
        key = ".".join(str(part) for part in wrong["loc"])
        raise ContentError(f"{where}: {key}: {wrong['msg']}") from error
