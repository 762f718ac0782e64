"""The sentences drafts are made of, read from `content/drafts` and checked."""

import tomllib
from collections.abc import Mapping
from functools import cached_property
from string import Formatter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import ContentError
from bot.packaged import CONTENT

PLACEHOLDERS = frozenset(
    {
        "about",
        "about_first",
        "agreed",
        "at",
        "caller",
        "company",
        "day",
        "first",
        "last",
        "line",
        "name",
        "on",
        "on_first",
        "promised",
        "question",
        "said",
        "stress",
        "topic",
        "wanted",
        "work",
    }
)

Sentence = Annotated[str, Field(min_length=1)]
Sentences = Annotated[tuple[Sentence, ...], Field(min_length=1)]
Words = Annotated[frozenset[str], Field(min_length=1)]
Round = Annotated[tuple[Sentence, ...], Field(min_length=5)]
"""Sentences that go round the people of one interview: enough for a panel of five."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tones(_Strict):
    """One sentence for each tone."""

    formal: Sentence
    neutral: Sentence
    casual: Sentence


class RoundOfTones(_Strict):
    """A round of sentences for each tone."""

    formal: Round
    neutral: Round
    casual: Round


class Salutation(Tones):
    """A greeting.

    Args:
        team: For an employer of whom nobody is recorded.
        plain: Where a name is too long for a greeting.
        whole_name: Countries in which a title stands before the whole name.
    """

    team: Sentence
    plain: Sentence
    whole_name: frozenset[str]


class OfNotes(_Strict):
    """Sentences around something from the notes, by the form it has."""

    topic: Round
    said: Round
    line: Round
    question: Sentences


class ThankYou(_Strict):
    """A thank-you note by e-mail."""

    subject: Round
    opening: RoundOfTones
    work: Round
    recorded: OfNotes
    ending: RoundOfTones


class Card(_Strict):
    """A card by post, which goes on like an e-mail."""

    opening: Round


class LinkedIn(_Strict):
    """A note with an invitation."""

    opening: Round
    ending: Round


class Phone(_Strict):
    """What to say on the phone."""

    opening: Round
    thanks: Round
    topic: Sentences
    line: Sentences
    question: Sentences
    ending: Round


class FollowUpPhrases(_Strict):
    """An enquiry: the first, and the later ones."""

    subject: Annotated[tuple[Sentence, ...], Field(min_length=2, max_length=2)]
    first: Sentences
    promise: Sentence
    promise_ahead: Sentence
    agreed: Sentence
    offer: Sentence
    offer_recruiter: Sentence
    second: Sentences
    patience: Sentence
    farewell: Sentence
    farewell_recruiter: Sentence
    phone: Sentences
    phone_second: Sentences


class HeadsUp(_Strict):
    """A word to a referee before they are called."""

    subject: Sentences
    opening: Sentence
    asking_subject: Sentence
    asking: Sentences
    asking_ending: Sentence
    caller: Sentence
    no_caller: Sentence
    expect: Sentence
    stress: Sentence
    wanted: Sentence
    ending: Sentence


class RefereeThanks(_Strict):
    """A thank-you to a referee, by what became of the interview."""

    subject: Sentences
    opening: Sentence
    accepted: Sentence
    offer: Sentence
    waiting: Sentence
    rejection: Sentence
    silence: Sentence
    withdrawn: Sentence
    ending: Sentence


class Feedback(_Strict):
    """A question after a rejection."""

    subject: Sentences
    lines: Sentences
    lines_recruiter: Sentences


class Acceptance(_Strict):
    """Thanks after an accepted offer."""

    subject: Sentences
    news: Round
    news_recruiter: Sentences
    ending: Round


class Inside(_Strict):
    """How a line of notes is put inside a sentence; the file says what each list is for."""

    starters: Words
    they: Mapping[str, str]
    their: Mapping[str, str]
    about: Sentences
    with_them: Sentences
    matters: Words
    past: Words
    present: Mapping[str, str]
    after_verb: Words
    verbs: Words
    before_verb: Words
    about_others: Words
    their_own: Mapping[str, str]


class Roles(_Strict):
    """How somebody's role is put inside a sentence; the file says what each list is for."""

    groups: Words
    fields: Words
    single: Words
    jobs: Sentences
    common: Words
    named: Words


class Private(_Strict):
    """Words that keep a line of notes out of drafts."""

    words: Sentences


class Phrases(_Strict):
    """All of it, in one language."""

    salutation: Salutation
    closing: Tones
    thank_you: ThankYou
    card: Card
    linkedin: LinkedIn
    phone: Phone
    follow_up: FollowUpPhrases
    heads_up: HeadsUp
    referee_thanks: RefereeThanks
    feedback: Feedback
    acceptance: Acceptance
    inside: Inside
    roles: Roles
    private: Private

    @model_validator(mode="after")
    def _known_placeholders(self) -> "Phrases":
        for sentence in self.templates:
            unknown = placeholders(sentence) - PLACEHOLDERS
            if unknown:
                raise ValueError(f"unknown placeholders {sorted(unknown)} in {sentence!r}")
        return self

    @cached_property
    def templates(self) -> tuple[str, ...]:
        """Every sentence that may stand in a draft, and nothing else."""
        letters = (
            self.salutation,
            self.closing,
            self.thank_you,
            self.card,
            self.linkedin,
            self.phone,
            self.follow_up,
            self.heads_up,
            self.referee_thanks,
            self.feedback,
            self.acceptance,
        )
        found = (sentence for part in letters for sentence in _sentences(part))
        return tuple(dict.fromkeys(found))


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names of the placeholders in a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def load_phrases(language: str = "en") -> Phrases:
    """Read a language's phrases.

    Raises:
        ContentError: A phrase is missing, or has an unknown placeholder; file, key and value are named.
    """
    file = CONTENT / "drafts" / f"{language}.toml"
    return parse_phrases(file.read_text("utf-8"), f"content/drafts/{language}.toml")


def parse_phrases(text: str, where: str) -> Phrases:
    """Return the phrases a TOML text holds; see `load_phrases`."""
    try:
        return Phrases.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{where}: {error}") from error
    except ValidationError as error:
        wrong = error.errors()[0]
        key = ".".join(str(part) for part in wrong["loc"]) or "phrases"
        found = "" if wrong["type"] == "value_error" else f"found {wrong['input']!r}; "
        raise ContentError(f"{where}: {key}: {found}{wrong['msg']}") from error
    except ValueError as error:
        raise ContentError(f"{where}: {error}") from error


def _sentences(part: BaseModel) -> list[str]:
    found: list[str] = []
    for name in type(part).model_fields:
        match getattr(part, name):
            case BaseModel() as inner:
                found += _sentences(inner)
            case str() as sentence:
                found.append(sentence)
            case tuple() as several:  # pyright: ignore[reportUnknownVariableType]
                found += [str(one) for one in several]  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
            case _:
                pass
    return found
