"""Letters to the employer: asking how things stand, asking for feedback, saying thanks for an offer."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.drafts import pen
from bot.drafts.pen import Missing
from bot.drafts.phrases import Letter, Phrases
from bot.etiquette import Etiquette
from bot.interview import Channel, Contact, Interview, NextStep
from bot.journey import Journey
from bot.message import Draft

_NOBODY = Missing(("somebody_to_write_to",))


def follow_up(
    journey: Journey, interview: Interview, etiquette: Etiquette, phrases: Phrases
) -> Draft | Missing:
    """Return an enquiry about the status: the first friendly, the last one closing the matter.

    Args:
        journey: For the people met and the enquiries sent in this wait.
        interview: Which one.
        etiquette: For the tone and the number of enquiries in the country.
        phrases: Sentences.
    """
    people = journey.met_in(interview.id)
    to = pen.addressee(people)
    sent = journey.follow_ups_in(interview)
    facts = pen.facts_of(interview)
    written = phrases.follow_up
    wait = interview.wait
    if wait.next_step is NextStep.THEY_CALL and wait.on is not None:
        facts["promised"] = format_date(wait.on, "EEEE d MMMM", locale="en_GB")
    if sent:
        local = sent[-1].sent.astimezone(ZoneInfo(interview.zone or interview.ended_zone)).date()
        facts["last"] = format_date(local, "EEEE d MMMM", locale="en_GB")
    if to is not None and to.channel is Channel.PHONE:
        points = "\n".join(f"- {one}" for one in pen.sentences(written.phone, facts))
        return Draft("follow_up", to.name, Channel.PHONE.value, "", points)
    last = len(sent) + 1 >= etiquette.customs(interview.country).max_follow_ups
    if sent:
        lines = pen.sentences(written.second, facts)
        closing = [written.farewell] if last else [written.open_line[-1]]
    else:
        lines = pen.sentences(written.first, facts)
        promise = pen.sentence(written.promise, facts) if interview.wait.number == 0 else ""
        lines = [*lines, promise]
        closing = pen.sentences(written.open_line[:1], facts)
    subject = pen.sentence(written.subject[1 if sent else 0], facts)
    return _letter(
        "follow_up",
        to,
        interview,
        subject,
        [" ".join(one for one in lines if one), *closing],
        etiquette,
        phrases,
    )


def feedback_request(
    journey: Journey, interview: Interview, etiquette: Etiquette, phrases: Phrases
) -> Draft | Missing:
    """Return a question for feedback after a rejection."""
    return _short(journey, interview, phrases.feedback, "feedback", etiquette, phrases)


def acceptance_thanks(
    journey: Journey, interview: Interview, etiquette: Etiquette, phrases: Phrases
) -> Draft | Missing:
    """Return thanks to the people of an employer whose offer was accepted."""
    return _short(journey, interview, phrases.acceptance, "acceptance", etiquette, phrases)


def _short(
    journey: Journey,
    interview: Interview,
    letter: Letter,
    kind: str,
    etiquette: Etiquette,
    phrases: Phrases,
) -> Draft | Missing:
    to = pen.addressee(journey.met_in(interview.id))
    if to is None:
        return _NOBODY
    facts = pen.facts_of(interview)
    subject = pen.sentence(letter.subject[0], facts)
    return _letter(
        kind, to, interview, subject, pen.sentences(letter.lines, facts), etiquette, phrases
    )


def _letter(
    kind: str,
    to: Contact | None,
    interview: Interview,
    subject: str,
    paragraphs: Sequence[str],
    etiquette: Etiquette,
    phrases: Phrases,
) -> Draft:
    formality = etiquette.advice(interview.country).formality
    name = to.name if to is not None else interview.company
    greeting = (
        phrases.salutation.team.format(company=interview.company)
        if to is None
        else pen.salutation(phrases, formality, to.name, to.title)
    )
    body = pen.letter(greeting, paragraphs, pen.in_register(phrases.closing, formality))
    return Draft(kind, name, Channel.EMAIL.value, subject, body)
