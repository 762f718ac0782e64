"""Something calming for this stage of the wait: an exercise, or a few words.

Pure: which one it is follows from the stage, the last one, the hour and a chance that is handed in.
"""

from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from random import Random
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.care.tables import Table, content, demand_words, read
from bot.catalogue import Words
from bot.errors import ContentError

NAME = "calming.toml"
DISCLAIMER = "calm.disclaimer"
"""Id of the sentence that says what this is not."""

_DAY = 24 * 60


class Stage(StrEnum):
    """Where in the wait somebody is (journey, "Calm, timed to the wait").

    Early: present moment and absorbing activity. Middle: people, ordinary life, other applications. Late, the
    last day before news: both outcomes thought through.
    """

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"


class Source(Table):
    """Where a finding stands."""

    title: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https?://\S+$")]


class Breath(Table):
    """A rhythm of breathing.

    Args:
        inhale, hold, out, rest: Seconds; written `in` in the file.
        minutes: How long to go on.
    """

    inhale: Annotated[int, Field(alias="in", ge=1, le=12)]
    hold: Annotated[int, Field(ge=0, le=12)]
    out: Annotated[int, Field(ge=1, le=12)]
    rest: Annotated[int, Field(ge=0, le=12)]
    minutes: Annotated[int, Field(ge=1, le=15)]


class Exercise(Table):
    """Something calming; what a person reads of it are ids of sentences.

    Args:
        key: Names it for good.
        kind: An exercise, or a message that asks for nothing.
        seconds: How long it takes; 0 for a message.
        evidence: How well it is tested.
        leads: Stages it is made for; there one of these comes at least every second time.
        fits: Stages in which it may come as well.
        has_caution: Whether there is something to be careful about.
        figures: Figures that the finding, or the text of a message, must show.
        sources: Where the finding stands; empty where nobody tested it.
        hours_before_bed: Not so close to bedtime; 0 for any hour.
        breath: Rhythm of breathing, None if it is not about breath.
    """

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    kind: Literal["exercise", "message"]
    seconds: Annotated[int, Field(ge=0, le=3600)]
    evidence: Literal["strong", "moderate", "mixed", "weak", "advice"]
    leads: frozenset[Stage]
    fits: frozenset[Stage]
    has_caution: Annotated[bool, Field(alias="caution")]
    figures: tuple[str, ...]
    sources: tuple[Source, ...]
    hours_before_bed: Annotated[int, Field(ge=0, le=6)] = 0
    breath: Breath | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Exercise":
        if not self.leads | self.fits:
            raise ValueError(f"{self.key} fits at least one stage")
        if (self.kind == "message") != (self.seconds == 0):
            raise ValueError(f"{self.key}: a message takes 0 seconds, an exercise more")
        if self.evidence != "advice" and not self.sources:
            raise ValueError(f"{self.key}: {self.evidence} evidence has a source")
        return self

    @property
    def title(self) -> str:
        """Id of what it is called."""
        return f"calm.{self.key}.title"

    @property
    def text(self) -> str:
        """Id of what to do."""
        return f"calm.{self.key}.text"

    @property
    def finding(self) -> str:
        """Id of what is known about it, its evidence named."""
        return f"calm.{self.key}.finding"

    @property
    def caution(self) -> str:
        """Id of what to be careful about, empty if nothing."""
        return f"calm.{self.key}.caution" if self.has_caution else ""

    @property
    def picture(self) -> Mapping[str, object] | None:
        """The breath as data to draw, in seconds and minutes; None if it is not about breath."""
        if self.breath is None:
            return None
        return {"kind": "breath", **self.breath.model_dump(by_alias=True)}


class Span(Table):
    """Days of the wait that make a stage; without `last` it goes on to the end."""

    stage: Literal["early", "middle"]
    first: Annotated[int, Field(ge=0)]
    last: Annotated[int, Field(ge=0)] | None = None


class Calming(Table):
    """Everything calming.

    Args:
        late_from_days_before_promise: From when on news is near, in days before the promised date.
        bedtime: When people are taken to go to bed (wall clock).
        night_ends: When the morning begins (wall clock).
        spans: The stages by days since the wait began.
        exercises: All there are.
    """

    late_from_days_before_promise: Annotated[int, Field(ge=0, le=7)]
    bedtime: time
    night_ends: time
    spans: tuple[Span, ...]
    exercises: tuple[Exercise, ...]

    @model_validator(mode="after")
    def _whole(self) -> "Calming":
        _check_spans(self.spans)
        keys = [one.key for one in self.exercises]
        doubled = sorted({key for key in keys if keys.count(key) > 1})
        if doubled:
            raise ValueError(f"exercises: each key once, twice {doubled}")
        for each in Stage:
            # Two that suit any hour, so that even at night there is one beside the last.
            ready = [
                one for one in self.exercises if each in one.leads and not one.hours_before_bed
            ]
            if len(ready) < 2:
                raise ValueError(
                    f"exercises: two or more at any hour lead {each}, found {len(ready)}"
                )
        return self

    def exercise(self, key: str) -> Exercise | None:
        """Return the exercise with this key, None if there is none such."""
        return next((one for one in self.exercises if one.key == key), None)

    def check_words(self, words: Words) -> None:
        """Check that every exercise has its sentences, and that they show its figures unchanged.

        Raises:
            ContentError: A sentence is missing, or a figure in it.
        """
        ids = {id for one in self.exercises for id in (one.title, one.text, one.finding)}
        cautions = {one.caution for one in self.exercises if one.caution}
        demand_words(NAME, {DISCLAIMER, *ids, *cautions}, words)
        for one in self.exercises:
            said = words(one.text) + words(one.finding)
            lost = [figure for figure in one.figures if figure not in said]
            if lost:
                raise ContentError(
                    f"content/{NAME}: exercises.{one.key}: found no {lost} in the {words.language!r} words,"
                    " expected every figure as it stands in the table"
                )


def stage(days_since_start: int, days_to_promise: int | None, calming: Calming) -> Stage:
    """Return the stage of a wait.

    Args:
        days_since_start: Whole days since the newest wait began, by the person's calendar.
        days_to_promise: Days to the nearest promised date by the same calendar, None if nothing is promised.
        calming: Spans.
    """
    if (
        days_to_promise is not None
        and 0 <= days_to_promise <= calming.late_from_days_before_promise
    ):
        return Stage.LATE
    days = max(days_since_start, 0)
    span = next(one for one in calming.spans if one.last is None or days <= one.last)
    return Stage(span.stage)


def choose(where: Stage, last: str, local_time: time, chance: Random, calming: Calming) -> Exercise:
    """Return something calming, never the same twice running.

    What leads the stage comes at least every second time; where it did not come last, it comes now.

    Args:
        where: Stage of the wait.
        last: Key of the one shown last, empty if none was.
        local_time: The person's wall clock.
        chance: Decides among those that fit.
        calming: What there is.
    """
    fitting = [
        one
        for one in calming.exercises
        if where in one.leads | one.fits and one.key != last and _suits(one, local_time, calming)
    ]
    leading = [one for one in fitting if where in one.leads]
    was = calming.exercise(last)
    if was is None or where not in was.leads:
        return chance.choice(leading)
    return chance.choice(fitting)


def load_calming() -> Calming:
    """Read exercises and stages.

    Raises:
        ContentError: A key is missing or unknown, a span has a gap, a stage too few exercises.
    """
    return parse_calming(content(NAME))


def parse_calming(text: str) -> Calming:
    """Return exercises and stages from TOML.

    Raises:
        ContentError: See `load_calming`.
    """
    return read(Calming, NAME, text)


def _check_spans(spans: tuple[Span, ...]) -> None:
    expected = 0
    for span in spans:
        if span.first != expected:
            raise ValueError(f"spans: {span.stage} begins on day {expected}, found {span.first}")
        if span.last is None:
            break
        if span.last < span.first:
            raise ValueError(
                f"spans: {span.stage} ends on day {span.first} or later, found {span.last}"
            )
        expected = span.last + 1
    if not spans or spans[-1].last is not None or any(one.last is None for one in spans[:-1]):
        raise ValueError("spans: only the last one goes on to the end, and it must")
    stages = [one.stage for one in spans]
    if sorted(stages) != ["early", "middle"]:
        raise ValueError(f"spans: early and middle once each, found {stages}")


def _suits(exercise: Exercise, at: time, calming: Calming) -> bool:
    """Say whether there is time for it before bed."""
    if exercise.hours_before_bed == 0:
        return True
    bed = _minutes(calming.bedtime)
    # It has to be over by then, so its own length counts too.
    closes = bed - exercise.hours_before_bed * 60 - exercise.seconds // 60
    night = (_minutes(calming.night_ends) - closes) % _DAY
    return (_minutes(at) - closes) % _DAY >= night


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
