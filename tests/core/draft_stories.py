"""Five interviews in five countries, and everything that may be written after them.

`python -m tests.core.draft_stories` writes the drafts down anew, to be read as a difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot import drafts
from bot.etiquette import load_etiquette
from bot.interview import (
    Channel,
    Contact,
    FollowUp,
    Interview,
    NextStep,
    Notes,
    Outcome,
    OutcomeKind,
    Referee,
    ReferenceUse,
    Wait,
)
from bot.journey import Journey
from bot.message import Draft
from tests.core.nudging import at, interview, journey

FOLDER = Path(__file__).parent / "drafts"
ETIQUETTE = load_etiquette()
PHRASES = drafts.load_phrases()
REFEREE = Referee(
    "r1", "Jane Doe", "Prof.", relation="my thesis supervisor", agreed=date(2026, 11, 1)
)
USE = ReferenceUse("u1", "acme", "r1", at("2026-11-20 16:00"), stress="the migration I led.")


def told(zone: str = "Europe/Berlin", **more: object) -> Interview:
    """Return an interview that ended in the afternoon of Friday 20 November 2026."""
    return interview(zone=zone, ended="2026-11-20 15:30", **more)  # pyright: ignore[reportArgumentType]


def met(name: str, **more: object) -> Contact:
    """Return somebody met, with an id made of their name."""
    return Contact(name, "acme", name, **more)  # pyright: ignore[reportArgumentType]


def us() -> tuple[Interview, Journey]:
    """Return a panel in the US with rich notes."""
    held = told("America/New_York", company="Initech", role="Data Engineer", country="US")
    return held, journey(
        held,
        met("Dana Smith", title="Dr", role="head of data", decides=True),
        met("Lee Wong", role="platform team"),
        met("Priya Nair", role="HR manager"),
        Notes(
            "acme",
            learned="- Dana: moving to Kafka next spring\n- They ship weekly.\n- Lee leads the platform team and asked "
            "about Spark\n- Priya seemed tired\n- Salary is below market",
            important="On-call is shared; the team is eight people",
            questions="How is on-call paid?\nHow do new people learn the code?",
        ),
    )


def jp() -> tuple[Interview, Journey]:
    """Return one interviewer in Japan, nothing written down."""
    held = told("Asia/Tokyo", company="Aozora", role="QA engineer", country="JP")
    return held, journey(held, met("Yuki Tanaka", title="Ms", role="QA lead"))


def de() -> tuple[Interview, Journey]:
    """Return two people in Germany, a promise, a role as adverts write it."""
    promise = Wait(0, at("2026-11-20 15:30"), NextStep.THEY_CALL, date(2026, 11, 27))
    held = told(company="Acme GmbH", role="Softwareentwickler (m/w/d)", country="DE", wait=promise)
    return held, journey(
        held,
        met("Dana Schmidt", title="Prof. Dr.", role="head of research"),
        met("Jan van Dijk", title="Herr", role="from the Datenplattform team"),
        Notes(
            "acme", learned="I talked with Jan about testing\nDana explained how they plan sprints."
        ),
    )


def gb() -> tuple[Interview, Journey]:
    """Return a recruiter in between in the UK, and a card by post."""
    held = told("Europe/London", company="Shamrock & Sons", role="office manager", country="GB")
    return held, journey(
        held,
        met("Robin Hale", recruiter=True, role="recruiter at Hale & Co"),
        met("Nora Walsh", role="design"),
        Notes(
            "acme", learned="They answer every letter by hand.\nTheir archive goes back to 1890."
        ),
    )


def au() -> tuple[Interview, Journey]:
    """Return five people in Australia of whom nothing was written down, and no role."""
    held = told("Australia/Sydney", company="Wattle", country="AU")
    names = ("Mia Kraus", "Tom Berg", "Ana Ruiz", "Lee", "Zoë Ng")
    return held, journey(held, *(met(name) for name in names))


STORIES = {"US": us, "JP": jp, "DE": de, "GB": gb, "AU": au}


def story(country: str) -> str:
    """Return everything that may be written after one of the interviews."""
    held, search = STORIES[country]()
    return "\n\n\n".join(_shown(title, one) for title, one in _drafts(held, search)) + "\n"


def _drafts(held: Interview, search: Journey) -> Iterator[tuple[str, Draft | drafts.Missing]]:
    for channel in Channel:
        for id, note in thanks(held, search, channel).items():
            yield f"thank-you to {id} by {channel.value}", note
    yield "first enquiry", drafts.follow_up(search, held, ETIQUETTE, PHRASES)
    asked = FollowUp("f1", "acme", 0, at("2026-12-01 10:00"))
    again = replace(search, facts=search.facts.put(asked))
    yield "second enquiry", drafts.follow_up(again, held, ETIQUETTE, PHRASES)
    yield "heads-up", drafts.heads_up(search, held, REFEREE, USE, ETIQUETTE, PHRASES)
    never = replace(REFEREE, agreed=None)
    yield "asking first", drafts.heads_up(search, held, never, USE, ETIQUETTE, PHRASES)
    bare = replace(USE, stress="")
    yield (
        "heads-up, nothing to stress",
        drafts.heads_up(search, held, REFEREE, bare, ETIQUETTE, PHRASES),
    )
    for kind in OutcomeKind:
        ended = replace(held, outcome=Outcome(kind, at("2026-12-05 10:00")))
        yield (
            f"thanks to the referee after {kind.value}",
            drafts.referee_thanks(search, ended, REFEREE, USE, ETIQUETTE, PHRASES),
        )
    yield "feedback", drafts.feedback_request(search, held, ETIQUETTE, PHRASES)
    for id, note in drafts.acceptance_set(search, held, ETIQUETTE, PHRASES).items():
        yield f"acceptance, to {id}", note


def thanks(
    held: Interview, search: Journey, channel: Channel
) -> Mapping[str, Draft | drafts.Missing]:
    """Return the notes to everybody met, all through one channel."""
    channels = {one.id: channel for one in search.met_in(held.id)}
    return drafts.thank_you_set(search, held, channels, ETIQUETTE, PHRASES)


def _shown(title: str, one: Draft | drafts.Missing) -> str:
    if isinstance(one, drafts.Missing):
        return f"=== {title}\n(asks: {', '.join(one.asks)})"
    subject = f"Subject: {one.subject}\n\n" if one.subject else ""
    return f"=== {title}\n{subject}{one.body}"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in STORIES:
        (FOLDER / f"{name}.txt").write_text(story(name), "utf-8")
