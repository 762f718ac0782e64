"""How a note travels: as chosen, as the person who gets it likes it, else as is usual."""

from bot.interview import Channel, Contact, Interview, Step, Thanks
from bot.message import Topic
from bot.steps import pace
from bot.steps.acquaintances import interview_at_hand
from bot.turn import Turn

STEP = Step.THANK_YOU.value
_CHANNEL_OF = {
    "email": Channel.EMAIL,
    "handwritten": Channel.CARD,
    "linkedin": Channel.LINKEDIN,
    "phone": Channel.PHONE,
}


def channel_of(turn: Turn, interview: Interview, contact: Contact) -> Channel:
    """Return how a note travels: as chosen, else as they like it, else by the country's habit."""
    chosen = contact.note_channel or contact.channel
    if chosen is not None:
        return chosen
    if contact.email:
        return Channel.EMAIL
    usual = turn.library.etiquette.advice(interview.country).channels
    reachable = {
        Channel.EMAIL: True,
        Channel.PHONE: bool(contact.phone),
        Channel.LINKEDIN: bool(contact.linkedin),
        Channel.CARD: bool(contact.postal),
    }
    for one in usual:
        channel = _CHANNEL_OF.get(one)
        if channel is not None and channel is not Channel.EMAIL and reachable[channel]:
            return channel
    elsewhere = (Channel.LINKEDIN, Channel.PHONE, Channel.CARD)
    return next((one for one in elsewhere if reachable[one]), Channel.EMAIL)


def address(turn: Turn, contact: Contact, channel: Channel) -> str:
    """Return where a note goes, in brackets, or that it is not known yet."""
    address = {
        Channel.EMAIL: contact.email,
        Channel.PHONE: contact.phone,
        Channel.LINKEDIN: contact.linkedin,
        Channel.CARD: "",
    }[channel]
    if channel is Channel.CARD:
        return ""
    return f" ({address or turn.words('contacts.no_address')})"


_WAYS = {
    Channel.EMAIL: "thank_you.way_email",
    Channel.CARD: "thank_you.way_card",
    Channel.LINKEDIN: "thank_you.way_linkedin",
    Channel.PHONE: "thank_you.way_phone",
}


MOST_SHORTER = 3
"""People whose notes are offered in a shorter way at once."""


def shorter(turn: Turn, rest: str) -> None:
    """Offer the short ways for the notes being written; where none is, ask how often to write."""
    still_open = _being_written(turn)
    if not still_open:
        pace.how_often(turn, "")
        return
    words = turn.words
    ways = [
        turn.button(words(_WAYS[channel], name=one.name), STEP, "by", one.id, channel.value)
        for one in still_open
        for channel in (Channel.LINKEDIN, Channel.CARD)
    ]
    edit = [
        turn.button(words("thank_you.edit", name=one.name), STEP, "edit", one.id)
        for one in still_open
    ]
    turn.say(
        Topic.THANK_YOU,
        words("thank_you.shorter"),
        turn.choices(*ways, *edit),
    )


def reword(turn: Turn, rest: str) -> None:
    """Say what makes a note more personal, and open it for changes."""
    still_open = _being_written(turn)
    if not still_open:
        turn.say(Topic.THANK_YOU, turn.words("thank_you.no_note"))
        return
    turn.say(
        Topic.THANK_YOU,
        turn.words("thank_you.reword"),
        turn.choices(
            *(
                turn.button(turn.words("thank_you.edit", name=one.name), STEP, "edit", one.id)
                for one in still_open
            )
        ),
    )


def i_send_nothing(turn: Turn, rest: str) -> None:
    """Say that the person sends what is written here."""
    turn.say(Topic.THANK_YOU, turn.words("thank_you.i_send_nothing"))


def _being_written(turn: Turn) -> list[Contact]:
    """Return whose notes are shown and not settled yet."""
    interview = interview_at_hand(turn)
    if interview is None or Step.THANK_YOU not in interview.opened:
        return []
    met = turn.journey.met_in(interview.id)
    return [one for one in met if one.thanks is Thanks.OPEN][:MOST_SHORTER]


def offer_ways(turn: Turn, interview: Interview, contact: Contact) -> None:
    """Ask by which way a note shall travel."""
    words = turn.words
    ways = (
        turn.button(words(_WAYS[channel], name=contact.name), STEP, "by", contact.id, channel.value)
        for channel in Channel
    )
    turn.say(
        Topic.THANK_YOU,
        words("thank_you.which_way", name=contact.name),
        turn.choices(*ways),
        interview=interview,
    )
