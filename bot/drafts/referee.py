"""Messages to somebody who vouches for the person: a word before the call, and thanks afterwards."""

from collections.abc import Sequence

from bot.drafts import claims, pen
from bot.drafts.notes import lines
from bot.drafts.pen import Missing
from bot.drafts.phrases import Phrases, RefereeThanks
from bot.drafts.telling import wanted
from bot.etiquette import Etiquette
from bot.interview import Channel, Contact, Interview, OutcomeKind, Referee, ReferenceUse
from bot.journey import Journey
from bot.message import Draft

LONGEST_STRESS = 500
"""Characters of what the referee should stress that still fit into a message."""


def heads_up(
    journey: Journey,
    interview: Interview,
    referee: Referee,
    use: ReferenceUse,
    etiquette: Etiquette,
    phrases: Phrases,
) -> Draft | Missing:
    """Return a word to a referee before they are called: role, company, who calls, what to expect and stress.

    Somebody who never agreed is asked first instead.

    Args:
        journey: For the people met, and for what the notes call important where nothing to stress is recorded.
        interview: Which one.
        referee: To whom.
        use: What was recorded for this interview.
        etiquette: Not used yet: whoever vouches for somebody knows them.
        phrases: Sentences.

    Raises:
        UnrecordedClaim: It would say something that was not recorded.
    """
    facts = pen.facts_of(interview, phrases)
    caller = pen.fit(use.caller) or _callers(journey.met_in(interview.id))
    if caller:
        facts["caller"] = caller
    stress = pen.fit(use.stress, LONGEST_STRESS)
    if stress:
        facts["stress"] = stress
    elif important := _important(journey, interview, phrases):
        facts["wanted"] = important
    written = phrases.heads_up
    known = claims.recorded_facts(journey, interview, referee, use)
    if referee.agreed is None:
        # Nobody is told of calls to come who was never asked.
        asked = pen.sentences(written.asking, facts)
        matter = pen.sentences([written.stress, written.wanted], facts)
        paragraphs = [" ".join(asked), " ".join(matter), written.asking_ending]
        subject = written.asking_subject
        return _letter("heads_up", referee, subject, paragraphs, phrases, known)
    opening = pen.sentence(written.opening, facts)
    call = pen.sentence(written.caller, facts) or written.no_caller
    matter = pen.sentences([written.stress, written.wanted], facts)
    return _letter(
        "heads_up",
        referee,
        pen.sentence(written.subject[0], facts),
        [f"{opening} {call}", " ".join([written.expect, *matter]), written.ending],
        phrases,
        known,
    )


def referee_thanks(
    journey: Journey,
    interview: Interview,
    referee: Referee,
    use: ReferenceUse,
    etiquette: Etiquette,
    phrases: Phrases,
) -> Draft | Missing:
    """Return thanks to a referee, with what became of the interview; arguments as for `heads_up`.

    Raises:
        UnrecordedClaim: It would say something that was not recorded.
    """
    facts = pen.facts_of(interview, phrases)
    written = phrases.referee_thanks
    news = _news(interview, written)
    return _letter(
        "referee_thanks",
        referee,
        pen.sentence(written.subject[0], facts),
        [pen.sentence(written.opening, facts), pen.sentence(news, facts), written.ending],
        phrases,
        claims.recorded_facts(journey, interview, referee, use),
    )


def _news(interview: Interview, written: RefereeThanks) -> str:
    """Return the sentence on what became of the interview; an offer only where there is one."""
    outcome = interview.outcome
    if outcome is None:
        return written.waiting
    match outcome.kind:
        case OutcomeKind.OFFER:
            return written.offer if outcome.accepted is None else written.accepted
        case OutcomeKind.NEXT_ROUND:
            return written.waiting
        case OutcomeKind.REJECTION:
            return written.rejection
        case OutcomeKind.SILENCE:
            return written.silence
        case OutcomeKind.WITHDRAWN:
            return written.withdrawn


def _callers(people: Sequence[Contact]) -> str:
    """Return who of those met is most likely to call: whoever decides, or the first two."""
    likely = [one for one in people if one.decides or one.recruiter] or list(people)
    return " or ".join(_with_role(one) for one in likely[:2] if pen.fit(one.name))


def _with_role(contact: Contact) -> str:
    name, role = pen.fit(contact.name), pen.fit(contact.role)
    return f"{name} ({role})" if role else name


def _important(journey: Journey, interview: Interview, phrases: Phrases) -> str:
    """Return the first thing noted as important that a referee may read, empty if there is none."""
    notes = journey.notes_of(interview.id)
    found = (wanted(line, phrases.inside) for line in lines(notes.important, phrases))
    return next((one for one in found if one), "")


def _letter(
    kind: str,
    referee: Referee,
    subject: str,
    paragraphs: Sequence[str],
    phrases: Phrases,
    known: Sequence[str],
) -> Draft:
    # Whoever vouches for somebody knows them: neither stiff nor chummy.
    greeting = pen.salutation(phrases, "neutral", referee.name, referee.title)
    body = pen.letter(greeting, paragraphs, pen.in_tone(phrases.closing, "neutral"))
    draft = Draft(kind, referee.name, Channel.EMAIL.value, subject, body)
    return claims.vouched(draft, known, phrases)
