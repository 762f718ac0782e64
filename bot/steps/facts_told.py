"""A fact told in passing of somebody or of the interview that is recorded: "maya is the boss", "it was on zoom"."""

from collections.abc import Mapping
from dataclasses import replace

from bot.interview import Channel, Contact, Interview, Step
from bot.message import Topic
from bot.steps import add, contacts, settings
from bot.steps.acquaintances import interview_at_hand, person_called
from bot.steps.interview_form import LONGEST_NAME
from bot.turn import Turn
from bot.understanding import has_role_word, read_city, read_country, read_people, read_told

LONGEST_ROLE = 6
"""Words of what somebody does; more are a story about them."""


def known_person(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Complete somebody who is recorded; False where nobody is meant, or where notes are asked for."""
    person = person_called(turn, parts["name"])
    if not isinstance(person, Contact) or _asks_for_notes(turn):
        return False
    read = read_people(f"{person.name}, {parts['what']}")
    if len(read) != 1 or read[0].name != person.name or read[0].problems:
        return False
    told = read[0]
    role = told.role if told.role != person.role else ""
    if role and (not has_role_word(role) or len(role.split()) > LONGEST_ROLE):
        return False
    changed = replace(
        person,
        role=role or person.role,
        decides=person.decides if told.decides is None else told.decides,
        channel=Channel(told.channel) if told.channel else person.channel,
        recruiter=told.recruiter or person.recruiter,
    )
    interview = turn.journey.interview(person.interview)
    if changed == person or interview is None:
        return False
    changed = replace(changed, version=person.version + 1)
    turn.put(changed)
    contacts.echo(turn, interview, (changed,))
    return True


def interview_fact(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Complete the interview at hand; False where there is none, or where notes are asked for."""
    interview = interview_at_hand(turn)
    if interview is None or _asks_for_notes(turn):
        return False
    if "end" in parts:
        return add.correct_end(turn, interview, parts["end"])
    changed, said = interview, ""
    if "format" in parts:
        how = read_told(f"{interview.company} {parts['format']}", turn.now, turn.zone).format
        changed, said = replace(interview, format=how), parts["format"]
    elif "round" in parts:
        changed, said = replace(interview, round=parts["round"]), parts["round"]
    elif len(parts.get("role", "")) <= LONGEST_NAME:
        changed, said = replace(interview, role=parts["role"]), parts["role"]
    if changed == interview:
        return False
    _keep(turn, changed, "facts_told.noted", said)
    return True


def unwelcome(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take that the employer wants no calls; False where no interview is at hand."""
    interview = interview_at_hand(turn)
    if interview is None or interview.contact_unwelcome:
        return False
    _keep(turn, replace(interview, contact_unwelcome=True), "facts_told.unwelcome", "")
    return True


def i_live(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take where somebody lives for their country or their zone; False where it is no place ("in doubt now")."""
    place = parts.get("place", "") or parts.get("here", "")
    if isinstance(read_country(place), str) and "place" in parts:
        settings.change(turn, "country", place)
    elif read_city(place) is not None:
        settings.change(turn, "zone", place)
    else:
        return False
    return True


def _asks_for_notes(turn: Turn) -> bool:
    question = turn.dialogue.question
    return question is not None and question.step == Step.REFLECTION.value


def _keep(turn: Turn, interview: Interview, said: str, what: str) -> None:
    interview = replace(interview, version=interview.version + 1)
    turn.put(interview)
    turn.focus(interview)
    company = turn.named(interview)
    turn.say(Topic.HOME, turn.words(said, company=company, what=what), interview=interview)
