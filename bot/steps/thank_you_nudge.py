"""The nudge to say thanks: who is still unthanked, or what works where nobody is known."""

from dataclasses import replace

from bot.handler import Reminder
from bot.interview import Interview, Step, Thanks
from bot.message import Text
from bot.schedule import NudgeKey
from bot.steps import contacts, person_line, thank_you_note
from bot.turn import Turn

STEP = Step.THANK_YOU.value


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Name those still unthanked; ask who it was where nobody is recorded."""
    if interview is None:
        raise LookupError(key)
    words = turn.words
    still_open = [one for one in turn.journey.met_in(interview.id) if one.thanks is Thanks.OPEN]
    company = turn.named(interview)
    late = key.occurrence.startswith("3")
    if not still_open and Step.CONTACTS in interview.skipped:
        said = "thank_you.remind_unnamed_late" if late else "thank_you.remind_unnamed"
        show_it = turn.button(words("thank_you.show_team"), STEP, "show", interview.id)
        return Reminder((Text(words(said, company=company)),), (show_it,))
    if not still_open:
        turn.ask(Step.CONTACTS, "who", interview.id)
        return Reminder(
            (
                Text(
                    words(
                        "thank_you.remind_nobody_late" if late else "thank_you.remind_nobody",
                        company=company,
                    )
                ),
            ),
            (turn.button(words("progress.open_contacts"), contacts.STEP, "show", interview.id),),
        )
    names = words.list([one.name for one in still_open[:8]])
    said = "thank_you.remind_late" if late else "thank_you.remind"
    buttons = [turn.button(words("thank_you.show_button"), STEP, "show", interview.id)]
    buttons += [
        turn.button(label, STEP, "sent", one.id)
        for label, one in thank_you_note.sent_labels(turn, still_open[:8]).items()
    ]
    facts = {"company": interview.company, "people": [person_line.fact(one) for one in still_open]}
    return Reminder((Text(words(said, names=names, company=company)),), tuple(buttons), facts)


def finish(turn: Turn, interview: Interview | None, key: NudgeKey) -> None:
    """Take *Done* as: everybody was thanked."""
    if interview is None:
        return
    for one in turn.journey.met_in(interview.id):
        if one.thanks is Thanks.OPEN:
            turn.put(replace(one, thanks=Thanks.SENT, thanked_at=turn.now))
