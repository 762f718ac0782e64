"""Whom words mean by a name or a part of one, among all who are recorded."""

from bot.interview import Contact, Interview, Referee
from bot.steps import which
from bot.turn import Turn
from bot.understanding import fold


def interview_at_hand(turn: Turn) -> Interview | None:
    """Return the interview spoken of, else the newest one still open."""
    still_open = turn.journey.open_interviews()
    return which.spoken_of(turn) or (still_open[-1] if still_open else None)


def met(turn: Turn) -> tuple[Contact, ...]:
    """Return the people of the interview at hand first, then those of the others that are open."""
    at_hand = interview_at_hand(turn)
    others = (one for one in turn.journey.open_interviews() if one != at_hand)
    interviews = (*(() if at_hand is None else (at_hand,)), *others)
    return tuple(person for one in interviews for person in turn.journey.met_in(one.id))


def person_called(turn: Turn, name: str) -> Contact | Referee | None:
    """Return the one whom a name means, whole or in part; None if nobody is, or several could be."""
    for people in (_at_hand(turn), met(turn), turn.journey.facts.referees):
        called = [one for one in people if is_called(one.name, name)]
        if called:
            return called[0] if len(called) == 1 else None
    return None


def is_called(name: str, said: str) -> bool:
    """Say whether words are a name or a part of it: "tom", "rey" and "Tom Rey" of Tom Rey."""
    whole, part = fold(name).split(), fold(said).split()
    return bool(part) and all(one in whole for one in part)


def _at_hand(turn: Turn) -> tuple[Contact, ...]:
    interview = interview_at_hand(turn)
    return () if interview is None else tuple(turn.journey.met_in(interview.id))
