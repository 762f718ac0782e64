"""What is told in a sentence of those who vouch: a new one who agreed, one who was told, one who would rather not."""

from collections.abc import Mapping
from dataclasses import replace

from bot.interview import Referee
from bot.message import Topic
from bot.steps import paging, referee_page, referees, reference_uses, references
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


def told(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Note that a referee was told; False where nobody chosen is called so."""
    referee = _called(turn, parts["name"])
    interview = interview_at_hand(turn)
    if referee is None or interview is None:
        return False
    use = reference_uses.use_of(turn, interview, referee)
    if use is None:
        return False
    reference_uses.told(turn, interview, use, referee, typed=True)
    turn.answered = True
    return True


def refused(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take a no without a judgement, and offer to take the name off; False where nobody is called so."""
    referee = _called(turn, parts["name"])
    if referee is None:
        return False
    words = turn.words
    remove = turn.button(
        words("references.remove_button", name=paging.shown(referee.name)),
        references.STEP,
        "remove",
        referee.id,
    )
    turn.say(Topic.REFERENCES, words("references.refused", name=referee.name), turn.choices(remove))
    turn.answered = True
    return True


def _called(turn: Turn, name: str) -> Referee | None:
    called = [one for one in turn.journey.facts.referees if is_called(one.name, name)]
    return called[0] if len(called) == 1 else None
