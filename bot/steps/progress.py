"""Where the person stands, and the one next thing to do."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.action import Action
from bot.calendar import resolve
from bot.handler import Handler
from bot.interview import Interview, Snooze, Step
from bot.message import Button, Topic
from bot.nudges import plan
from bot.schedule import NudgeKind
from bot.steps import pace
from bot.turn import Turn

STEP = "progress"
ORDER = tuple(Step)
_MOST_NAMED = 5
_WORDS = {
    Step.CONTACTS: ("progress.contacts", "progress.open_contacts"),
    Step.REFLECTION: ("progress.reflection", "progress.open_reflection"),
    Step.THANK_YOU: ("progress.thank_you", "progress.open_thank_you"),
    Step.REFERENCES: ("progress.references", "progress.open_references"),
    Step.KEEP_LOOKING: ("progress.keep_looking", "progress.open_keep_looking"),
    Step.FOLLOW_UP: ("progress.follow_up", "progress.open_follow_up"),
    Step.CALM: ("progress.calm", "progress.open_calm"),
}
_PUT_OFF = {
    Step.CONTACTS: NudgeKind.CONTACTS,
    Step.REFLECTION: NudgeKind.REFLECTION,
    Step.THANK_YOU: NudgeKind.THANK_YOU,
    Step.REFERENCES: NudgeKind.REFERENCES,
}


def next_step(turn: Turn, interview: Interview) -> Step:
    """Return the first step of an interview that is not done; the wait itself is the last.

    A thank-you where contact is unwelcome or the custom is unusual is not proposed, nor are
    references where certificates do their work; both can still be opened.
    """
    journey = turn.journey
    customs = turn.library.etiquette.customs(interview.country)
    for step in (Step.CONTACTS, Step.REFLECTION):
        if not journey.is_done(step, interview):
            return step
    unthanked = not journey.is_done(Step.THANK_YOU, interview)
    if unthanked and not interview.contact_unwelcome and customs.thank_you != "unusual":
        return Step.THANK_YOU
    usual = customs.references not in ("certificates", "rare") or bool(journey.facts.referees)
    if usual and not journey.is_done(Step.REFERENCES, interview):
        return Step.REFERENCES
    if Step.KEEP_LOOKING not in interview.opened and Step.KEEP_LOOKING not in interview.skipped:
        return Step.KEEP_LOOKING
    return Step.CALM if interview.contact_unwelcome else Step.FOLLOW_UP


def what_is_next(turn: Turn, interview: Interview) -> str:
    """Return how far an interview is and what comes next, in a sentence."""
    step = next_step(turn, interview)
    words = turn.words
    place = words("progress.place", number=ORDER.index(step) + 1, total=len(ORDER))
    return words("progress.next", place=place, what=_what(turn, interview, step))


def _what(turn: Turn, interview: Interview, step: Step) -> str:
    """Return what a step is about, as far as something is told already."""
    words = turn.words
    met = turn.journey.met_in(interview.id)
    if step is Step.CONTACTS and met:
        # Known but for a way to reach them: "who did you meet?" would sound as if nothing had been told.
        names = words.list([one.name for one in met[:_MOST_NAMED]])
        return words("progress.contacts_reach", names=names)
    if step is Step.THANK_YOU and not met:
        return words("progress.thank_you_unnamed", company=turn.named(interview))
    return words(_WORDS[step][0], company=turn.named(interview))


def buttons(turn: Turn, interview: Interview) -> tuple[Button, ...]:
    """Return the buttons that open what comes next, put it off or set it aside."""
    step = next_step(turn, interview)
    words = turn.words
    open_it = words(_WORDS[step][1])
    offered = [turn.button(open_it, step.value, "show", interview.id)]
    if step in _PUT_OFF:
        offered.append(
            turn.button(words("progress.later"), STEP, "later", interview.id, step.value)
        )
    if step in (*_PUT_OFF, Step.KEEP_LOOKING):
        offered.append(turn.button(words("progress.skip"), STEP, "skip", interview.id, step.value))
    return tuple(offered)


def propose(turn: Turn, interview: Interview) -> None:
    """Say how far an interview is and what comes next, with the buttons to do it."""
    step = next_step(turn, interview)
    if _asked_elsewhere(turn, interview, step):
        # An older button must not close what another step asked in the meantime.
        pass
    elif step is Step.CONTACTS:
        turn.ask(Step.CONTACTS, "who", interview.id)
    elif step is Step.REFLECTION:
        turn.ask(Step.REFLECTION, "free", interview.id)
    else:
        turn.settle_question()
    turn.say(
        Topic(step.value),
        what_is_next(turn, interview),
        turn.choices(*buttons(turn, interview)),
        interview=interview,
    )


def _asked_elsewhere(turn: Turn, interview: Interview, step: Step) -> bool:
    """Say whether a question is open that is neither this interview's nor of the step proposed."""
    question = turn.dialogue.question
    return question is not None and question.subject != interview.id and question.step != step.value


def _settle(turn: Turn, interview: Interview, step: Step) -> None:
    """Close the open question if it is about this step of this interview."""
    question = turn.dialogue.question
    if question is None or (question.subject == interview.id or question.step == step.value):
        turn.settle_question()


def press(turn: Turn, action: Action) -> None:
    """Put a step off, or set it aside."""
    interview = turn.journey.interview(action.id)
    if interview is None or action.argument not in list(Step):
        raise LookupError(action)
    step = Step(action.argument)
    if action.verb == "later":
        put_off(turn, interview, step)
    elif action.verb == "skip":
        skip(turn, interview, step)
    elif action.verb == "next":
        propose(turn, interview)
    else:
        raise LookupError(action)


def skip(turn: Turn, interview: Interview, step: Step) -> None:
    """Set a step aside for good, and propose the next."""
    if step in interview.skipped:
        turn.say(Topic(step.value), turn.words("progress.skipped_already"), interview=interview)
        return
    changed = replace(interview, skipped=interview.skipped | {step}, version=interview.version + 1)
    turn.put(changed)
    _settle(turn, interview, step)
    turn.focus(changed)
    turn.edit(Topic(step.value), turn.words("progress.skipped"), interview=changed)
    propose(turn, changed)


def stop_asking(turn: Turn, rest: str) -> None:
    """Set aside what is being asked; where nothing is, ask how often to write."""
    question = turn.dialogue.question
    interview = None if question is None else turn.journey.interview(question.subject)
    if question is None or interview is None or question.step not in list(Step):
        pace.how_often(turn, "")
        return
    step = Step(question.step)
    turn.settle_question()
    changed = replace(interview, skipped=interview.skipped | {step}, version=interview.version + 1)
    turn.put(changed)
    turn.say(Topic(step.value), turn.words("progress.asked_no_more"), interview=changed)


def can_wait(step: Step) -> bool:
    """Say whether a step has a nudge of its own that can be put off."""
    return step in _PUT_OFF


def put_off(turn: Turn, interview: Interview, step: Step, chosen: datetime | None = None) -> None:
    """Leave a step for later and say when it comes back: as chosen, with its own nudge, else tomorrow at 9."""
    _settle(turn, interview, step)
    turn.focus(interview)
    kind = _PUT_OFF.get(step)
    if kind is None:
        turn.edit(Topic(step.value), turn.words("progress.later_any"), interview=interview)
        return
    when = chosen or _planned(turn, interview, kind)
    if chosen is not None or when is None:
        when = chosen or tomorrow_at_nine(turn)
        key = (kind.value, interview.id, interview.wait.number)
        turn.put(Snooze(turn.new_id(), key[0], key[1], when, key[2], "later", turn.now))
    turn.edit(
        Topic(step.value),
        turn.words("progress.put_off", when=turn.moment(when)),
        interview=interview,
        facts={"snoozed_until": turn.iso(when)},
    )


def tomorrow_at_nine(turn: Turn) -> datetime:
    """Return tomorrow 9:00 on the person's clock, as an instant."""
    day = turn.today + timedelta(days=1)
    return resolve(datetime.combine(day, time(9)), turn.zone)


def _planned(turn: Turn, interview: Interview, kind: NudgeKind) -> datetime | None:
    wanted = plan(turn.journey, turn.library.etiquette.customs)
    due = [
        one.due
        for one in wanted
        if one.key.kind is kind and one.key.interview == interview.id and one.due > turn.now
    ]
    return min(due, default=None)


HANDLER = Handler(press=press)
