"""The two pages on which one person is described, and what was typed into them."""

from collections.abc import Mapping
from dataclasses import replace

from bot.action import Action
from bot.interview import Channel, Contact, Step
from bot.message import Field, FieldKind, Form, Option, Topic
from bot.turn import Turn
from bot.understanding import read_email, read_phone

STEP = Step.CONTACTS.value
LONGEST_FIELD = 200
"""Characters of one thing known about somebody."""


def first_page(turn: Turn, contact: Contact) -> Form:
    """Return the page with the name, what they do and how to reach them."""
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


def second_page(turn: Turn, contact: Contact) -> Form:
    """Return the page with how they like contact and whether they decide."""
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


def first_typed(
    turn: Turn, contact: Contact, values: Mapping[str, str], country: str | None
) -> Contact:
    """Return the person as typed on the first page; what is wrong becomes a problem."""
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


def second_typed(turn: Turn, contact: Contact, values: Mapping[str, str]) -> Contact:
    """Return the person as typed on the second page; what is wrong becomes a problem."""
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
