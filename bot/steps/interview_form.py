"""The two pages on which an interview is told."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.action import Action
from bot.interview import Interview, NextStep
from bot.message import Field, FieldKind, Form, Option, Topic
from bot.turn import Turn

STEP = "add"


LONGEST_NAME = 120
"""Characters of a company, role or round; longer is more likely a pasted text than a name."""


LATER = ("format", "round", "city", "people")
"""Fields of the second page that a sentence may have filled before the first is sent."""
FORMATS = ("video", "phone", "on_site")


AFTER = "after-"
"""Marks the form of a new interview, followed by the id of the round it comes after, if any."""


_FORMAT_WORDS = {
    "video": "add.format_video",
    "phone": "add.format_phone",
    "on_site": "add.format_on_site",
}


def first_page(
    turn: Turn,
    id: str,
    typed: Mapping[str, str],
    known: Interview | None = None,
    round_after: str = "",
) -> Form:
    """Return the page with what is needed, and the country and the next step that decide most."""
    words = turn.words
    version = f"{AFTER}{round_after}" if known is None else str(known.version)
    return Form(
        id=Action(STEP, "first", id, version).pack(),
        title=words("add.title"),
        topic=Topic.HOME,
        page=1,
        of=2,
        interview=None if known is None else id,
        submit=words("add.submit"),
        known=tuple((key, typed[key]) for key in LATER if typed.get(key)),
        fields=(
            Field("company", words("add.company"), required=True, value=typed.get("company", "")),
            Field("role", words("add.role"), value=typed.get("role", "")),
            Field(
                "ended",
                words("add.ended"),
                FieldKind.MOMENT,
                required=True,
                value=typed.get("ended", ""),
                hint=words("add.ended_hint"),
            ),
            Field(
                "country",
                words("add.country"),
                value=typed.get("country", ""),
                hint=words("add.country_hint"),
            ),
            Field(
                "next_step",
                words("add.next_step"),
                value=typed.get("next_step", ""),
                hint=words("add.next_step_hint"),
            ),
        ),
    )


def second_page(turn: Turn, interview: Interview, known: Mapping[str, str] | None = None) -> Form:
    """Return the page with what is nice to know.

    Args:
        turn: The turn.
        interview: What was saved from the first page.
        known: What was told before the form was opened, by field key.
    """
    words = turn.words
    told = known or {}
    return Form(
        id=Action(STEP, "second", interview.id, str(interview.version)).pack(),
        title=words("add.title_more"),
        topic=Topic.HOME,
        page=2,
        of=2,
        interview=interview.id,
        submit=words("add.submit"),
        fields=(
            Field(
                "format",
                words("add.format"),
                FieldKind.SELECT,
                value=interview.format or told.get("format", ""),
                options=tuple(Option(one, words(_FORMAT_WORDS[one])) for one in FORMATS),
            ),
            Field(
                "round",
                words("add.round"),
                value=interview.round or told.get("round", ""),
                hint=words("add.round_hint"),
            ),
            Field("city", words("add.city"), value=interview.city or told.get("city", "")),
            Field(
                "people",
                words("add.people"),
                FieldKind.LONG,
                value=told.get("people", ""),
                hint=words("add.people_hint"),
            ),
            Field(
                "contact_unwelcome",
                words("add.unwelcome"),
                FieldKind.SELECT,
                value="yes" if interview.contact_unwelcome else "",
                options=(Option("no", words("add.no")), Option("yes", words("add.yes"))),
            ),
        ),
    )


def typed_values(turn: Turn, interview: Interview) -> dict[str, str]:
    """Return what the first page would read back into the same interview."""
    local = interview.ended.astimezone(ZoneInfo(interview.ended_zone))
    zone = "" if interview.ended_zone == turn.zone else f" {interview.ended_zone}"
    wait = interview.wait
    said = {
        NextStep.THEY_CALL: "typed.they_call",
        NextStep.I_CALL: "typed.i_call",
        NextStep.NOTHING_SAID: "typed.nothing",
    }[wait.next_step]
    return {
        "company": interview.company,
        "role": interview.role,
        "ended": f"{local:%Y-%m-%d %H:%M}{zone}",
        "country": turn.words.country(interview.country) if interview.country else "",
        "next_step": turn.words(said, on="" if wait.on is None else wait.on.isoformat()).strip(),
    }
