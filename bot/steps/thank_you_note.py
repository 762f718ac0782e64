"""One note: shown with what can be done with it, its envelope, and the form that changes it."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import drafts
from bot.action import Action
from bot.calendar import WorkingDays
from bot.interview import Channel, Contact, Interview, Step
from bot.message import Button, Card, Draft, Field, FieldKind, Form, Part, Text, Topic
from bot.steps import note_ways, person_line
from bot.turn import Turn

STEP = Step.THANK_YOU.value
SHOWN = "shown"
"""On the *Sent* button below a note: then that note is what was sent."""
LINKEDIN = 300
"""Characters of a note with a LinkedIn invitation."""
_BY = {
    Channel.EMAIL: "thank_you.by_email",
    Channel.CARD: "thank_you.by_card",
    Channel.LINKEDIN: "thank_you.by_linkedin",
    Channel.PHONE: "thank_you.by_phone",
}


def show_one(turn: Turn, interview: Interview, contact: Contact, *, again: bool = False) -> None:
    """Show one note with what can be done with it, or ask for what it is missing; differently again."""
    words = turn.words
    channel = note_ways.channel_of(turn, interview, contact)
    note = _note(turn, interview, contact, channel)
    if isinstance(note, drafts.Missing):
        turn.ask(STEP, "talked", contact.id)
        turn.say(
            Topic.THANK_YOU,
            words("thank_you.talked_again" if again else "thank_you.ask_talked", name=contact.name),
            turn.choices(not_this_time(turn, contact)),
            interview=interview,
        )
        return
    parts: list[Part] = [
        Text(
            words(
                _BY[channel],
                name=person_line.full_name(contact),
                how=note_ways.address(turn, contact, channel),
            )
        )
    ]
    parts.append(note)
    if channel is Channel.CARD:
        parts.append(_envelope(turn, interview, contact))
    turn.say(
        Topic.THANK_YOU,
        *parts,
        turn.choices(
            *(
                turn.button(label, STEP, "sent", one.id, SHOWN)
                for label, one in sent_labels(turn, [contact]).items()
            ),
            turn.button(words("thank_you.edit", name=contact.name), STEP, "edit", contact.id),
            turn.button(words("thank_you.ways", name=contact.name), STEP, "ways", contact.id),
            not_this_time(turn, contact),
        ),
        interview=interview,
    )


def _note(
    turn: Turn, interview: Interview, contact: Contact, channel: Channel
) -> Draft | drafts.Missing:
    if contact.note:
        return Draft(STEP, contact.name, channel.value, contact.note_subject, contact.note)
    return drafts.thank_you_set(
        turn.journey,
        interview,
        {
            one.id: note_ways.channel_of(turn, interview, one)
            for one in turn.journey.met_in(interview.id)
        },
        turn.library.etiquette,
        turn.library.phrases,
    )[contact.id]


def kept(turn: Turn, interview: Interview, contact: Contact) -> Contact:
    """Return a person with the note to them as it was shown; words they wrote themselves stay."""
    channel = note_ways.channel_of(turn, interview, contact)
    note = _note(turn, interview, contact, channel)
    if contact.note or isinstance(note, drafts.Missing):
        return contact
    return replace(contact, note_channel=channel, note=note.body, note_subject=note.subject)


def _envelope(turn: Turn, interview: Interview, contact: Contact) -> Card:
    days = WorkingDays(interview.country, interview.region)
    local = interview.ended.astimezone(ZoneInfo(interview.zone or turn.zone)).date()
    post_by = max(days.next(local), turn.today)
    lines = drafts.envelope_lines(interview, contact)
    known = tuple(lines) if contact.postal else (*lines, turn.words("thank_you.postal_missing"))
    return Card(turn.words("thank_you.envelope", by=turn.words.day(post_by, turn.today)), known)


def not_this_time(turn: Turn, contact: Contact) -> Button:
    """Return the button that leaves somebody out."""
    return turn.button(
        turn.words("thank_you.not_this_time", name=contact.name), STEP, "not_this_time", contact.id
    )


def sent_labels(turn: Turn, people: Sequence[Contact]) -> dict[str, Contact]:
    """Label the *Sent* button of each; two of the same name are told apart by a number."""
    labels: dict[str, Contact] = {}
    for one in people:
        label = turn.words("thank_you.sent_button", name=one.name)
        labels[label if label not in labels else f"{label} ({len(labels) + 1})"] = one
    return labels


def form(turn: Turn, interview: Interview, contact: Contact) -> Form:
    """Return the form in which a note is changed."""
    words = turn.words
    channel = note_ways.channel_of(turn, interview, contact)
    note = _note(turn, interview, contact, channel)
    body, subject = ("", "") if isinstance(note, drafts.Missing) else (note.body, note.subject)
    fields = [Field("body", words("thank_you.body"), FieldKind.LONG, required=True, value=body)]
    if channel is Channel.EMAIL:
        fields.insert(0, Field("subject", words("thank_you.subject"), value=subject))
    return Form(
        id=Action(STEP, "note", contact.id, str(contact.version)).pack(),
        title=words("thank_you.form"),
        fields=tuple(fields),
        submit=words("add.submit"),
        topic=Topic.THANK_YOU,
        interview=interview.id,
    )


def show_other(turn: Turn, interview: Interview, contact: Contact) -> None:
    """Show the note that was saved while the form was open, so that neither text is lost."""
    other = Draft(
        STEP,
        contact.name,
        note_ways.channel_of(turn, interview, contact).value,
        contact.note_subject,
        contact.note,
    )
    turn.say(
        Topic.THANK_YOU,
        turn.words("thank_you.changed_meanwhile", name=contact.name),
        other,
        interview=interview,
    )
