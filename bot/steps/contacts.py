"""Contacts: whom the person met, how they are reached, and how to get what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.action import Action
from bot.handler import Handler, Reminder
from bot.interview import Contact, Interview, Step
from bot.journey import Question
from bot.message import Card, Text, Topic
from bot.schedule import NudgeKey
from bot.steps import names_missing, people_told, person_form, person_line, progress, which
from bot.turn import Turn
from bot.understanding import names_unknown, read_people

STEP = Step.CONTACTS.value
MOST_SHOWN = 8
"""People on one card; a message has room for so many with all that is known of them."""


def command(turn: Turn, rest: str) -> None:
    """Show whom the person met; with people in `rest`, add them."""
    interview, left = which.pick(turn, "people", rest, ended=True)
    if interview is None:
        return
    turn.focus(interview)
    if left and add(turn, interview, left):
        return
    show(turn, interview)


def show(turn: Turn, interview: Interview) -> None:
    """Show the people of an interview, each with a way to change them, and ask for more."""
    interview = turn.open_step(interview, Step.CONTACTS)
    met = turn.journey.met_in(interview.id)
    words = turn.words
    if not met:
        turn.ask(STEP, "who", interview.id)
        turn.say(
            Topic.CONTACTS,
            words("contacts.who", company=turn.named(interview)),
            words("contacts.who_how"),
            turn.choices(
                turn.button(words("contacts.none"), STEP, "none", interview.id),
                turn.button(words("progress.later"), progress.STEP, "later", interview.id, STEP),
            ),
            interview=interview,
        )
        return
    for page in _pages(met, MOST_SHOWN):
        turn.say(
            Topic.CONTACTS,
            Card(
                words("contacts.title", company=turn.named(interview)),
                tuple(person_line.line(turn, one) for one in page),
            ),
            turn.choices(
                *(
                    turn.button(label, STEP, "edit", one.id)
                    for label, one in _labels(turn, "contacts.edit", page).items()
                ),
            ),
            interview=interview,
            facts={"people": [person_line.fact(one) for one in page]},
        )
    turn.ask(STEP, "who", interview.id)
    turn.say(
        Topic.CONTACTS,
        words("contacts.more"),
        turn.choices(turn.button(words("contacts.all"), STEP, "all", interview.id)),
        interview=interview,
    )


def press(turn: Turn, action: Action) -> None:
    """Show, confirm, change or set aside people."""
    if action.verb in ("edit", "remove"):
        contact = turn.journey.contact(action.id)
        if contact is None:
            raise LookupError(action)
        if action.verb == "edit":
            turn.open(person_form.first_page(turn, contact))
        else:
            _remove(turn, contact)
        return
    interview = turn.journey.interview(action.id)
    if interview is None:
        raise LookupError(action)
    turn.focus(interview)
    match action.verb:
        case "show" | "add":
            show(turn, interview)
        case "right" | "all":
            _confirm(turn, interview)
        case "fix":
            _fix(turn, interview)
        case "none":
            progress.skip(turn, interview, Step.CONTACTS)
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Read people from words; False if there are none in them."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return False
    if names_unknown(text):
        names_missing.say_how(turn, interview, turn.words("contacts.unknown"))
        return True
    if turn.library.intents.is_no(text):
        turn.settle_question()
        progress.skip(turn, interview, Step.CONTACTS)
        return True
    return add(turn, interview, text)


def skip(turn: Turn, question: Question) -> None:
    """Set the step aside: no contacts could be had."""
    interview = turn.journey.interview(question.subject)
    if interview is not None:
        progress.skip(turn, interview, Step.CONTACTS)


def restate(turn: Turn, question: Question) -> str:
    """Ask again whom the person met."""
    interview = turn.journey.interview(question.subject)
    return "" if interview is None else turn.words("contacts.who", company=turn.named(interview))


def submit(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    """Save the form about one person."""
    contact = turn.journey.contact(action.id)
    if contact is None:
        raise LookupError(action)
    interview = turn.journey.interview(contact.interview)
    country = None if interview is None else interview.country
    if action.verb == "first":
        changed = person_form.first_typed(turn, contact, values, country)
    elif action.verb == "second":
        changed = person_form.second_typed(turn, contact, values)
    else:
        raise LookupError(action)
    if turn.has_problems or interview is None:
        return
    if changed != contact and action.argument != str(contact.version):
        before = person_line.line(turn, contact)
        said = turn.words("contacts.changed_meanwhile", name=contact.name, before=before)
        turn.say(Topic.CONTACTS, said, interview=interview)
    changed = replace(changed, version=contact.version + (changed != contact))
    turn.put(changed)
    turn.focus(interview)
    echo(turn, interview, (changed,))
    if action.verb == "first":
        turn.open(person_form.second_page(turn, changed))


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Ask whom the person met, while it is fresh."""
    if interview is None:
        raise LookupError(key)
    turn.ask(STEP, "who", interview.id)
    return Reminder(
        parts=(Text(turn.words("contacts.remind", company=turn.named(interview))),),
        buttons=(
            turn.button(turn.words("progress.open_contacts"), STEP, "show", interview.id),
            turn.button(turn.words("contacts.none"), STEP, "none", interview.id),
        ),
    )


def answered_instead(turn: Turn, interview: Interview, text: str) -> bool:
    """Take words with an address as people while nobody is recorded; False if they are not."""
    if "@" not in text or turn.journey.met_in(interview.id):
        return False
    return add(turn, interview, text)


def _confirm(turn: Turn, interview: Interview) -> None:
    """Leave the card as it is said to be right, without its buttons, and go on."""
    turn.settle_question()
    met = turn.journey.met_in(interview.id)
    title = turn.words("contacts.title", company=turn.named(interview))
    card = Card(title, tuple(person_line.line(turn, one) for one in met[:MOST_SHOWN]))
    turn.edit(
        Topic.CONTACTS,
        card,
        turn.words("contacts.confirmed"),
        interview=interview,
        facts={"people": [person_line.fact(one) for one in met]},
    )
    progress.propose(turn, interview)


def echo(turn: Turn, interview: Interview, people: Sequence[Contact]) -> None:
    """Say who was understood, and how to get what is missing."""
    words = turn.words
    missing = [one.name for one in people if not person_line.reach(one)]
    lines = [person_line.line(turn, one) for one in people]
    parts: list[Card | str] = [
        Card(
            words.plural("contacts.understood", len(people), company=turn.named(interview)),
            tuple(lines),
        )
    ]
    if missing and not interview.contact_unwelcome:
        parts.append(words("contacts.how_to_get", names=words.list(missing)))
    turn.say(
        Topic.CONTACTS,
        *parts,
        turn.choices(
            turn.button(words("contacts.right"), STEP, "right", interview.id),
            turn.button(words("contacts.fix"), STEP, "fix", interview.id),
        ),
        interview=interview,
        facts={"people": [person_line.fact(one) for one in people]},
    )


def add(turn: Turn, interview: Interview, text: str) -> bool:
    """Add people from words; False if nobody is named in them."""
    if len(text) > people_told.LONGEST:
        turn.say(
            Topic.CONTACTS,
            turn.words("contacts.too_long", most=people_told.LONGEST),
            interview=interview,
        )
        return True
    people = read_people(text, interview.country)
    named = tuple(one for one in people if one.name)
    left_out = people_told.without_name(people)
    if left_out and len(left_out) == len(people):
        turn.ask(STEP, "who", interview.id)
        names_missing.say_how(turn, interview, turn.words("contacts.nameless"))
        return True
    if not named or not people_told.are_names(text, named):
        return False
    if people_told.is_sentence(text, named):
        return False
    if len(named) > people_told.MOST:
        turn.say(
            Topic.CONTACTS,
            turn.words("contacts.too_many", most=people_told.MOST),
            interview=interview,
        )
        return True
    turn.settle_question()
    recorded = people_told.record(turn, interview, named)
    turn.focus(interview)
    echo(turn, interview, recorded)
    names_missing.say_left_out(turn, interview, people)
    wrong = people_told.problems_of(turn, people)
    if wrong:
        turn.say(Topic.CONTACTS, wrong, interview=interview)
    return True


def _fix(turn: Turn, interview: Interview) -> None:
    met = turn.journey.met_in(interview.id)
    if len(met) == 1:
        turn.open(person_form.first_page(turn, met[0]))
        return
    show(turn, interview)


def _remove(turn: Turn, contact: Contact) -> None:
    interview = turn.journey.interview(contact.interview)
    turn.remove(contact)
    turn.edit(
        Topic.CONTACTS, turn.words("contacts.removed", name=contact.name), interview=interview
    )


def _labels(turn: Turn, id: str, people: Sequence[Contact]) -> dict[str, Contact]:
    """Label one button per person; two of the same name are told apart by a number."""
    labels: dict[str, Contact] = {}
    for one in people:
        label = turn.words(id, name=one.name)
        labels[label if label not in labels else f"{label} ({len(labels) + 1})"] = one
    return labels


def _pages(people: Sequence[Contact], size: int) -> list[Sequence[Contact]]:
    return [people[start : start + size] for start in range(0, len(people), size)]


HANDLER = Handler(
    press=press, answer=answer, submit=submit, skip=skip, restate=restate, remind=remind
)
