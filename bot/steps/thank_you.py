"""Thank-you notes: one per interviewer, each different, only from what was recorded; the person sends them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.action import Action
from bot.handler import Handler
from bot.interview import Channel, Contact, Interview, Step, Thanks
from bot.journey import Question
from bot.message import Topic
from bot.steps import (
    contacts,
    customs,
    note_ways,
    paging,
    people_told,
    person_line,
    progress,
    thank_you_note,
    thank_you_nudge,
    thank_you_team,
    which,
)
from bot.turn import Turn
from bot.understanding import read_people

STEP = Step.THANK_YOU.value
PAGE = 6
"""Notes shown at once; the rest follows on a button."""


def command(turn: Turn, rest: str) -> None:
    """Show the notes still to be sent; `rest` may name a company or a person."""
    person = _named(turn, rest)
    if person is not None:
        interview = turn.journey.interview(person.interview)
        if interview is not None:
            turn.focus(interview)
            turn.open_step(interview, Step.THANK_YOU)
            thank_you_note.show_one(turn, interview, person)
        return
    interview, left = which.pick(turn, "thanks", rest)
    if interview is None:
        return
    turn.focus(interview)
    unknown = [one.name for one in read_people(left) if people_told.is_a_name(one)] if left else []
    if unknown and not interview.contact_unwelcome and not _among(turn, interview, left):
        _say_unknown(turn, interview, unknown)
        return
    show(turn, interview)


def _among(turn: Turn, interview: Interview, said: str) -> bool:
    """Say whether a name that was typed is that of somebody met, told in part."""
    typed = set(said.casefold().split())
    return any(
        typed & set(one.name.casefold().split()) for one in turn.journey.met_in(interview.id)
    )


def _say_unknown(turn: Turn, interview: Interview, names: Sequence[str]) -> None:
    """Say that nobody of that name is known here, and take them if they are typed next."""
    words = turn.words
    turn.ask(contacts.STEP, "who", interview.id)
    said = words.list([paging.shown(one) for one in names])
    turn.say(
        Topic.THANK_YOU,
        words("thank_you.unknown", names=said, company=turn.named(interview)),
        turn.choices(
            turn.button(words("progress.open_contacts"), contacts.STEP, "show", interview.id),
            turn.button(words("thank_you.show_button"), STEP, "show", interview.id),
        ),
        interview=interview,
    )


def sent_to(turn: Turn, rest: str) -> None:
    """Record from words that a note was sent ("I thanked Dana")."""
    person = _named(turn, rest) or _meant(turn, rest)
    if person is None and _settle_all(turn, rest):
        return
    if person is None:
        command(turn, rest)
        return
    _settle(turn, person, Thanks.SENT)


def _settle_all(turn: Turn, rest: str) -> bool:
    """Record every open note of the interview spoken of as sent ("thanked both"); False if not all are meant."""
    interview = which.spoken_of(turn)
    if interview is None or rest.casefold() not in turn.words("thank_you.typed_all").split("|"):
        return False
    met = turn.journey.met_in(interview.id)
    still_open = [one for one in met if one.thanks is Thanks.OPEN]
    if not still_open:
        return False
    for one in still_open:
        turn.put(replace(one, thanks=Thanks.SENT, thanked_at=turn.now))
    names = turn.words.list([paging.shown(one.name) for one in still_open])
    turn.say(Topic.THANK_YOU, turn.words("thank_you.sent_all", names=names), interview=interview)
    return True


def _meant(turn: Turn, rest: str) -> Contact | None:
    """Return who "them" is, where only one note is still to be sent."""
    interview = which.spoken_of(turn)
    # Without a word of whom it must have been shown before it can have been sent.
    said = rest or (interview is not None and Step.THANK_YOU in interview.opened)
    if interview is None or not said or (rest and not turn.library.intents.is_employer(rest)):
        return None
    unthanked = [one for one in turn.journey.met_in(interview.id) if one.thanks is Thanks.OPEN]
    return unthanked[0] if len(unthanked) == 1 else None


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
    if not met and Step.CONTACTS in interview.skipped:
        thank_you_team.show(turn, interview)
        return
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
        thank_you_note.show_one(turn, interview, one)
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
    if action.verb in ("show", "page", "source", "team_sent"):
        interview = turn.journey.interview(action.id)
        if interview is None:
            raise LookupError(action)
        turn.focus(interview)
        if action.verb == "source":
            customs.sources(turn, interview)
        elif action.verb == "team_sent":
            thank_you_team.settle(turn, interview)
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
            _sent(turn, interview, contact, action)
        case "not_this_time":
            _settle(turn, contact, Thanks.NOT_THIS_TIME)
        case "draft":
            thank_you_note.show_one(turn, interview, contact)
        case "ways":
            note_ways.offer_ways(turn, interview, contact)
        case "by" if action.argument in list(Channel):
            changed = replace(
                contact, note_channel=Channel(action.argument), note="", note_subject=""
            )
            turn.put(changed)
            thank_you_note.show_one(turn, interview, changed)
        case "edit":
            turn.open(thank_you_note.form(turn, interview, contact))
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
    thank_you_note.show_one(turn, interview, contact, again=True)
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
    channel = note_ways.channel_of(turn, interview, contact)
    if channel is Channel.LINKEDIN and len(body) > thank_you_note.LINKEDIN:
        turn.problem(
            "body", turn.words("help.too_long", most=thank_you_note.LINKEDIN, found=len(body))
        )
        return
    if str(contact.version) != action.argument and contact.note and contact.note != body:
        thank_you_note.show_other(turn, interview, contact)
    changed = replace(
        contact,
        note_channel=channel,
        note=body,
        note_subject=" ".join(values.get("subject", "").split()),
        version=contact.version + 1,
    )
    turn.put(changed)
    thank_you_note.show_one(turn, interview, changed)


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


def _say_recruiter(turn: Turn, interview: Interview, met: Sequence[Contact]) -> None:
    between = [one for one in met if one.recruiter]
    if between and len(between) < len(met):
        turn.say(
            Topic.THANK_YOU,
            turn.words("thank_you.recruiter", name=between[0].name),
            interview=interview,
        )


def _sent(turn: Turn, interview: Interview, contact: Contact, action: Action) -> None:
    """Record a note as sent; pressed below the note, its words are what was sent."""
    if action.argument == thank_you_note.SHOWN and contact.thanks is not Thanks.SENT:
        contact = thank_you_note.kept(turn, interview, contact)
    _settle(turn, contact, Thanks.SENT)


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
    decided = words(said, name=person_line.full_name(contact), when=turn.moment(turn.now))
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


HANDLER = Handler(
    press=press,
    answer=answer,
    submit=submit,
    skip=skip,
    restate=restate,
    remind=thank_you_nudge.remind,
    finish=thank_you_nudge.finish,
)
