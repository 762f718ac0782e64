"""Thank-you notes for everybody met in one interview, written together so that no two are alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.drafts import claims, pen
from bot.drafts.likeness import MOST_ALIKE, heart, likeness
from bot.drafts.notes import deal
from bot.drafts.pen import Facts, Missing
from bot.drafts.phrases import Phrases, RoundOfTones
from bot.drafts.telling import Form, Recorded
from bot.etiquette import Etiquette, Formality
from bot.interview import Channel, Contact, Interview
from bot.journey import Journey
from bot.message import Draft

KIND = "thank_you"
LINKEDIN = 300
"""Characters of a note with a LinkedIn invitation."""
CARD = 60
"""Words on a card written by hand."""
SUBJECT = 120
"""Characters of a subject; most mail programs show fewer."""
_TRIES = 12
"""Ways to write a note before the person is asked for one more fact."""
_ASKED = ("something_they_said",)


def thank_you_set(
    journey: Journey,
    interview: Interview,
    channels: Mapping[str, Channel],
    etiquette: Etiquette,
    phrases: Phrases,
) -> Mapping[str, Draft | Missing]:
    """Return a note for everybody met, by id of the contact.

    Each gets sentences and recorded facts of their own. Whose note would still be too much like another's
    gets a question instead. A note the person has edited stays as it is, and the others keep clear of it.

    Args:
        journey: For notes and people.
        interview: Which one.
        channels: How each note travels, by id of the contact.
        etiquette: For the tone of the country.
        phrases: Sentences.

    Raises:
        UnrecordedClaim: A note would say something that was not recorded.
    """
    people = journey.met_in(interview.id)
    dealt = deal(people, journey.notes_of(interview.id), phrases)
    known = claims.recorded_facts(journey, interview)
    desk = _Desk(
        phrases,
        etiquette.advice(interview.country).formality,
        pen.facts_of(interview, phrases),
        interview.country,
    )
    written: dict[str, Draft | Missing] = {
        one.id: Draft(KIND, one.name, channels[one.id].value, one.note_subject, one.note)
        for one in people
        if one.note
    }
    first = _earlier_rounds(journey, interview)
    for at, one in enumerate(people, first):
        if one.id not in written:
            others = [old for old in written.values() if isinstance(old, Draft)]
            tries = (
                desk.note(one, channels[one.id], dealt[one.id], at + shift)
                for shift in range(_TRIES)
            )
            fresh = next((draft for draft in tries if _unlike(draft, others)), None)
            written[one.id] = (
                Missing(_ASKED) if fresh is None else claims.vouched(fresh, known, phrases)
            )
    return {one.id: written[one.id] for one in people}


def without_own_fact(
    journey: Journey, interview: Interview, phrases: Phrases
) -> tuple[Contact, ...]:
    """Return whose note has nothing from the notes in it yet: a line about them would make it their own."""
    people = journey.met_in(interview.id)
    dealt = deal(people, journey.notes_of(interview.id), phrases)
    return tuple(one for one in people if not dealt[one.id])


def envelope_lines(interview: Interview, contact: Contact) -> tuple[str, ...]:
    """Return what stands on the envelope of a card, as far as it is recorded."""
    name = f"{contact.title} {contact.name}".strip()
    return (
        name,
        interview.company,
        *(line.strip() for line in contact.postal.splitlines() if line.strip()),
    )


def _earlier_rounds(journey: Journey, interview: Interview) -> int:
    """Return how many rounds came before, so that who is met again does not read the same sentences again."""
    return sum(
        one.application == interview.application and one.ended < interview.ended
        for one in journey.facts.interviews
    )


def _unlike(draft: Draft, others: Sequence[Draft]) -> bool:
    return all(likeness(heart(draft.body), heart(one.body)) <= MOST_ALIKE for one in others)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the notes of one interview are written."""

    phrases: Phrases
    tone: Formality
    facts: Facts
    country: str | None

    def note(
        self, contact: Contact, channel: Channel, dealt: Sequence[Recorded], turn: int
    ) -> Draft:
        """Return a note; `turn` chooses among the sentences."""
        facts = dict(self.facts)
        work = pen.work_of(contact.role, self.phrases.roles)
        if work:
            facts["work"] = work
        body = {
            Channel.EMAIL: self._email,
            Channel.CARD: self._card,
            Channel.LINKEDIN: self._linkedin,
            Channel.PHONE: self._points,
        }[channel](contact, dealt, facts, turn)
        subject = ""
        if channel is Channel.EMAIL:
            possible = pen.sentences(self.phrases.thank_you.subject, facts)
            short = [one for one in possible if len(one) <= SUBJECT] or possible
            subject = short[turn % len(short)]
        return Draft(KIND, contact.name, channel.value, subject, body)

    def _email(self, contact: Contact, dealt: Sequence[Recorded], facts: Facts, turn: int) -> str:
        written = self.phrases.thank_you
        opening = _pick(self._round(written.opening), turn, facts)
        if not dealt:
            opening = f"{opening} {_pick(written.work, turn, facts)}".strip()
        return pen.letter(
            self._greeting(contact),
            (
                opening,
                " ".join(self._of_notes(one, turn + at) for at, one in enumerate(dealt)),
                _pick(self._round(written.ending), turn, facts),
            ),
            pen.in_tone(self.phrases.closing, self.tone),
        )

    def _card(self, contact: Contact, dealt: Sequence[Recorded], facts: Facts, turn: int) -> str:
        opening = _pick(self.phrases.card.opening, turn, facts)
        work = _pick(self.phrases.thank_you.work, turn, facts)
        more = [*(self._of_notes(one, turn) for one in dealt[:1]), work, ""]
        closing = pen.in_tone(self.phrases.closing, self.tone)
        tries = [
            pen.letter(greeting, (f"{text} {one}".strip(),), closing)
            for greeting in (self._greeting(contact), self.phrases.salutation.plain)
            for text in (opening, *self._short(self.phrases.card.opening))
            for one in more
        ]
        return next((one for one in tries if len(one.split()) <= CARD), tries[-1])

    def _linkedin(
        self, contact: Contact, dealt: Sequence[Recorded], facts: Facts, turn: int
    ) -> str:
        opening = _pick(self.phrases.linkedin.opening, turn, facts)
        ending = _pick(self.phrases.linkedin.ending, turn, facts)
        noted = [self._of_notes(one, turn) for one in dealt[:1]]
        more = [*(f"{one} {ending}" for one in noted), *noted, ending, ""]
        tries = [
            f"{greeting} {text} {one}".strip()
            for greeting in (self._greeting(contact), self.phrases.salutation.plain)
            for text in (opening, *self._short(self.phrases.linkedin.opening))
            for one in more
        ]
        return next((one for one in tries if len(one) <= LINKEDIN), tries[-1])

    def _points(self, contact: Contact, dealt: Sequence[Recorded], facts: Facts, turn: int) -> str:
        spoken = self.phrases.phone
        return pen.points(
            [
                _pick(spoken.opening, turn, facts),
                _pick(spoken.thanks, turn, facts),
                *(self._to_mention(one, turn + at) for at, one in enumerate(dealt)),
                _pick(spoken.ending, turn, facts),
            ]
        )

    def _to_mention(self, one: Recorded, turn: int) -> str:
        spoken = self.phrases.phone
        match one.form:
            case Form.TOPIC:
                return _pick(spoken.topic, turn, {"topic": one.text})
            case Form.QUESTION:
                return _pick(spoken.question, turn, {"question": one.text})
            case Form.SAID | Form.LINE:
                return _pick(spoken.line, turn, {"line": one.spoken})

    def _of_notes(self, one: Recorded, turn: int) -> str:
        templates: Sequence[str] = getattr(self.phrases.thank_you.recorded, one.form.value)
        return _pick(templates, turn, {one.form.value: one.text})

    def _short(self, templates: Sequence[str]) -> list[str]:
        """Return what can be said where role and company are too long."""
        return pen.sentences(templates, {"on": self.facts["on"]})

    def _greeting(self, contact: Contact) -> str:
        return pen.salutation(self.phrases, self.tone, contact.name, contact.title, self.country)

    def _round(self, tones: RoundOfTones) -> Sequence[str]:
        templates: Sequence[str] = getattr(tones, self.tone)
        return templates


def _pick(templates: Sequence[str], turn: int, facts: Facts) -> str:
    """Return the sentence whose turn it is among those whose facts are known, empty if there is none."""
    possible = pen.sentences(templates, facts)
    return possible[turn % len(possible)] if possible else ""
