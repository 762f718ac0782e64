"""What was taken down wrong and is set right in a sentence: a company's or a person's name, or who was there."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.handler import Handler
from bot.interview import Contact, Interview
from bot.journey import Question
from bot.message import Topic
from bot.steps.acquaintances import interview_at_hand, person_called
from bot.steps.interview_form import LONGEST_NAME
from bot.turn import Turn
from bot.understanding import capitalised, fold, may_be_small_name

STEP = "set_right"


def renamed(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Give a company or a person the name that is right; False where the wrong one is nobody's."""
    new, old = _bare(turn, parts["new"]), _bare(turn, parts["old"])
    if not new or len(new) > LONGEST_NAME:
        return False
    companies = [one for one in turn.journey.facts.interviews if fold(one.company) == fold(old)]
    if companies:
        at_hand = interview_at_hand(turn)
        _rename(turn, at_hand if at_hand in companies else companies[-1], new)
        return True
    person = person_called(turn, old)
    if person is None or (new.islower() and not may_be_small_name(new)):
        # "Dana is spelled wrong" names nobody.
        return False
    name = _with_part(person.name, old, new)
    if name == person.name:
        return False
    changed = replace(person, name=name, version=person.version + 1)
    turn.put(changed)
    turn.say(Topic.CONTACTS, turn.words("set_right.person", name=name, before=person.name))
    return True


def wrong_company(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Ask for the company's right name; False where there is no interview."""
    interview = interview_at_hand(turn)
    if interview is None:
        return False
    turn.focus(interview)
    turn.ask(STEP, "company", interview.id)
    turn.say(
        Topic.HOME,
        turn.words("set_right.which_company", company=turn.named(interview)),
        interview=interview,
    )
    return True


def absent(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take somebody off the people met; False where nobody met is called so."""
    person = person_called(turn, parts["name"])
    if not isinstance(person, Contact):
        return False
    interview = turn.journey.interview(person.interview)
    turn.remove(person)
    company = "" if interview is None else turn.named(interview)
    turn.say(
        Topic.CONTACTS,
        turn.words("set_right.absent", name=person.name, company=company),
        interview=interview,
    )
    return True


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take the right name of a company."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return False
    if turn.library.intents.is_no(text):
        skip(turn, question)
        return True
    name = _bare(turn, turn.library.intents.without_no(text))
    if not name or len(name) > LONGEST_NAME:
        return False
    turn.settle_question()
    _rename(turn, interview, name)
    return True


def skip(turn: Turn, question: Question) -> None:
    """Leave the name as it is."""
    turn.settle_question()
    turn.say(Topic.HOME, turn.words("home.cancelled"))


def restate(turn: Turn, question: Question) -> str:
    """Ask again for the company's name."""
    interview = turn.journey.interview(question.subject)
    return (
        ""
        if interview is None
        else turn.words("set_right.which_company", company=turn.named(interview))
    )


def _rename(turn: Turn, interview: Interview, name: str) -> None:
    before = interview.company
    changed = replace(interview, company=name, version=interview.version + 1)
    turn.put(changed)
    turn.focus(changed)
    said = turn.words("set_right.company", company=name, before=before)
    turn.say(Topic.HOME, said, interview=changed, facts={"company": name})


def _with_part(name: str, old: str, new: str) -> str:
    """Return a name with its wrong part put right: "smyth" for "smith", or the whole of it."""
    new = capitalised(new)
    wrong = {fold(one) for one in old.split()}
    kept = [one for one in name.split() if fold(one) not in wrong]
    if not kept or len(new.split()) > len(wrong):
        # "Dana Smyth, not Smith": the whole name was said anew.
        return new
    words = name.split()
    at = next(number for number, one in enumerate(words) if fold(one) in wrong)
    return " ".join((*(one for one in words[:at] if one in kept), new, *words[at + len(wrong) :]))


def _bare(turn: Turn, text: str) -> str:
    """Return a name without the small words in which it was told."""
    before = turn.words("set_right.typed_before")
    text = " ".join(text.split())
    return re.sub(rf"^(?:(?:{before})(?:\s+|$))+", "", text, flags=re.IGNORECASE).strip(" .,;:!'\"")


HANDLER = Handler(answer=answer, skip=skip, restate=restate)
