"""Thank-you notes: one per interviewer, each different, only from what was recorded; the person sends them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import drafts
from bot.action import Action
from bot.calendar import WorkingDays
from bot.handler import Handler, Reminder
from bot.interview import Channel, Contact, Interview, Step, Thanks
from bot.journey import Question
from bot.message import Button, Card, Draft, Field, FieldKind, Form, Part, Text, Topic
from bot.schedule import NudgeKey
from bot.steps import contacts, customs, paging, progress, which
from bot.turn import Turn

STEP = Step.THANK_YOU.value
PAGE = 6
"""Notes shown at once; the rest follows on a button."""
LINKEDIN = 300
"""Characters of a note with a LinkedIn invitation."""
_CHANNEL_OF = {
    "email": Channel.EMAIL,
    "handwritten": Channel.CARD,
    "linkedin": Channel.LINKEDIN,
    "phone": Channel.PHONE,
}
_BY = {
    Channel.EMAIL: "thank_you.by_email",
    Channel.CARD: "thank_you.by_card",
    Channel.LINKEDIN: "thank_you.by_linkedin",
    Channel.PHONE: "thank_you.by_phone",
}


def command(turn: Turn, rest: str) -> None:
    """Show the notes still to be sent; `rest` may name a company or a person."""
    person = _named(turn, rest)
    if person is not None:
        interview = turn.journey.interview(person.interview)
        if interview is not None:
            turn.focus(interview)
            turn.open_step(interview, Step.THANK_YOU)
            _show_one(turn, interview, person)
        return
    interview, _ = which.pick(turn, "thanks", rest)
    if interview is not None:
        turn.focus(interview)
        show(turn, interview)


def sent_to(turn: Turn, rest: str) -> None:
    """Record from words that a note was sent ("I thanked Dana")."""
    person = _named(turn, rest)
    if person is None:
        command(turn, "")
        return
    _settle(turn, person, Thanks.SENT)


def show(turn: Turn, interview: Interview, start: int = 0) -> None:
    """Say what is usual in the country, then show a note for everybody still unthanked."""
    words = turn.words
    if interview.contact_unwelcome:
        turn.say(
            Topic.THANK_YOU,
            words("thank_you.unwelcome", company=turn.named(interview)),
            interview=interview,
            facts={"contact_unwelcome": True},
        )
        return
    interview = turn.open_step(interview, Step.THANK_YOU)
    met = turn.journey.met_in(interview.id)
    if not met:
        turn.say(Topic.THANK_YOU, words("thank_you.nobody"), interview=interview)
        contacts.show(turn, interview)
        return
    still_open = [one for one in met if one.thanks is Thanks.OPEN]
    if not still_open:
        turn.say(Topic.THANK_YOU, words("thank_you.all_settled"), interview=interview)
        progress.propose(turn, interview)
        return
    if start >= len(still_open):
        # Some were settled since that button was shown.
        start = 0
    if start == 0:
        turn.say(
            Topic.THANK_YOU,
            customs.thank_you(turn, interview),
            turn.choices(customs.source_button(turn, interview)),
            interview=interview,
        )
        _say_recruiter(turn, interview, met)
    for one in still_open[start : start + PAGE]:
        _show_one(turn, interview, one)
    if len(still_open) > start + PAGE:
        turn.say(
            Topic.THANK_YOU,
            words.plural("thank_you.more", len(still_open) - start - PAGE),
            turn.choices(
                turn.button(
                    words("thank_you.more_button"), STEP, "page", interview.id, str(start + PAGE)
                )
            ),
            interview=interview,
        )


def press(turn: Turn, action: Action) -> None:
    """Show notes, choose another way, or record what the person did with one."""
    if action.verb in ("show", "page", "source"):
        interview = turn.journey.interview(action.id)
        if interview is None:
            raise LookupError(action)
        turn.focus(interview)
        if action.verb == "source":
            customs.sources(turn, interview)
        else:
            show(turn, interview, paging.start_of(action.argument or "0"))
        return
    contact = turn.journey.contact(action.id)
    interview = None if contact is None else turn.journey.interview(contact.interview)
    if contact is None or interview is None:
        raise LookupError(action)
    turn.focus(interview)
    match action.verb:
        case "sent":
            _settle(turn, contact, Thanks.SENT)
        case "not_this_time":
            _settle(turn, contact, Thanks.NOT_THIS_TIME)
        case "draft":
            _show_one(turn, interview, contact)
        case "ways":
            _offer_ways(turn, interview, contact)
        case "by" if action.argument in list(Channel):
            changed = replace(
                contact, note_channel=Channel(action.argument), note="", note_subject=""
            )
            turn.put(changed)
            _show_one(turn, interview, changed)
        case "edit":
            turn.open(_form(turn, interview, contact))
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take what was talked about with somebody, which their note was missing."""
    contact = turn.journey.contact(question.subject)
    interview = None if contact is None else turn.journey.interview(contact.interview)
    if contact is None or interview is None or question.ask != "talked":
        return False
    notes = turn.journey.notes_of(interview.id)
    line = f"{contact.name}: {' '.join(text.split())}"
    learned = "\n".join(one for one in (notes.learned, line) if one)
    turn.put(replace(notes, learned=learned, written_at=turn.now, version=notes.version + 1))
    turn.settle_question()
    _show_one(turn, interview, contact)
    return True


def skip(turn: Turn, question: Question) -> None:
    """Leave somebody out this time."""
    contact = turn.journey.contact(question.subject)
    if contact is not None:
        turn.settle_question()
        _settle(turn, contact, Thanks.NOT_THIS_TIME)


def restate(turn: Turn, question: Question) -> str:
    """Ask again what was talked about."""
    contact = turn.journey.contact(question.subject)
    return "" if contact is None else turn.words("thank_you.ask_talked", name=contact.name)


def submit(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    """Keep a note as the person edited it."""
    contact = turn.journey.contact(action.id)
    interview = None if contact is None else turn.journey.interview(contact.interview)
    if contact is None or interview is None:
        raise LookupError(action)
    body = values.get("body", "").strip()
    if not body:
        turn.problem("body", turn.words("thank_you.body_missing"))
        return
    if len(body) > 2900:
        turn.problem("body", turn.words("help.too_long", most=2900, found=len(body)))
        return
    channel = _channel(turn, interview, contact)
    if channel is Channel.LINKEDIN and len(body) > LINKEDIN:
        turn.problem("body", turn.words("help.too_long", most=LINKEDIN, found=len(body)))
        return
    if str(contact.version) != action.argument and contact.note and contact.note != body:
        _show_other(turn, interview, contact)
    changed = replace(
        contact,
        note_channel=channel,
        note=body,
        note_subject=" ".join(values.get("subject", "").split()),
        version=contact.version + 1,
    )
    turn.put(changed)
    _show_one(turn, interview, changed)


def _show_other(turn: Turn, interview: Interview, contact: Contact) -> None:
    """Show the note that was saved while the form was open, so that neither text is lost."""
    other = Draft(
        STEP,
        contact.name,
        _channel(turn, interview, contact).value,
        contact.note_subject,
        contact.note,
    )
    turn.say(
        Topic.THANK_YOU,
        turn.words("thank_you.changed_meanwhile", name=contact.name),
        other,
        interview=interview,
    )


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Name those still unthanked; ask who it was where nobody is recorded."""
    if interview is None:
        raise LookupError(key)
    words = turn.words
    still_open = [one for one in turn.journey.met_in(interview.id) if one.thanks is Thanks.OPEN]
    company = turn.named(interview)
    if not still_open:
        turn.ask(Step.CONTACTS, "who", interview.id)
        return Reminder(
            (Text(words("thank_you.remind_nobody", company=company)),),
            (turn.button(words("progress.open_contacts"), contacts.STEP, "show", interview.id),),
        )
    names = words.list([one.name for one in still_open[:8]])
    said = "thank_you.remind_late" if key.occurrence.startswith("3") else "thank_you.remind"
    buttons = [turn.button(words("thank_you.show_button"), STEP, "show", interview.id)]
    buttons += [
        turn.button(label, STEP, "sent", one.id)
        for label, one in _sent_labels(turn, still_open[:8]).items()
    ]
    facts = {"company": interview.company, "people": [contacts.fact(one) for one in still_open]}
    return Reminder((Text(words(said, names=names, company=company)),), tuple(buttons), facts)


def finish(turn: Turn, interview: Interview | None, key: NudgeKey) -> None:
    """Take *Done* as: everybody was thanked."""
    if interview is None:
        return
    for one in turn.journey.met_in(interview.id):
        if one.thanks is Thanks.OPEN:
            turn.put(replace(one, thanks=Thanks.SENT, thanked_at=turn.now))


def _named(turn: Turn, rest: str) -> Contact | None:
    said = rest.casefold()
    if not said:
        return None
    people = [
        one
        for interview in turn.journey.open_interviews()
        for one in turn.journey.met_in(interview.id)
        if one.name.casefold() in said or (said and said in one.name.casefold().split())
    ]
    return people[0] if len(people) == 1 else None


def _show_one(turn: Turn, interview: Interview, contact: Contact) -> None:
    """Show one note with what can be done with it, or ask for what it is missing."""
    words = turn.words
    channel = _channel(turn, interview, contact)
    note = _note(turn, interview, contact, channel)
    if isinstance(note, drafts.Missing):
        turn.ask(STEP, "talked", contact.id)
        turn.say(
            Topic.THANK_YOU,
            words("thank_you.ask_talked", name=contact.name),
            turn.choices(_not_this_time(turn, contact)),
            interview=interview,
        )
        return
    parts: list[Part] = [
        Text(
            words(_BY[channel], name=contacts.full_name(contact), how=_how(turn, contact, channel))
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
                turn.button(label, STEP, "sent", one.id)
                for label, one in _sent_labels(turn, [contact]).items()
            ),
            turn.button(words("thank_you.edit", name=contact.name), STEP, "edit", contact.id),
            turn.button(words("thank_you.ways", name=contact.name), STEP, "ways", contact.id),
            _not_this_time(turn, contact),
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
        {one.id: _channel(turn, interview, one) for one in turn.journey.met_in(interview.id)},
        turn.library.etiquette,
        turn.library.phrases,
    )[contact.id]


def _envelope(turn: Turn, interview: Interview, contact: Contact) -> Card:
    days = WorkingDays(interview.country, interview.region)
    local = interview.ended.astimezone(ZoneInfo(interview.zone or turn.zone)).date()
    post_by = max(days.next(local), turn.today)
    lines = drafts.envelope_lines(interview, contact)
    known = tuple(lines) if contact.postal else (*lines, turn.words("thank_you.postal_missing"))
    return Card(turn.words("thank_you.envelope", by=turn.words.day(post_by, turn.today)), known)


def _channel(turn: Turn, interview: Interview, contact: Contact) -> Channel:
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
    return Channel.EMAIL


def _how(turn: Turn, contact: Contact, channel: Channel) -> str:
    address = {
        Channel.EMAIL: contact.email,
        Channel.PHONE: contact.phone,
        Channel.LINKEDIN: contact.linkedin,
        Channel.CARD: "",
    }[channel]
    if channel is Channel.CARD:
        return ""
    return f" ({address or turn.words('contacts.no_address')})"


def _say_recruiter(turn: Turn, interview: Interview, met: Sequence[Contact]) -> None:
    between = [one for one in met if one.recruiter]
    if between and len(between) < len(met):
        turn.say(
            Topic.THANK_YOU,
            turn.words("thank_you.recruiter", name=between[0].name),
            interview=interview,
        )


def _offer_ways(turn: Turn, interview: Interview, contact: Contact) -> None:
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


_WAYS = {
    Channel.EMAIL: "thank_you.way_email",
    Channel.CARD: "thank_you.way_card",
    Channel.LINKEDIN: "thank_you.way_linkedin",
    Channel.PHONE: "thank_you.way_phone",
}


def _settle(turn: Turn, contact: Contact, thanks: Thanks) -> None:
    words = turn.words
    interview = turn.journey.interview(contact.interview)
    if interview is None:
        raise LookupError(contact.id)
    turn.focus(interview)
    if contact.thanks is thanks:
        when = "" if contact.thanked_at is None else turn.moment(contact.thanked_at)
        turn.say(
            Topic.THANK_YOU,
            words("thank_you.already", name=contact.name, when=when),
            interview=interview,
        )
        return
    turn.put(replace(contact, thanks=thanks, thanked_at=turn.now))
    said = "thank_you.sent" if thanks is Thanks.SENT else "thank_you.left_out"
    decided = words(said, name=contacts.full_name(contact), when=turn.moment(turn.now))
    turn.edit(Topic.THANK_YOU, decided, interview=interview)
    met = turn.journey.met_in(interview.id)
    settled = [one for one in met if one.thanks is not Thanks.OPEN]
    if len(settled) < len(met):
        left = words.list([one.name for one in met if one.thanks is Thanks.OPEN][:8])
        short = words("thank_you.still", number=len(settled), total=len(met), names=left)
        turn.say(Topic.THANK_YOU, short, interview=interview)
    else:
        turn.say(Topic.THANK_YOU, words("thank_you.all_settled"), interview=interview)
        progress.propose(turn, interview)


def _not_this_time(turn: Turn, contact: Contact) -> Button:
    return turn.button(
        turn.words("thank_you.not_this_time", name=contact.name), STEP, "not_this_time", contact.id
    )


def _sent_labels(turn: Turn, people: Sequence[Contact]) -> dict[str, Contact]:
    labels: dict[str, Contact] = {}
    for one in people:
        label = turn.words("thank_you.sent_button", name=one.name)
        labels[label if label not in labels else f"{label} ({len(labels) + 1})"] = one
    return labels


def _form(turn: Turn, interview: Interview, contact: Contact) -> Form:
    words = turn.words
    channel = _channel(turn, interview, contact)
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


HANDLER = Handler(
    press=press,
    answer=answer,
    submit=submit,
    skip=skip,
    restate=restate,
    remind=remind,
    finish=finish,
)
