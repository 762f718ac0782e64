"""An address told by itself ("maya@stripe.com") or with a name: whose it is, set or asked."""

from collections.abc import Mapping
from dataclasses import replace

from bot.action import Action
from bot.handler import Handler
from bot.interview import Contact, Interview, Referee, Step
from bot.journey import Question
from bot.message import Topic
from bot.steps import contacts, paging
from bot.steps.acquaintances import interview_at_hand, met, person_called
from bot.steps.interview_form import LONGEST_NAME
from bot.turn import Turn
from bot.understanding import PersonRead, fold, read_email, read_people, read_phone
from bot.understanding.reading import Problem

STEP = "address"
SHORTEST = 3
"""Letters of a name that are looked for in an address; fewer are in too many."""
_OFFERS = ("home", STEP)
"""Whose questions are no more than an offer, and give way to people."""
MOST_ASKED = 8
"""People with a button each; of more, the name is asked for."""


def told(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take an address for whose it is, or ask; False where nobody could be meant."""
    typed = parts["address"]
    read = _read(turn, typed)
    if "name" in parts:
        person = person_called(turn, parts["name"]) or _only_one(turn, parts["name"])
        if person is None:
            return False
        if isinstance(read, Problem):
            turn.say(Topic.CONTACTS, turn.words("contacts.wrong_address", typed=typed))
        else:
            _set(turn, person, read)
        return True
    if isinstance(read, Problem):
        return False
    return _whose(turn, read)


def told_with_name(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take people told with their addresses though nobody asked; False while something else is asked."""
    question, interview = turn.dialogue.question, interview_at_hand(turn)
    if interview is None or (question is not None and question.step not in _OFFERS):
        return False
    people = read_people(text, interview.country)
    if not people or not all(_is_surely_met(one) for one in people):
        return False
    return contacts.add(turn, interview, text)


def _is_surely_met(read: PersonRead) -> bool:
    """Say whether words are one person's name and address and no more than who they are."""
    return bool(read.name and (read.email or read.phone)) and not read.problems


def press(turn: Turn, action: Action) -> None:
    """Take the address asked about for the person of the button."""
    question = turn.dialogue.question
    person = turn.journey.contact(action.id) or turn.journey.referee(action.id)
    if person is None or action.verb != "of":
        raise LookupError(action)
    if question is None or question.step != STEP:
        turn.say(Topic.CONTACTS, turn.words("address.settled"))
        return
    turn.edit(Topic.CONTACTS, turn.words("address.of", name=person.name, address=question.argument))
    _set(turn, person, question.argument)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take whose address it is: a plain yes to the one asked about, or a name, known or new."""
    intents = turn.library.intents
    asked = turn.journey.contact(question.subject) or turn.journey.referee(question.subject)
    if intents.is_no(text):
        _ask_name(turn, question.argument)
        return True
    if intents.is_yes(text) and asked is not None:
        _set(turn, asked, question.argument)
        return True
    named = person_called(turn, text)
    if named is not None:
        _set(turn, named, question.argument)
        return True
    interview = interview_at_hand(turn)
    if interview is None or len(text) > LONGEST_NAME:
        return False
    return contacts.add(turn, interview, f"{text}, {question.argument}")


def skip(turn: Turn, question: Question) -> None:
    """Leave the address out."""
    turn.settle_question()
    turn.say(Topic.CONTACTS, turn.words("address.left_out"))


def restate(turn: Turn, question: Question) -> str:
    """Ask again whose the address is."""
    return turn.words("address.whose", address=question.argument)


def _read(turn: Turn, typed: str) -> str | Problem:
    typed = typed.strip("<>()[],;:.").removeprefix("mailto:")
    return read_email(typed) if "@" in typed else read_phone(typed, turn.journey.person.country)


def _whose(turn: Turn, address: str) -> bool:
    interview = interview_at_hand(turn)
    known = next((one for one in (*met(turn), *_referees(turn)) if one.email == address), None)
    if known is not None:
        turn.say(Topic.CONTACTS, turn.words("address.known", name=known.name, address=address))
        return True
    without = [one for one in _meant(turn, interview) if not one.email]
    fitting = [one for one in without if _fits(one.name, address)]
    if len(fitting) == 1:
        _set(turn, fitting[0], address)
        return True
    if not without and (interview is None or _of_references(turn)):
        return False
    if len(without) == 1:
        one = without[0]
        turn.ask(STEP, "is_it", one.id, argument=address)
        yes = turn.button(turn.words("address.yes_button", name=one.name), STEP, "of", one.id)
        no = turn.words("address.is_it", name=one.name, address=address)
        turn.say(Topic.CONTACTS, no, turn.choices(yes), interview=interview)
    elif without and len(without) <= MOST_ASKED:
        turn.ask(STEP, "whose", argument=address)
        labels = paging.told_apart(
            {one.id: turn.words("address.of_button", name=one.name) for one in without}
        )
        buttons = [turn.button(label, STEP, "of", id) for id, label in labels.items()]
        said = turn.words("address.whose", address=address)
        turn.say(Topic.CONTACTS, said, turn.choices(*buttons), interview=interview)
    else:
        _ask_name(turn, address)
    return True


def _ask_name(turn: Turn, address: str) -> None:
    turn.ask(STEP, "whose", argument=address)
    turn.say(Topic.CONTACTS, turn.words("address.whose_name", address=address))


def _meant(turn: Turn, interview: Interview | None) -> tuple[Contact | Referee, ...]:
    """Return whose the address may be: the referees' while they are spoken of, else the people met."""
    if _of_references(turn):
        return _referees(turn)
    return () if interview is None else tuple(turn.journey.met_in(interview.id))


def _of_references(turn: Turn) -> bool:
    question = turn.dialogue.question
    return question is not None and question.step == Step.REFERENCES.value


def _only_one(turn: Turn, name: str) -> Contact | Referee | None:
    """Return who "her" is where only one person could be meant."""
    people = _meant(turn, interview_at_hand(turn))
    pronouns = turn.words("address.typed_pronouns").split("|")
    return people[0] if len(people) == 1 and fold(name) in pronouns else None


def _referees(turn: Turn) -> tuple[Referee, ...]:
    return tuple(turn.journey.facts.referees)


def _fits(name: str, address: str) -> bool:
    """Say whether an address has a name in it: maya.smith@ and msmith@ of Maya Smith."""
    local = fold(address.partition("@")[0])
    return any(len(part) >= SHORTEST and part in local for part in fold(name).split())


def _set(turn: Turn, person: Contact | Referee, address: str) -> None:
    field = "email" if "@" in address else "phone"
    before = person.email if field == "email" else person.phone
    if turn.dialogue.question is not None and turn.dialogue.question.step == STEP:
        turn.settle_question()
    if before == address:
        turn.say(Topic.CONTACTS, turn.words("address.known", name=person.name, address=address))
        return
    version = person.version + 1
    # The type checker takes no field's name from a variable.
    if field == "email":
        turn.put(replace(person, email=address, version=version))
    else:
        turn.put(replace(person, phone=address, version=version))
    said = "address.set" if not before else "address.set_instead"
    turn.say(Topic.CONTACTS, turn.words(said, name=person.name, address=address, before=before))


HANDLER = Handler(press=press, answer=answer, skip=skip, restate=restate)
