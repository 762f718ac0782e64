"""Somebody new who vouches and has agreed already: "my old boss Jane Doe agreed last week"."""

from collections.abc import Mapping
from dataclasses import replace

from bot.message import Topic
from bot.steps import paging, referee_page, referees, references
from bot.steps.acquaintances import interview_at_hand, is_called
from bot.turn import Turn
from bot.understanding import PersonRead, fold, may_be_small_name


def vouches(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Keep who vouches with the day of their yes; False where the words between are no name."""
    name, told = parts["name"], parts.get("day", "")
    if not (may_be_small_name(name) or (not name.islower() and may_be_small_name(fold(name)))):
        return False
    day = referees.read_past_day(turn, told) if told else turn.today
    if day is None or isinstance(day, str):
        unread = turn.words("references.day_unread", typed=paging.shown(told, 60))
        turn.say(Topic.REFERENCES, day or unread)
        return True
    known = [one for one in turn.journey.facts.referees if is_called(one.name, name)]
    if len(known) == 1:
        referee_page.record_consent(turn, known[0], day)
        return True
    relation = turn.words("references.typed_my")
    read = PersonRead(name=name, role=parts["relation"].removeprefix(f"{relation} "))
    kept = tuple(replace(one, agreed=day) for one in referees.record(turn, (read,)))
    for one in kept:
        turn.put(one)
    interview = interview_at_hand(turn)
    if interview is not None:
        interview = references.choose_kept(turn, interview, kept)
    references.echo(turn, interview, kept)
    return True
