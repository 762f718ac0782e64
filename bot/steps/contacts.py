"""Contacts: whom the person met, how they are reached, and how to get what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.action import Action
from bot.handler import Handler, Reminder
from bot.interview import Channel, Contact, Interview, Step
from bot.journey import Question
from bot.message import Card, Field, FieldKind, Form, Option, Text, Topic
from bot.schedule import NudgeKey
from bot.steps import paging, progress, which
from bot.turn import Turn
from bot.understanding import PersonRead, read_email, read_people, read_phone

STEP = Step.CONTACTS.value
MOST = 25
"""People of one interview; a longer list is more likely a pasted page than a panel."""
MOST_SHOWN = 8
"""People on one card; a message has room for so many with all that is known of them."""
LONGEST = 4000
"""Characters of a list of people."""
LONGEST_FIELD = 200
"""Characters of one thing known about somebody."""
LONGEST_LINE = 190
"""Characters of a person on a card; more is cut where it is shown, and kept."""


def command(turn: Turn, rest: str) -> None:
    """Show whom the person met; with people in `rest`, add them."""
    interview, left = which.pick(turn, "people", rest, ended=True)
    if interview is None:
        return
    turn.focus(interview)
    if left and _add(turn, interview, left):
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
                tuple(line(turn, one) for one in page),
            ),
            turn.choices(
                *(
                    turn.button(label, STEP, "edit", one.id)
                    for label, one in _labels(turn, "contacts.edit", page).items()
                ),
            ),
            interview=interview,
            facts={"people": [fact(one) for one in page]},
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
            turn.open(_form(turn, contact))
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
    if turn.library.intents.is_no(text):
        turn.settle_question()
        progress.skip(turn, interview, Step.CONTACTS)
        return True
    return _add(turn, interview, text)


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
        changed = _first(turn, contact, values, country)
    elif action.verb == "second":
        changed = _second(turn, contact, values)
    else:
        raise LookupError(action)
    if turn.has_problems or interview is None:
        return
    if changed != contact and action.argument != str(contact.version):
        before = line(turn, contact)
        said = turn.words("contacts.changed_meanwhile", name=contact.name, before=before)
        turn.say(Topic.CONTACTS, said, interview=interview)
    changed = replace(changed, version=contact.version + (changed != contact))
    turn.put(changed)
    turn.focus(interview)
    echo(turn, interview, (changed,))
    if action.verb == "first":
        turn.open(_more_form(turn, changed))


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
    return _add(turn, interview, text)


def read(turn: Turn, text: str, country: str | None, field: str) -> Sequence[PersonRead]:
    """Read people from a form's field; what is wrong becomes the field's problem."""
    if not text.strip():
        return ()
    if len(text) > LONGEST:
        turn.problem(field, turn.words("contacts.too_long", most=LONGEST))
        return ()
    people = read_people(text, country)
    wrong = _problems(turn, people)
    if wrong:
        turn.problem(field, wrong)
    elif not people:
        turn.problem(field, turn.words("contacts.nobody"))
    return people


def record(turn: Turn, interview: Interview, people: Sequence[PersonRead]) -> tuple[Contact, ...]:
    """Add people to an interview, completing those already known by name."""
    recorded: list[Contact] = []
    for one in people[:MOST]:
        met = turn.journey.met_in(interview.id)
        known = next((old for old in met if old.name.casefold() == one.name.casefold()), None)
        contact = _merge(known or Contact(turn.new_id(), interview.id, one.name), one)
        turn.put(contact)
        recorded.append(contact)
    return tuple(recorded)


def _confirm(turn: Turn, interview: Interview) -> None:
    """Leave the card as it is said to be right, without its buttons, and go on."""
    turn.settle_question()
    met = turn.journey.met_in(interview.id)
    title = turn.words("contacts.title", company=turn.named(interview))
    card = Card(title, tuple(line(turn, one) for one in met[:MOST_SHOWN]))
    turn.edit(
        Topic.CONTACTS,
        card,
        turn.words("contacts.confirmed"),
        interview=interview,
        facts={"people": [fact(one) for one in met]},
    )
    progress.propose(turn, interview)


def echo(turn: Turn, interview: Interview, people: Sequence[Contact]) -> None:
    """Say who was understood, and how to get what is missing."""
    words = turn.words
    missing = [one.name for one in people if not _reach(one)]
    lines = [line(turn, one) for one in people]
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
        facts={"people": [fact(one) for one in people]},
    )


def line(turn: Turn, contact: Contact) -> str:
    """Return one person in one line: name · role · how to reach them."""
    words = turn.words
    said = [full_name(contact), contact.role]
    said.append(_reach(contact) or words("contacts.no_address"))
    if contact.channel is not None:
        said.append(words(_PREFERS[contact.channel]))
    if contact.decides:
        said.append(words("contacts.decides"))
    if contact.recruiter:
        said.append(words("contacts.recruiter"))
    return paging.shown(" · ".join(one for one in said if one), LONGEST_LINE)


def full_name(contact: Contact) -> str:
    """Return a person's name with their title."""
    return f"{contact.title} {contact.name}".strip()


def fact(contact: Contact) -> dict[str, object]:
    """Return a person as JSON-ready data; what is unknown is absent."""
    known: dict[str, object] = {
        "name": contact.name,
        "title": contact.title,
        "email": contact.email,
        "phone": contact.phone,
        "role": contact.role,
        "channel": "" if contact.channel is None else contact.channel.value,
    }
    said = {key: value for key, value in known.items() if value}
    if contact.decides is not None:
        said["decides"] = contact.decides
    return said


_PREFERS = {
    Channel.EMAIL: "contacts.prefers_email",
    Channel.PHONE: "contacts.prefers_phone",
    Channel.LINKEDIN: "contacts.prefers_linkedin",
    Channel.CARD: "contacts.prefers_card",
}


def _reach(contact: Contact) -> str:
    return " · ".join(
        one for one in (contact.email, contact.phone, contact.linkedin, contact.postal) if one
    )


def _add(turn: Turn, interview: Interview, text: str) -> bool:
    """Add people from words; False if nobody is named in them."""
    if len(text) > LONGEST:
        turn.say(Topic.CONTACTS, turn.words("contacts.too_long", most=LONGEST), interview=interview)
        return True
    people = read_people(text, interview.country)
    named = tuple(one for one in people if one.name)
    if not named or not all(_is_a_name(one) for one in named):
        return False
    if len(named) > MOST:
        turn.say(Topic.CONTACTS, turn.words("contacts.too_many", most=MOST), interview=interview)
        return True
    turn.settle_question()
    recorded = record(turn, interview, named)
    turn.focus(interview)
    echo(turn, interview, recorded)
    wrong = _problems(turn, people)
    if wrong:
        turn.say(Topic.CONTACTS, wrong, interview=interview)
    return True


def _is_a_name(read: PersonRead) -> bool:
    """Say whether words are surely somebody's name; a half sentence must not become a person.

    A name has a capital or a script without capitals, or comes with an address, a title or a role.
    """
    if read.title or read.email or read.phone or read.linkedin:
        return True
    shaped = any(one.isalpha() and not one.islower() for one in read.name)
    return shaped or (bool(read.role) and len(read.name.split()) <= 2)


def _problems(turn: Turn, people: Sequence[PersonRead]) -> str:
    said = [problem for one in people for problem in one.problems]
    return " ".join(turn.words("contacts.wrong_address", typed=one) for one in said)


def _merge(contact: Contact, read: PersonRead) -> Contact:
    return replace(
        contact,
        title=read.title or contact.title,
        role=read.role or contact.role,
        email=read.email or contact.email,
        phone=read.phone or contact.phone,
        linkedin=read.linkedin or contact.linkedin,
        decides=contact.decides if read.decides is None else read.decides,
        channel=Channel(read.channel) if read.channel else contact.channel,
        recruiter=read.recruiter or contact.recruiter,
    )


def _fix(turn: Turn, interview: Interview) -> None:
    met = turn.journey.met_in(interview.id)
    if len(met) == 1:
        turn.open(_form(turn, met[0]))
        return
    show(turn, interview)


def _remove(turn: Turn, contact: Contact) -> None:
    interview = turn.journey.interview(contact.interview)
    turn.remove(contact)
    turn.edit(
        Topic.CONTACTS, turn.words("contacts.removed", name=contact.name), interview=interview
    )


def _form(turn: Turn, contact: Contact) -> Form:
    words = turn.words
    return Form(
        id=Action(STEP, "first", contact.id, str(contact.version)).pack(),
        title=words("contacts.form"),
        topic=Topic.CONTACTS,
        page=1,
        of=2,
        interview=contact.interview,
        submit=words("add.submit"),
        fields=(
            Field("name", words("contacts.name"), required=True, value=contact.name),
            Field("title", words("contacts.how_addressed"), value=contact.title),
            Field("role", words("contacts.role"), value=contact.role),
            Field("email", words("contacts.email"), value=contact.email),
            Field("phone", words("contacts.phone"), value=contact.phone),
        ),
    )


def _more_form(turn: Turn, contact: Contact) -> Form:
    words = turn.words
    yes_no = (Option("yes", words("add.yes")), Option("no", words("add.no")))
    decides = "" if contact.decides is None else ("yes" if contact.decides else "no")
    return Form(
        id=Action(STEP, "second", contact.id, str(contact.version)).pack(),
        title=words("contacts.form"),
        topic=Topic.CONTACTS,
        page=2,
        of=2,
        interview=contact.interview,
        submit=words("add.submit"),
        fields=(
            Field(
                "channel",
                words("contacts.channel"),
                FieldKind.SELECT,
                value="" if contact.channel is None else contact.channel.value,
                options=tuple(Option(one.value, words(_CHANNELS[one])) for one in Channel),
            ),
            Field("linkedin", words("contacts.linkedin"), value=contact.linkedin),
            Field("postal", words("contacts.postal"), FieldKind.LONG, value=contact.postal),
            Field(
                "decides",
                words("contacts.decides_asked"),
                FieldKind.SELECT,
                value=decides,
                options=yes_no,
            ),
            Field(
                "recruiter",
                words("contacts.recruiter_asked"),
                FieldKind.SELECT,
                value="yes" if contact.recruiter else "",
                options=yes_no,
            ),
        ),
    )


_CHANNELS = {
    Channel.EMAIL: "contacts.channel_email",
    Channel.PHONE: "contacts.channel_phone",
    Channel.LINKEDIN: "contacts.channel_linkedin",
    Channel.CARD: "contacts.channel_card",
}


def _first(turn: Turn, contact: Contact, values: Mapping[str, str], country: str | None) -> Contact:
    words = turn.words
    _refuse_long(turn, values)
    name = " ".join(values.get("name", "").split())
    if not name:
        turn.problem("name", words("contacts.name_missing"))
    email = values.get("email", "").strip()
    if email:
        read = read_email(email)
        if isinstance(read, str):
            email = read
        else:
            turn.problem("email", words("contacts.wrong_address", typed=email))
    phone = values.get("phone", "").strip()
    if phone:
        number = read_phone(phone, country)
        if isinstance(number, str):
            phone = number
        else:
            turn.problem("phone", words("contacts.wrong_phone", typed=phone))
    return replace(
        contact,
        name=name,
        title=" ".join(values.get("title", "").split()),
        role=" ".join(values.get("role", "").split()),
        email=email,
        phone=phone,
    )


def _second(turn: Turn, contact: Contact, values: Mapping[str, str]) -> Contact:
    _refuse_long(turn, values)
    channel = values.get("channel", "")
    if channel and channel not in list(Channel):
        turn.problem("channel", turn.words("contacts.channel_unknown"))
        return contact
    decides = values.get("decides", "")
    return replace(
        contact,
        channel=Channel(channel) if channel else None,
        linkedin=values.get("linkedin", "").strip(),
        postal=values.get("postal", "").strip(),
        decides=None if not decides else decides == "yes",
        recruiter=values.get("recruiter", "") == "yes",
    )


def _refuse_long(turn: Turn, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        if len(value) > LONGEST_FIELD:
            turn.problem(key, turn.words("contacts.field_too_long", most=LONGEST_FIELD))


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
