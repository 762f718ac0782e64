"""Thank-you notes for everybody met in one interview, written together so that no two are alike."""

import re
from collections.abc import Mapping, Sequence

from bot.drafts import pen
from bot.drafts.likeness import too_alike
from bot.drafts.pen import Facts, Missing
from bot.drafts.phrases import Opening, Phrases
from bot.drafts.privacy import fit_to_share
from bot.etiquette import Etiquette, Formality
from bot.interview import Channel, Contact, Interview
from bot.journey import Journey
from bot.message import Draft

KIND = "thank_you"
LINKEDIN = 300
"""Characters of a note with a LinkedIn invitation."""
CARD = 60
"""Words on a card written by hand."""
LONGEST_LINE = 200
"""Characters of a line of notes that still fits into a sentence."""
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
    gets a question instead.

    Args:
        journey: For notes and people.
        interview: Which one.
        channels: How each note travels, by id of the contact.
        etiquette: For the tone of the country.
        phrases: Sentences.
    """
    people = journey.met_in(interview.id)
    formality = etiquette.advice(interview.country).formality
    lines = _shared_out(people, _lines(journey, interview, phrases), phrases)
    facts = pen.facts_of(interview)
    written: dict[str, Draft | Missing] = {}
    for at, one in enumerate(people):
        own = {**facts, **lines.get(one.id, {})}
        if one.role:
            own["their_role"] = (
                one.role[0].lower() + one.role[1:] if one.role[1:2].islower() else one.role
            )
        draft = _note(one, at, channels[one.id], own, formality, phrases)
        earlier = [old for old in written.values() if isinstance(old, Draft)]
        compared = [old for old in earlier if old.channel != Channel.PHONE.value]
        alike = draft.channel != Channel.PHONE.value and too_alike([*compared, draft])
        written[one.id] = Missing(_ASKED) if alike else draft
    return written


def envelope_lines(interview: Interview, contact: Contact) -> tuple[str, ...]:
    """Return what stands on the envelope of a card, as far as it is recorded."""
    name = f"{contact.title} {contact.name}".strip()
    return (
        name,
        interview.company,
        *(line for line in contact.postal.splitlines() if line.strip()),
    )


def _note(
    contact: Contact,
    at: int,
    channel: Channel,
    facts: Facts,
    formality: Formality,
    phrases: Phrases,
) -> Draft:
    subject = ""
    match channel:
        case Channel.PHONE:
            body = _talking_points(at, facts, phrases)
        case Channel.LINKEDIN:
            body = _linkedin(contact, at, facts, formality, phrases)
        case Channel.CARD:
            body = _card(contact, at, facts, formality, phrases)
        case Channel.EMAIL:
            subject = _pick(phrases.thank_you.subject, at, facts)
            body = _email(contact, at, facts, formality, phrases)
    return Draft(KIND, contact.name, channel.value, subject, body)


def _email(contact: Contact, at: int, facts: Facts, formality: Formality, phrases: Phrases) -> str:
    written = phrases.thank_you
    greeting = pen.salutation(phrases, formality, contact.name, contact.title)
    fact = _fact(at, facts, phrases)
    middle = _pick(written.middle, at, facts)
    if not fact and "their_role" in facts:
        middle = _pick(written.role_of_theirs, at, facts) + " " + middle
    body = f"{fact} {middle}" if fact else middle
    closing = pen.in_register(phrases.closing, formality)
    return pen.letter(
        greeting,
        (_pick(written.opening, at, facts), body, _pick(written.ending, at, facts)),
        closing,
    )


def _card(contact: Contact, at: int, facts: Facts, formality: Formality, phrases: Phrases) -> str:
    greeting = pen.salutation(phrases, formality, contact.name, contact.title)
    closing = pen.in_register(phrases.closing, formality)
    for text in _shorter_and_shorter(phrases.card, at, facts, phrases):
        note = pen.letter(greeting, (text,), closing)
        if len(note.split()) <= CARD:
            return note
    return pen.letter("", (_shortest(phrases.card, facts),), closing).strip()


def _linkedin(
    contact: Contact, at: int, facts: Facts, formality: Formality, phrases: Phrases
) -> str:
    greeting = pen.salutation(phrases, formality, contact.name, contact.title)
    for text in _shorter_and_shorter(phrases.linkedin, at, facts, phrases):
        note = f"{greeting} {text}"
        if len(note) <= LINKEDIN:
            return note
    return _shortest(phrases.linkedin, facts)


def _shorter_and_shorter(kind: Opening, at: int, facts: Facts, phrases: Phrases) -> tuple[str, ...]:
    """Return what a short note may say, the fullest first."""
    opening, fact = _pick(kind.opening, at, facts), _fact(at, facts, phrases)
    middle, shortest = _pick(phrases.thank_you.middle, at, facts), _shortest(kind, facts)
    full = (f"{opening} {fact}",) if fact else ()
    return (*full, f"{opening} {middle}", f"{shortest} {middle}", shortest)


def _shortest(kind: Opening, facts: Facts) -> str:
    return min(pen.sentences(kind.opening, facts), key=len)


def _talking_points(at: int, facts: Facts, phrases: Phrases) -> str:
    spoken = phrases.phone
    points = [
        _pick(spoken.opening, at, facts),
        _pick(spoken.thanks, at, facts),
        _first_told((spoken.talked, spoken.remembered, spoken.noted), at, facts),
        _pick(spoken.ending, at, facts),
    ]
    return "\n".join(f"- {one}" for one in points if one)


def _fact(at: int, facts: Facts, phrases: Phrases) -> str:
    said = phrases.thank_you
    return _first_told((said.talked, said.remembered, said.noted, said.kept), at, facts)


def _first_told(kinds: Sequence[Sequence[str]], at: int, facts: Facts) -> str:
    return next((told for templates in kinds if (told := _pick(templates, at, facts))), "")


def _pick(templates: Sequence[str], at: int, facts: Facts) -> str:
    """Return the sentence that is this person's turn among those whose facts are known."""
    possible = pen.sentences(templates, facts)
    return possible[at % len(possible)] if possible else ""


def _lines(journey: Journey, interview: Interview, phrases: Phrases) -> list[str]:
    notes = journey.notes_of(interview.id)
    written = f"{notes.learned}\n{notes.important}".splitlines()
    return [
        line.strip()
        for line in written
        if line.strip() and len(line) <= LONGEST_LINE and fit_to_share(line, phrases.private.words)
    ]


def _shared_out(
    people: Sequence[Contact], lines: Sequence[str], phrases: Phrases
) -> dict[str, dict[str, str]]:
    """Give each person the line that names them, then each of the others one that names nobody."""
    given: dict[str, dict[str, str]] = {}
    free: list[str] = []
    for line in lines:
        named = [one for one in people if _names(line, one)]
        if not named:
            free.append(line)
        elif len(named) == 1 and named[0].id not in given:
            given[named[0].id] = _told_to(line, named[0], phrases)
    for one in people:
        if one.id not in given and free:
            given[one.id] = _told(free.pop(0), phrases)
    return given


def _names(line: str, contact: Contact) -> bool:
    return any(re.search(rf"\b{re.escape(part)}\b", line) for part in _called(contact))


def _called(contact: Contact) -> list[str]:
    parts = contact.name.split()
    titled = [f"{contact.title} {parts[-1]}"] if contact.title and parts else []
    return [contact.name, *titled, *parts[:1], *parts[-1:]]


def _told_to(line: str, contact: Contact, phrases: Phrases) -> dict[str, str]:
    """Turn a line about somebody into one said to them."""
    for called in _called(contact):
        topic = re.fullmatch(rf"{re.escape(called)}\s*:\s*(.+)", line)
        if topic:
            return {"topic": _inside(topic[1], phrases)}
    for called in sorted(_called(contact), key=len, reverse=True):
        begins = re.match(rf"{re.escape(called)}\s+(\w+)(.*)", line)
        if begins:
            return {"did": f"{_second_person(begins[1])}{begins[2]}".rstrip(".!;, ")}
    return _told(line, phrases)


def _told(line: str, phrases: Phrases) -> dict[str, str]:
    """Return a line as part of a sentence, or as a quotation where it is none itself."""
    note = line.strip().rstrip(".!;, ")
    verbs = phrases.inside.verbs
    begins = line.startswith(tuple(f"{word} " for word in phrases.inside.they))
    if begins or verbs & set(re.findall(r"\w+", line.casefold())):
        return {"line": _inside(line, phrases), "note": note}
    return {"note": note}


def _second_person(verb: str) -> str:
    """Return a verb as it follows "you": "leads" becomes "lead", "asked" stays."""
    irregular = {"is": "are", "was": "were", "has": "have", "does": "do"}
    if verb in irregular:
        return irregular[verb]
    if re.search(r"(?:ch|sh|ss|x|o)es$", verb):
        return verb[:-2]
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    return verb[:-1] if verb.endswith("s") and not verb.endswith(("ss", "us", "is")) else verb


def _inside(line: str, phrases: Phrases) -> str:
    """Return a line as part of a sentence: "They ship weekly." becomes "you ship weekly"."""
    said = line.strip().rstrip(".!;, ")
    for word in phrases.inside.they:
        if said.startswith(f"{word} "):
            return phrases.inside.you + said.removeprefix(word)
    first = said.split(" ", 1)[0]
    return said[0].lower() + said[1:] if first in phrases.inside.starters else said
