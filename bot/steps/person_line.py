"""Somebody in one line: who they are, how they are reached, how they like it."""

from bot.interview import Channel, Contact
from bot.steps import paging
from bot.turn import Turn

LONGEST_LINE = 190
"""Characters of a person on a card; more is cut where it is shown, and kept."""


def line(turn: Turn, contact: Contact) -> str:
    """Return one person in one line: name · role · how to reach them."""
    words = turn.words
    said = [full_name(contact), contact.role]
    said.append(reach(contact) or words("contacts.no_address"))
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


def reach(contact: Contact) -> str:
    """Return all the ways in which somebody can be reached, empty if none is known."""
    return " · ".join(
        one for one in (contact.email, contact.phone, contact.linkedin, contact.postal) if one
    )
