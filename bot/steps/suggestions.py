"""What is offered while somebody types a name: what they told before, and places."""

from collections.abc import Iterable

from bot.catalogue import Words
from bot.inbound import Naming
from bot.interview import Interview
from bot.message import LONGEST_OPTION, Option
from bot.turn import Turn
from bot.understanding import cities_beginning, fold, names_in


def named(turn: Turn, naming: Naming, typed: str, most: int) -> tuple[Option, ...]:
    """Return what the person told of that holds the letters typed, what was told last first.

    Args:
        turn: A turn whose journey is only read.
        naming: What is being named; places are `places`' own.
        typed: The letters so far.
        most: How many.
    """
    facts = turn.journey.facts
    match naming:
        case Naming.INTERVIEW:
            latest = sorted(facts.interviews, key=lambda one: (one.open, one.ended), reverse=True)
            offered = [Option(f"#{one.id}", _label(turn, one)) for one in latest]
        case Naming.COMPANY:
            latest = sorted(facts.interviews, key=lambda one: one.ended, reverse=True)
            offered = [Option(one.company, one.company) for one in latest]
        case Naming.PERSON:
            offered = [Option(one.name, one.name) for one in reversed(facts.contacts)]
        case Naming.CITY | Naming.COUNTRY:
            offered = []
    return _matching(offered, typed, most)


def places(words: Words, naming: Naming, typed: str, most: int) -> tuple[Option, ...]:
    """Return cities or countries whose names begin with the letters typed; cities are read at first use.

    Args:
        words: In whose language countries are named.
        naming: A city or a country.
        typed: The letters so far.
        most: How many.
    """
    if naming is Naming.CITY:
        return tuple(Option(one, one) for one in cities_beginning(typed, most))
    names = sorted(names_in(words.language).values())
    begun = [one for one in names if fold(one).startswith(fold(typed))]
    return _matching([Option(one, one) for one in (*begun, *names)], typed, most)


def _label(turn: Turn, interview: Interview) -> str:
    return ", ".join(filter(None, (turn.named(interview), interview.role)))


def _matching(offered: Iterable[Option], typed: str, most: int) -> tuple[Option, ...]:
    letters = fold(typed).strip()
    found = {
        one.key: one
        for one in offered
        if letters in fold(one.label) and one.label.strip() and len(one.label) <= LONGEST_OPTION
    }
    return tuple(found.values())[:most]
