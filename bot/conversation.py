"""The one door: lock, load, decide, plan, save, answer."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta
from operator import attrgetter
from random import Random

from bot import routing
from bot.catalogue import ENGLISH, Words
from bot.errors import StoreError
from bot.inbound import Inbound, Naming, Opened, Profile, Unanswered
from bot.interview import Interview
from bot.journey import Fact, Facts, Journey, Undo, key_of
from bot.library import Library
from bot.message import Option, Overview, Reply
from bot.nudges import plan, reconcile, said_at
from bot.people import Address, Person
from bot.ports import Clock, NewId, Store, Turned
from bot.schedule import NudgeState
from bot.steps import dashboard, suggestions
from bot.turn import Turn

ANSWER_WITHIN = timedelta(hours=24)
"""An act within this time of a message answers it (journey: "without any act within 24 h of each")."""


class Conversation:
    """Takes what a person did and returns what to say.

    Args:
        store: Where journeys are kept.
        library: Words and tables.
        clock: Read once per act.
        new_id: Makes ids.
        chance: For choices that need not be the same each time.
    """

    def __init__(
        self, store: Store, library: Library, clock: Clock, new_id: NewId, chance: Random
    ) -> None:
        self._store = store
        self._library = library
        self._clock = clock
        self._new_id = new_id
        self._chance = chance

    async def handle(self, inbound: Inbound) -> Reply:
        """Answer one act, once: an event seen in the last 24 hours is answered with nothing.

        Raises:
            StoreError: The store is out of reach; nothing was saved, or nothing erased.
        """
        now = self._clock()

        def decide(journey: Journey | None) -> Turned[Reply]:
            return self._decide(inbound, now, journey)

        reply = await self._store.turn(inbound.who, inbound.id, now, decide) or Reply()
        if reply.erases:
            await self._store.erase(inbound.who)
        return reply

    async def look(self, who: Address, most: int) -> Overview | None:
        """Return where everything stands for a person, None for a stranger; nothing changes by it.

        Args:
            who: Whose dashboard.
            most: Open interviews shown in full; the others are counted.

        Raises:
            StoreError: The store is out of reach.
        """
        journey = await self._store.load(who)
        if journey is None:
            return None
        turn = Turn(journey, self._clock(), self._library, self._new_id, self._chance)
        parts = dashboard.parts(turn, most)
        return Overview(parts, turn.moments_in(parts))

    async def suggest(
        self, who: Address, naming: Naming, typed: str, most: int
    ) -> tuple[Option, ...]:
        """Return what a person told of that they may be about to name, nothing for a stranger.

        Args:
            who: Who is typing.
            naming: What is being named; not a place.
            typed: The letters so far.
            most: How many.

        Raises:
            StoreError: The store is out of reach.
        """
        journey = await self._store.load(who)
        if journey is None:
            return ()
        turn = Turn(journey, self._clock(), self._library, self._new_id, self._chance)
        return suggestions.named(turn, naming, typed, most)

    async def words_for(self, who: Address) -> Words:
        """Return the words of a person's language, English for a stranger or when nobody can look."""
        try:
            journey = await self._store.load(who)
        except StoreError:
            journey = None
        return self._library.words_in(ENGLISH if journey is None else journey.person.language)

    async def knows(self, who: Address) -> bool:
        """Say whether somebody has ever written.

        Raises:
            StoreError: The store is out of reach.
        """
        return await self._store.load(who) is not None

    async def find_member(self, who: Address) -> Address | None:
        """Return under which address a member of an organisation is kept; see `bot.ports.Store.find_member`.

        Raises:
            StoreError: The store is out of reach.
        """
        return await self._store.find_member(who)

    async def lately(self, platform: str, since: datetime, most: int) -> Mapping[Address, datetime]:
        """Return who did something lately, and when they last did; see `bot.ports.Store.lately`.

        Raises:
            StoreError: The store is out of reach.
        """
        return await self._store.lately(platform, since, most)

    def _decide(self, inbound: Inbound, now: datetime, loaded: Journey | None) -> Turned[Reply]:
        journey = loaded or newcomer(inbound.who, self._new_id(), now)
        turn = Turn(journey, now, self._library, self._new_id, self._chance)
        match inbound.act:
            case Profile():
                # What a platform tells by itself is nothing the person did, and so nothing to take back.
                routing.take_profile(turn, inbound.act)
            case Opened():
                if loaded is None:
                    routing.welcome(turn)
            case Unanswered():
                # Nothing the person did: it answers no nudge, and there is nothing to take back.
                routing.make_up(turn, heard=inbound.act.heard)
            case _:
                _note_act(turn)
                routing.route(turn, inbound.act)
                _keep_undo(turn, journey)
        return Turned(replan(turn.journey, turn), turn.reply())


def newcomer(who: Address, id: str, now: datetime) -> Journey:
    """Return the journey of somebody who has never written before."""
    return Journey(Person(id=id, address=who, joined=now, last_act=now))


def replan(journey: Journey, turn: Turn) -> Journey:
    """Return the journey with its nudges as its facts now want them."""
    wanted = plan(journey, turn.library.etiquette.customs)
    return replace(journey, nudges=reconcile(journey, wanted, turn.now))


def _note_act(turn: Turn) -> None:
    """Record that the person did something, which answers what was sent in the last 24 hours."""
    turn.change_person(last_act=turn.now)
    nudges = tuple(
        replace(one, answered=True)
        if one.state is NudgeState.SENT and turn.now - said_at(one) < ANSWER_WITHIN
        else one
        for one in turn.journey.nudges
    )
    turn.journey = replace(turn.journey, nudges=nudges)


def _keep_undo(turn: Turn, before: Journey) -> None:
    """Remember how to take this turn's changes back, if it changed a fact or a setting."""
    if not turn.undoable:
        return
    changed = Facts()
    added: list[str] = []
    for old, new in before.facts.compare(turn.journey.facts):
        if new[: len(old)] == old:
            # The usual case, at once: something was added, and nothing else changed.
            added += [key_of(one) for one in new[len(old) :]]
            continue
        known = {one.id for one in old}
        kept = {one.id: one for one in new}
        for fact in old:
            now = kept.get(fact.id)
            if now is not fact and (now is None or _told(now) != _told(fact)):
                changed = changed.put(fact)
        added += [key_of(one) for one in new if one.id not in known]
    settings_changed = _chosen(turn.journey.person) != _chosen(before.person)
    if changed != Facts() or added or settings_changed:
        undo = Undo(changed, tuple(added), before.person if settings_changed else None)
        turn.change_dialogue(undo=undo)


def _told(fact: Fact) -> Fact:
    """Return a fact as the person told it: a step looked at, or a form saved as it was, changes nothing."""
    return replace(fact, opened=frozenset(), version=0) if isinstance(fact, Interview) else fact


_NOTED = ("last_act", "dark_until", "reminded_pace")
"""What the bot notes of a person; everything else they chose."""
_chosen = attrgetter(*(one.name for one in fields(Person) if one.name not in _NOTED))
