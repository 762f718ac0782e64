"""What the bot says unasked: due nudges worded as one message, and what follows once it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bot.action import Action
from bot.errors import MessageTooBig
from bot.handler import Reminder
from bot.interview import Interview
from bot.journey import Journey
from bot.library import Library
from bot.message import Button, Message, Part, Text, Topic
from bot.nudges import (
    PENDING,
    SOFT,
    bundle,
    calm_is_late,
    meant_for,
    needs_check_in,
    plan,
    reconcile,
    still_wanted,
)
from bot.ports import NewId
from bot.routing import FINISH
from bot.schedule import Nudge, NudgeKey, NudgeKind, NudgeState
from bot.steps import pace, snooze
from bot.steps.table import HANDLERS
from bot.turn import Turn

AFTER_PAUSE = timedelta(days=1)
"""So long after dark words a message says that there is no hurry."""
LATE = timedelta(hours=1)
"""A message that comes later than this after it was due says so."""
NAMED = 6
"""Reminders named in a message that has no room for them; the others are counted."""
HOME_KINDS = {NudgeKind.TO_SEND: Topic.HOME, NudgeKind.PROMISE: Topic.FOLLOW_UP}


@dataclass(frozen=True, slots=True)
class Composed:
    """One message ready to be posted.

    Args:
        journey: With what was dropped on the way.
        message: None where nothing is wanted any more.
        keys: The nudges in it.
        batch: Its id and the stable key of every try to post it.
        check_in: Whether it also asks a silent person how to go on.
        begun: Whether it was composed before, so that an earlier try may have posted it.
    """

    journey: Journey
    message: Message | None = None
    keys: tuple[NudgeKey, ...] = ()
    batch: str = ""
    check_in: bool = False
    begun: bool = False

    @property
    def due(self) -> datetime:
        """When the first of the nudges in it was due (UTC)."""
        keys = set(self.keys)
        return min(one.due for one in self.journey.nudges if one.key in keys)

    @property
    def is_soft(self) -> bool:
        """Whether it is nothing that would be missed."""
        return all(key.kind in SOFT for key in self.keys)


def compose(
    journey: Journey, now: datetime, library: Library, new_id: NewId, chance: Random
) -> Composed:
    """Ask again what is wanted and put what is due into one message.

    Args:
        journey: The person's journey, its due nudges claimed.
        now: The instant of sending (UTC).
        library: Words and tables.
        new_id: Makes the batch's id.
        chance: Chooses among calming exercises.
    """
    journey = _drop_late_calm(journey, now)
    wanted = plan(journey, library.etiquette.customs)

    def sayable(journey: Journey) -> tuple[Nudge, ...]:
        due = bundle(journey, now)
        return tuple(one for one in due if still_wanted(journey, wanted, one.key, now))

    # What was tried may have been seen: what fell due since would count as said with it, and never be seen.
    tried = _stable_batch([one for one in journey.nudges if one.state in PENDING])
    due = (tried and sayable(_alone(journey, tried))) or sayable(journey)
    begun = _stable_batch(due)
    due = tuple(one for one in due if one.batch == begun)
    journey = _let_go(journey, due)
    if not due:
        return Composed(_planned_anew(journey, library, now))
    asked = needs_check_in(journey, now)
    batch = begun or new_id()
    journey = _in_batch(journey, due, batch)
    turn = Turn(journey, now, library, new_id, chance)
    message = _word(turn, due, meant_for(journey, wanted, due), batch, check_in=asked)
    keys = tuple(one.key for one in due)
    return Composed(turn.journey, message, keys, batch, asked, begun=bool(begun))


def settle(journey: Journey, composed: Composed, now: datetime, library: Library) -> Journey:
    """Record that a composed message was posted, and plan what comes after it.

    Args:
        journey: The journey as it is now; the person may have acted meanwhile.
        composed: What was posted.
        now: When it was accepted (UTC).
        library: For the customs the plan needs.
    """
    sent = _become(journey, composed.keys, NudgeState.SENT, now, composed.batch)
    if composed.check_in:
        earliest = min(one.due for one in sent if one.batch == composed.batch)
        key = NudgeKey(NudgeKind.CHECK_IN, occurrence=composed.batch)
        asked = Nudge(key, earliest, state=NudgeState.SENT, settled=now, batch=composed.batch)
        sent = (*sent, asked)
    return _planned_anew(replace(journey, nudges=sent), library, now)


def give_up(journey: Journey, composed: Composed, now: datetime, library: Library) -> Journey:
    """Record that a composed message cannot reach the person, and plan what comes after it.

    Args:
        journey: The journey as it is now.
        composed: What could not be posted.
        now: When that became clear (UTC).
        library: For the customs the plan needs.
    """
    given_up = set_aside(journey, composed.keys, now, composed.batch)
    return _planned_anew(given_up, library, now)


def skip(journey: Journey, composed: Composed, now: datetime, library: Library) -> Journey:
    """Record that a message is left out, for it may have been seen already, and plan what comes after it.

    Args:
        journey: The journey as it is now.
        composed: What is left out.
        now: The current instant (UTC).
        library: For the customs the plan needs.
    """
    nudges = _become(journey, composed.keys, NudgeState.DROPPED, now, composed.batch)
    return _planned_anew(replace(journey, nudges=nudges), library, now)


def take_back(journey: Journey, composed: Composed, _now: datetime, _library: Library) -> Journey:
    """Record that a message was refused, so that what falls due meanwhile may join it.

    Args:
        journey: The journey as it is now.
        composed: What certainly reached nobody.
        now: The current instant (UTC).
        library: For the customs the plan needs.
    """
    nudges = tuple(
        replace(one, batch="") if one.key in composed.keys else one for one in journey.nudges
    )
    return replace(journey, nudges=nudges)


def set_aside(
    journey: Journey, keys: Sequence[NudgeKey], now: datetime, batch: str = ""
) -> Journey:
    """Return the journey with nudges kept as undelivered, to be told of at the person's next contact.

    Args:
        journey: The journey as it is now.
        keys: Which nudges.
        now: The current instant (UTC).
        batch: The message they were in, empty where none could be made.
    """
    return replace(journey, nudges=_become(journey, keys, NudgeState.UNDELIVERED, now, batch))


def was_out_of_reach(journey: Journey, since: datetime | None = None) -> bool:
    """Say whether something could not be delivered since the person last did anything.

    Args:
        journey: The person's journey.
        since: Only what was given up after this instant (UTC) counts.
    """
    last = max(journey.person.last_act, since or journey.person.last_act)
    return any(
        one.state is NudgeState.UNDELIVERED and one.settled is not None and one.settled >= last
        for one in journey.nudges
    )


def _become(
    journey: Journey, keys: Sequence[NudgeKey], state: NudgeState, now: datetime, batch: str
) -> tuple[Nudge, ...]:
    become = set(keys)
    return tuple(
        replace(one, state=state, settled=now, batch=batch or one.batch)
        if one.key in become
        else one
        for one in journey.nudges
    )


def _planned_anew(journey: Journey, library: Library, now: datetime) -> Journey:
    wanted = plan(journey, library.etiquette.customs)
    return replace(journey, nudges=reconcile(journey, wanted, now))


def _drop_late_calm(journey: Journey, now: datetime) -> Journey:
    nudges = tuple(
        replace(one, state=NudgeState.DROPPED, settled=now)
        if one.key.kind is NudgeKind.CALM
        and one.state in (NudgeState.PLANNED, NudgeState.CLAIMED)
        and calm_is_late(one, journey, now)
        else one
        for one in journey.nudges
    )
    return replace(journey, nudges=nudges)


def _alone(journey: Journey, batch: str) -> Journey:
    """Leave out what is planned beside one message."""
    nudges = (one for one in journey.nudges if one.batch == batch or one.state not in PENDING)
    return replace(journey, nudges=tuple(nudges))


def _let_go(journey: Journey, due: Sequence[Nudge]) -> Journey:
    """Give back what was claimed along but is not said now."""
    kept = {one.key for one in due}
    nudges = tuple(
        replace(one, state=NudgeState.PLANNED)
        if one.state is NudgeState.CLAIMED and one.key not in kept
        else one
        for one in journey.nudges
    )
    return replace(journey, nudges=nudges)


def _in_batch(journey: Journey, due: Sequence[Nudge], batch: str) -> Journey:
    """Give all that is said now one batch, so that another try has the same key."""
    kept = {one.key for one in due}
    nudges = tuple(replace(one, batch=batch) if one.key in kept else one for one in journey.nudges)
    return replace(journey, nudges=nudges)


def _stable_batch(due: Sequence[Nudge]) -> str:
    return next((one.batch for one in due if one.batch), "")


def _word(
    turn: Turn, due: Sequence[Nudge], meant: datetime, batch: str, *, check_in: bool
) -> Message:
    """Put everything that is due into one message; where all of it does not fit, the rest is named."""
    reminders = [_remind(turn, one) for one in due]

    def tell(count: int) -> Message:
        return _assemble(turn, due, reminders[:count], meant, batch, check_in=check_in)

    try:
        return tell(len(due))
    except MessageTooBig:
        if len(due) == 1:
            raise
    # The most that fits, found by halves: a long outage leaves many.
    fits, too_many = 1, len(due)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        try:
            tell(middle)
        except MessageTooBig:
            too_many = middle
        else:
            fits = middle
    return tell(fits)


def _remind(turn: Turn, nudge: Nudge) -> Reminder:
    handler = HANDLERS[nudge.key.kind.value]
    if handler.remind is None:
        raise LookupError(nudge.key)
    return handler.remind(turn, _interview(turn, nudge.key), nudge.key)


def _assemble(
    turn: Turn,
    due: Sequence[Nudge],
    reminders: Sequence[Reminder],
    meant: datetime,
    batch: str,
    *,
    check_in: bool,
) -> Message:
    words = turn.words
    parts: list[Part] = []
    own: list[Button] = []
    facts: dict[str, object] = {}
    if turn.now - meant > LATE:
        parts.append(Text(words("nudge.late", when=turn.moment(meant))))
    dark = turn.journey.person.dark_until
    if dark is not None and turn.now - dark < AFTER_PAUSE:
        parts.append(Text(words("nudge.no_hurry")))
    if len(due) > 1:
        parts.append(Text(words.plural("nudge.several", len(due))))
    for reminder in reminders:
        parts += reminder.parts
        own += [button for button in reminder.buttons if button.label not in {b.label for b in own}]
        facts |= reminder.facts or {}
    if len(reminders) < len(due):
        parts.append(Text(_named(turn, due[len(reminders) :])))
    if len(due) > 1:
        own = [_joined(one) for one in own]
    can_finish = any(HANDLERS[one.key.kind.value].finish is not None for one in due)
    done = [turn.button(words("nudge.done"), FINISH, "done", batch)] if can_finish else []
    buttons = [*own[:14], *done, *snooze.buttons(turn, batch)]
    if check_in:
        parts.append(Text(words("nudge.check_in")))
        buttons += pace.check_in_buttons(turn)
    interviews = {one.key.interview for one in due}
    kinds = tuple(one.key.kind.value for one in due) + (("check_in",) if check_in else ())
    shown = (*parts, turn.choices(*buttons))
    return Message(
        topic=_topic(due[0].key.kind),
        parts=shown,
        interview=interviews.pop() if len(interviews) == 1 else None,
        facts=facts,
        nudge=kinds,
        preview=turn.preview,
        moments=turn.moments_in(shown),
    )


def _named(turn: Turn, due: Sequence[Nudge]) -> str:
    """Return what has no room to be said in full, by its name."""
    words = turn.words
    named: list[str] = []
    for one in due:
        what, interview = words(snooze.KIND_WORDS[one.key.kind]), _interview(turn, one.key)
        company = "" if interview is None else turn.named(interview)
        named.append(words("nudge.about", what=what, company=company) if company else what)
    lines = [f"· {one}" for one in named[:NAMED]]
    if len(named) > NAMED:
        lines.append(words.plural("nudge.more", len(named) - NAMED))
    return "\n".join((words("nudge.also"), *lines))


def _joined(button: Button) -> Button:
    return replace(button, action=replace(Action.parse(button.action), joined=True).pack())


def _interview(turn: Turn, key: NudgeKey) -> Interview | None:
    return None if key.interview is None else turn.journey.interview(key.interview)


def _topic(kind: NudgeKind) -> Topic:
    return HOME_KINDS.get(kind) or Topic(kind.value)
