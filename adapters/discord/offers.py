"""What is offered while somebody types into a command: their own names, places, settings."""

from collections.abc import Mapping, Sequence
from zoneinfo import available_timezones

from adapters.discord.commands import LONGEST_CHOICE, MOST_CHOICES, Offers, Typing
from adapters.lettering import clean, shorten, units
from bot.conversation import Conversation
from bot.inbound import Naming
from bot.message import Option
from bot.people import Address
from bot.steps.suggestions import places
from bot.understanding import fold

MOST_CITIES = 15
"""Cities offered before the names of zones, which keep some room."""

_NAMED: Mapping[Offers, Naming] = {
    Offers.INTERVIEW: Naming.INTERVIEW,
    Offers.COMPANY: Naming.COMPANY,
    Offers.PERSON: Naming.PERSON,
}


async def offer(conversation: Conversation, who: Address, typing: Typing) -> list[Option]:
    """Return what to offer, at most as much as Discord shows; what fits no choice is left out.

    Args:
        conversation: Knows what the person told.
        who: Who is typing.
        typing: What, and into which option.

    Raises:
        StoreError: Nobody can look.
    """
    found = await _find(conversation, who, typing)
    fitting = [
        Option(one.key, shorten(clean(one.label).strip(), LONGEST_CHOICE))
        for one in found
        if units(one.key) <= LONGEST_CHOICE and clean(one.label).strip()
    ]
    return fitting[:MOST_CHOICES]


async def _find(conversation: Conversation, who: Address, typing: Typing) -> Sequence[Option]:
    naming = _NAMED.get(typing.offers) if typing.offers else None
    if naming is not None:
        return await conversation.suggest(who, naming, typing.typed, MOST_CHOICES)
    setting = typing.others.get("setting", "")
    if typing.offers is Offers.COUNTRY or setting == "country":
        words = await conversation.words_for(who)
        return places(words, Naming.COUNTRY, typing.typed, MOST_CHOICES)
    if typing.offers is Offers.SETTING and setting == "zone":
        words = await conversation.words_for(who)
        # People know their city; the names of zones come after it.
        cities = places(words, Naming.CITY, typing.typed, MOST_CITIES)
        return (*cities, *_zones(typing.typed))
    return ()


def _zones(typed: str) -> list[Option]:
    letters = fold(typed).replace(" ", "_")
    return [
        Option(one, one)
        for one in sorted(available_timezones())
        if letters and letters in one.casefold() and "/" in one and not one.startswith("Etc/")
    ]
