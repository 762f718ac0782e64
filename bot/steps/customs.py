"""What is usual in the employer's country, said with where it comes from, and where the table is silent."""

from bot.interview import Interview
from bot.message import Button, Card, Topic
from bot.steps import which
from bot.turn import Turn

_THANK_YOU = {
    "expected": "customs.thank_you_expected",
    "welcome": "customs.thank_you_welcome",
    "optional": "customs.thank_you_optional",
    "unusual": "customs.thank_you_unusual",
}
_SCOPE = {
    "country": "customs.scope_country",
    "partial": "customs.scope_partial",
    "region": "customs.scope_region",
    "default": "customs.scope_default",
}
MOST_SOURCES = 6
"""Sources shown in one message."""


def command(turn: Turn, rest: str) -> None:
    """Show the sources behind the advice for the interview spoken of."""
    interview, _ = which.pick(turn, "sources", rest, ended=True)
    if interview is not None:
        sources(turn, interview)


def thank_you(turn: Turn, interview: Interview) -> str:
    """Return what is usual about thank-you notes where the employer is."""
    words = turn.words
    custom = turn.library.etiquette.customs(interview.country).thank_you
    if interview.country is None:
        return words("customs.country_unknown")
    country = words.country(interview.country)
    id = _THANK_YOU.get(custom)
    if id is None:
        return words("customs.thank_you_silent", country=country)
    advice = turn.library.etiquette.advice(interview.country)
    said = words(id, country=country)
    if advice.thank_you_within_hours is not None and custom != "unusual":
        said += " " + words("customs.within", hours=advice.thank_you_within_hours)
    if advice.scope == "region":
        said += " " + words("customs.region", region=advice.name, country=country)
    return said


def source_button(turn: Turn, interview: Interview) -> Button:
    """Return the button that shows where advice comes from."""
    return turn.button(turn.words("customs.source_button"), "thank_you", "source", interview.id)


def sources(turn: Turn, interview: Interview) -> None:
    """Show what is known about the country, how surely, and every source."""
    words = turn.words
    advice = turn.library.etiquette.advice(interview.country)
    country = (
        words("customs.unknown_country")
        if interview.country is None
        else words.country(interview.country)
    )
    lines = [words(_SCOPE[advice.scope], country=country, name=advice.name)]
    if advice.note:
        lines.append(advice.note)
    if advice.confidence:
        lines.append(words("customs.confidence", confidence=words(_CONFIDENCE[advice.confidence])))
    if advice.silent:
        silent = words.list(
            [words(_SILENT[one]) for one in sorted(advice.silent) if one in _SILENT]
        )
        if silent:
            lines.append(words("customs.silent", what=silent))
    lines += [f"{one.title}: {one.url}" for one in advice.sources[:MOST_SOURCES]]
    turn.say(
        Topic.HELP, Card(words("customs.title", country=country), tuple(lines)), interview=interview
    )


_CONFIDENCE = {"high": "customs.high", "medium": "customs.medium", "low": "customs.low"}
_SILENT = {
    "thank_you": "customs.silent_thank_you",
    "follow_up": "customs.silent_follow_up",
    "references": "customs.silent_references",
    "channels": "customs.silent_channels",
    "formality": "customs.silent_formality",
}
