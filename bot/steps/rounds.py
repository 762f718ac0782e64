"""Which round an interview comes after, and what it takes along from there."""

from dataclasses import replace

from bot.interview import Contact, Interview, OutcomeKind, Thanks
from bot.message import Topic
from bot.turn import Turn


def round_before(turn: Turn, id: str, company: str) -> Interview | None:
    """Return the round this one comes after: as the form says, else one whose next round was announced."""
    rounds = turn.journey.facts.interviews
    followed = {one.application for one in rounds if one.open}
    announced = (
        one
        for one in reversed(rounds)
        if one.company.casefold() == company.casefold()
        and one.outcome is not None
        and one.outcome.kind is OutcomeKind.NEXT_ROUND
        and one.application not in followed
    )
    return turn.journey.interview(id) or next(announced, None)


def as_round_after(before: Interview, new: Interview) -> Interview:
    """Return a new interview as the next round: what it does not say itself is as it was."""
    there = replace(
        new,
        application=before.application,
        role=new.role or before.role,
        contact_unwelcome=before.contact_unwelcome,
    )
    if new.country is not None and new.country != before.country:
        return there
    return replace(
        there,
        country=before.country,
        city=before.city,
        region=before.region,
        zone=before.zone,
    )


def carry_over(turn: Turn, interview: Interview) -> None:
    """Take the people of the round before along to this one."""
    rounds = [
        one for one in turn.journey.facts.interviews if one.application == interview.application
    ]
    earlier = [one for one in rounds if one.id != interview.id]
    if not earlier:
        return
    people = _copied(turn, earlier[-1].id, interview)
    if people:
        names = turn.words.list([one.name for one in people[:8]])
        turn.say(Topic.CONTACTS, turn.words("add.carried_over", names=names), interview=interview)


def _copied(turn: Turn, old: str, new: Interview) -> tuple[Contact, ...]:
    """Copy the people of one round to the next, unthanked, and return them."""
    carried = tuple(
        replace(
            one,
            id=turn.new_id(),
            interview=new.id,
            thanks=Thanks.OPEN,
            thanked_at=None,
            note_channel=None,
            note_subject="",
            note="",
            version=1,
        )
        for one in turn.journey.met_in(old)
    )
    for one in carried:
        turn.put(one)
    return carried
