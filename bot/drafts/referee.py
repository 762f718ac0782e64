"""Messages to somebody who vouches for the person: a word before the call, and thanks afterwards."""

from babel.lists import format_list

from bot.drafts import pen
from bot.drafts.pen import Missing
from bot.drafts.phrases import Phrases
from bot.drafts.privacy import find_secret
from bot.etiquette import Etiquette
from bot.interview import Channel, Interview, OutcomeKind, Referee, ReferenceUse
from bot.journey import Journey
from bot.message import Draft


def heads_up(
    journey: Journey,
    interview: Interview,
    referee: Referee,
    use: ReferenceUse,
    etiquette: Etiquette,
    phrases: Phrases,
) -> Draft | Missing:
    """Return a word to a referee before they are called: role, company, who calls, what to expect and stress."""
    facts = pen.facts_of(interview)
    people = journey.met_in(interview.id)
    callers = [f"{one.name} ({one.role})" if one.role else one.name for one in people[:2]]
    caller = use.caller or format_list(callers, style="or", locale="en_GB")
    if caller:
        facts["caller"] = caller
    if use.stress and not find_secret(use.stress):
        facts["stress"] = use.stress.strip().rstrip(".")
    written = phrases.heads_up
    call = pen.sentence(written.caller, facts) or written.no_caller
    stress = pen.sentence(written.stress, facts)
    paragraphs = [
        f"{pen.sentence(written.opening, facts)} {call}",
        f"{written.expect} {stress}".strip(),
        written.ending,
    ]
    return _letter(
        "heads_up", referee, pen.sentence(written.subject[0], facts), paragraphs, phrases
    )


def referee_thanks(
    journey: Journey,
    interview: Interview,
    referee: Referee,
    use: ReferenceUse,
    etiquette: Etiquette,
    phrases: Phrases,
) -> Draft | Missing:
    """Return thanks to a referee; an offer is mentioned only where there is one."""
    facts = pen.facts_of(interview)
    written = phrases.referee_thanks
    offered = interview.outcome is not None and interview.outcome.kind is OutcomeKind.OFFER
    middle = pen.sentence(written.offer if offered else written.other, facts)
    paragraphs = [pen.sentence(written.opening, facts), middle, written.ending]
    return _letter("referee_thanks", referee, written.subject[0], paragraphs, phrases)


def _letter(
    kind: str, referee: Referee, subject: str, paragraphs: list[str], phrases: Phrases
) -> Draft:
    # Whoever vouches for somebody knows them: neither stiff nor chummy.
    greeting = pen.salutation(phrases, "neutral", referee.name, referee.title)
    body = pen.letter(greeting, paragraphs, pen.in_register(phrases.closing, "neutral"))
    return Draft(kind, referee.name, Channel.EMAIL.value, subject, body)
