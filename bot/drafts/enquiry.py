"""Letters to the employer later on: asking how things stand, asking for feedback, saying thanks for an offer."""

from collections.abc import Mapping, Sequence

from bot.drafts import claims, pen
from bot.drafts.pen import Missing
from bot.drafts.phrases import Phrases
from bot.etiquette import Etiquette
from bot.interview import Channel, Contact, Interview, NextStep
from bot.journey import Journey
from bot.message import Draft

_NOBODY = Missing(("somebody_to_write_to",))


def follow_up(
    journey: Journey,
    interview: Interview,
    etiquette: Etiquette,
    phrases: Phrases,
    *,
    promise_ahead: bool = False,
) -> Draft | Missing:
    """Return an enquiry about the status: the first friendly, the last one closing the matter.

    Args:
        journey: For the people met and the enquiries sent in this wait.
        interview: Which one.
        etiquette: For the tone and the number of enquiries in the country.
        phrases: Sentences.
        promise_ahead: Whether the day by which they meant to be in touch is still to come.

    Raises:
        UnrecordedClaim: It would say something that was not recorded.
    """
    to = pen.addressee(journey.met_in(interview.id))
    sent = journey.follow_ups_in(interview)
    facts = pen.facts_of(interview, phrases)
    written = phrases.follow_up
    by_recruiter = to is not None and to.recruiter
    if interview.wait.on is not None:
        told = {NextStep.THEY_CALL: "promised", NextStep.I_CALL: "agreed"}
        if interview.wait.next_step in told:
            facts[told[interview.wait.next_step]] = pen.spoken(interview.wait.on)
    if sent:
        facts["last"] = pen.spoken(pen.day_of(interview, sent[-1].sent))
    # Whoever agreed to call needs words to say, not a letter.
    calls = interview.wait.next_step is NextStep.I_CALL and not sent
    if calls or (to is not None and to.channel is Channel.PHONE):
        said = pen.sentences(written.phone_second if sent else written.phone, facts)
        name = interview.company if to is None else to.name
        draft = Draft("follow_up", name, Channel.PHONE.value, "", pen.points(said))
        return claims.vouched(draft, claims.recorded_facts(journey, interview), phrases)
    if sent:
        last = len(sent) + 1 >= etiquette.customs(interview.country).max_follow_ups
        farewell = written.farewell_recruiter if by_recruiter else written.farewell
        paragraphs = [
            " ".join(pen.sentences(written.second, facts)),
            farewell if last else written.patience,
        ]
    else:
        promise = written.promise_ahead if promise_ahead else written.promise
        day = pen.sentences([promise, written.agreed], facts)
        thanks, *asking = pen.sentences(written.first, facts)
        paragraphs = [
            " ".join([thanks, *day, *asking]),
            written.offer_recruiter if by_recruiter else written.offer,
        ]
    subject = pen.sentence(written.subject[1 if sent else 0], facts)
    draft = _letter("follow_up", to, interview, subject, paragraphs, etiquette, phrases)
    return claims.vouched(draft, claims.recorded_facts(journey, interview), phrases)


def feedback_request(
    journey: Journey, interview: Interview, etiquette: Etiquette, phrases: Phrases
) -> Draft | Missing:
    """Return a question for feedback after a rejection.

    Raises:
        UnrecordedClaim: It would say something that was not recorded.
    """
    to = pen.addressee(journey.met_in(interview.id))
    if to is None:
        return _NOBODY
    written = phrases.feedback
    facts = pen.facts_of(interview, phrases)
    said = pen.sentences(written.lines_recruiter if to.recruiter else written.lines, facts)
    subject = pen.sentence(written.subject[0], facts)
    draft = _letter("feedback", to, interview, subject, said, etiquette, phrases)
    return claims.vouched(draft, claims.recorded_facts(journey, interview), phrases)


def acceptance_thanks(
    journey: Journey, interview: Interview, etiquette: Etiquette, phrases: Phrases
) -> Draft | Missing:
    """Return thanks for an accepted offer to whom the person would write first.

    Raises:
        UnrecordedClaim: It would say something that was not recorded.
    """
    to = pen.addressee(journey.met_in(interview.id))
    if to is None:
        return _NOBODY
    return acceptance_set(journey, interview, etiquette, phrases)[to.id]


def acceptance_set(
    journey: Journey, interview: Interview, etiquette: Etiquette, phrases: Phrases
) -> Mapping[str, Draft]:
    """Return thanks for an accepted offer to everybody met, by id of the contact, each in other words.

    Raises:
        UnrecordedClaim: One would say something that was not recorded.
    """
    written = phrases.acceptance
    facts = pen.facts_of(interview, phrases)
    known = claims.recorded_facts(journey, interview)
    subjects = pen.sentences(written.subject, facts)
    endings = pen.sentences(written.ending, facts)
    drafts: dict[str, Draft] = {}
    for at, to in enumerate(journey.met_in(interview.id)):
        news = pen.sentences(written.news_recruiter if to.recruiter else written.news, facts)
        said = [news[at % len(news)], endings[at % len(endings)]]
        subject = subjects[at % len(subjects)]
        draft = _letter("acceptance", to, interview, subject, said, etiquette, phrases)
        drafts[to.id] = claims.vouched(draft, known, phrases)
    return drafts


def _letter(
    kind: str,
    to: Contact | None,
    interview: Interview,
    subject: str,
    paragraphs: Sequence[str],
    etiquette: Etiquette,
    phrases: Phrases,
) -> Draft:
    tone = etiquette.advice(interview.country).formality
    if to is None:
        name = interview.company
        greeting = phrases.salutation.team.format(company=pen.squeezed(interview.company))
    else:
        name = to.name
        greeting = pen.salutation(phrases, tone, to.name, to.title, interview.country)
    body = pen.letter(greeting, paragraphs, pen.in_tone(phrases.closing, tone))
    return Draft(kind, name, Channel.EMAIL.value, subject, body)
