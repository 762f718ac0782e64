"""The slash commands: which there are, what can be typed into each, and what the core is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from adapters.payload import read_items
from bot.catalogue import ENGLISH, PSEUDO, Words
from bot.library import Library

NAME = "interview"
STRING, SUBCOMMAND = 3, 1
"""Discord's types of options."""
GUILD_INSTALL, USER_INSTALL = 0, 1
IN_SERVERS, IN_BOT_DM, IN_OTHER_DMS = 0, 1, 2
MOST_CHOICES = 25
LONGEST_CHOICE = 100

_LOCALES: Mapping[str, Sequence[str]] = {
    "en": ("en-US", "en-GB"),
    "es": ("es-ES", "es-419"),
    "pt": ("pt-BR",),
    "sv": ("sv-SE",),
    "zh": ("zh-CN",),
}
"""Discord's locales of a language, where they are not called as the language is."""


class Offers(StrEnum):
    """What is offered while somebody types into an option."""

    INTERVIEW = "interview"
    COMPANY = "company"
    PERSON = "person"
    COUNTRY = "country"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Asked:
    """One option of a command.

    Args:
        key: Its name for Discord and in English.
        name: Id of its name.
        about: Id of what it is for.
        offers: What is offered while it is typed.
        choices: Labels' ids of the only values there are, by the value.
        said: Id of how its value is said in a sentence, empty where it stands for itself.
    """

    key: str
    name: str
    about: str
    offers: Offers | None = None
    choices: Mapping[str, str] | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """One command.

    Args:
        key: Its name for Discord and in English.
        name: Id of its name.
        about: Id of what it does.
        asked: Its options, in the order in which they are said.
        between: What stands between their values.
        core: Its name in the core, where that is another one.
    """

    key: str
    name: str
    about: str
    asked: tuple[Asked, ...] = ()
    between: str = " "
    core: str | None = None


_INTERVIEW = Asked("interview", "command.interview_name", "command.interview", Offers.INTERVIEW)
_COMPANY = Asked("company", "command.company_name", "command.company", Offers.COMPANY)
_ROLE = Asked("role", "command.role_name", "command.role")
_WORDS = Asked("words", "command.words_name", "command.words")
_PEOPLE = Asked("people", "command.people_told_name", "command.people_told")
_PERSON = Asked("person", "command.person_name", "command.person", Offers.PERSON)
_UNTIL = Asked("until", "command.until_name", "command.until")
_COUNTRY = Asked("country", "command.country_name", "command.country", Offers.COUNTRY)
_ENDED = Asked("ended", "command.ended_name", "command.ended")
_NEXT = Asked("next_step", "command.next_step_name", "command.next_step")
_OUTCOMES = {
    "offer": "outcome.offer_button",
    "next round": "outcome.next_round_button",
    "rejection": "outcome.rejection_button",
    "silence": "outcome.silence_button",
    "withdrawn": "outcome.withdrawn_button",
}
_WHAT = Asked("what", "command.what_name", "command.what", choices=_OUTCOMES)
_SETTINGS = {
    "zone": "settings.zone_button",
    "country": "settings.country_button",
    "language": "settings.language_button",
    "quiet": "settings.quiet_button",
    "calm": "settings.calm_button",
    "weekly": "settings.weekly_button",
    "goal": "settings.goal_button",
    "nudges": "settings.nudges_button",
}
_SETTING = Asked("setting", "command.setting_name", "command.setting", choices=_SETTINGS)
_VALUE = Asked("value", "command.value_name", "command.value", Offers.SETTING)

COMMANDS: tuple[Offered, ...] = (
    Offered("next", "command.next_name", "command.next", core=""),
    Offered(
        "add",
        "command.add_name",
        "command.add",
        (
            replace(_COMPANY, said="command.said_company"),
            replace(_ROLE, said="command.said_role"),
            replace(_COUNTRY, said="command.said_country"),
            _ENDED,
            replace(_NEXT, said="command.said_next_step"),
        ),
    ),
    Offered("before", "command.before_name", "command.before", (_COMPANY,)),
    Offered("list", "command.list_name", "command.list", (_INTERVIEW,)),
    Offered("people", "command.people_name", "command.people", (_INTERVIEW, _PEOPLE)),
    Offered("notes", "command.notes_name", "command.notes", (_INTERVIEW, _WORDS)),
    Offered("thanks", "command.thanks_name", "command.thanks", (_INTERVIEW, _PERSON)),
    Offered("references", "command.references_name", "command.references", (_INTERVIEW, _PEOPLE)),
    Offered("apply", "command.apply_name", "command.apply", (_COMPANY, _ROLE), ", "),
    Offered("followup", "command.followup_name", "command.followup", (_INTERVIEW,)),
    Offered("calm", "command.calm_name", "command.calm"),
    Offered("outcome", "command.outcome_name", "command.outcome", (_INTERVIEW, _WHAT)),
    Offered("settings", "command.settings_name", "command.settings", (_SETTING, _VALUE)),
    Offered("snooze", "command.snooze_name", "command.snooze", (_UNTIL,)),
    Offered("undo", "command.undo_name", "command.undo"),
    Offered("delete", "command.delete_name", "command.delete", (_INTERVIEW,)),
    Offered("stop", "command.stop_name", "command.stop"),
    Offered("help", "command.help_name", "command.help"),
)
_BY_KEY = {one.key: one for one in COMMANDS}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody is typing into an option.

    Args:
        offers: What can be offered there, None if nothing.
        typed: What is typed so far.
        command: The command's key.
        others: What the other options hold, by their keys.
    """

    offers: Offers | None
    typed: str
    command: str
    others: Mapping[str, str]


def describe_commands(library: Library) -> list[Json]:
    """Return all commands as Discord takes them: for servers and for persons, nowhere seen by others."""
    english = library.words_in(ENGLISH)
    others = {
        locale: words
        for language, words in library.words.items()
        if language not in (ENGLISH, PSEUDO)
        for locale in _LOCALES.get(language, (language,))
    }
    telling = _Telling(english, others)
    return [
        {
            "type": 1,
            "name": NAME,
            "description": english("command.group"),
            **telling.in_other_languages("description_localizations", "command.group"),
            "integration_types": [GUILD_INSTALL, USER_INSTALL],
            "contexts": [IN_SERVERS, IN_BOT_DM, IN_OTHER_DMS],
            "options": [telling.command(one) for one in COMMANDS],
        }
    ]


def read_command(data: Mapping[str, object], words: Words) -> tuple[str, str] | None:
    """Return what was asked for and what was said with it, as one types it; None if it is none of ours.

    Args:
        data: The interaction's.
        words: In whose language values are said in a sentence.
    """
    found = _find(data)
    if found is None:
        return None
    offered, values = found
    said = [
        words(one.said, value=values[one.key]) if one.said else values[one.key]
        for one in offered.asked
        if values.get(one.key, "").strip()
    ]
    core = offered.key if offered.core is None else offered.core
    return core, offered.between.join(said).replace(" , ", ", ")


def says_options(data: Mapping[str, object]) -> bool:
    """Say whether the values of a command are said in a sentence, which depends on a language."""
    found = _find(data)
    return found is not None and any(one.said for one in found[0].asked)


def read_typing(data: Mapping[str, object]) -> Typing | None:
    """Return what is being typed into which option; None if that is none of ours."""
    found = _find(data)
    if found is None:
        return None
    offered, values = found
    focused = next(
        (str(one.get("name")) for one in _options(data) if one.get("focused") is True), ""
    )
    asked = next((one for one in offered.asked if one.key == focused), None)
    if asked is None:
        return None
    others = {key: value for key, value in values.items() if key != focused}
    return Typing(asked.offers, values.get(focused, ""), offered.key, others)


def is_same(told: Sequence[Mapping[str, Any]], known: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether Discord already knows the commands as they are told; what it adds of its own does not count."""
    return _fingerprint(told) == _fingerprint(known)


@dataclass(frozen=True, slots=True)
class _Telling:
    english: Words
    others: Mapping[str, Words]

    def command(self, one: Offered) -> Json:
        return self._named(SUBCOMMAND, one.key, one.name, one.about) | {
            "options": [self._option(asked) for asked in one.asked]
        }

    def in_other_languages(self, key: str, id: str) -> Json:
        told = {locale: words(id) for locale, words in self.others.items()}
        return {key: told} if told else {}

    def _option(self, one: Asked) -> Json:
        made = self._named(STRING, one.key, one.name, one.about)
        if one.choices is None:
            return made | ({"autocomplete": True} if one.offers else {})
        choices = [
            {"name": self.english(id), "value": value}
            | self.in_other_languages("name_localizations", id)
            for value, id in one.choices.items()
        ]
        return made | {"choices": choices}

    def _named(self, kind: int, key: str, name: str, about: str) -> Json:
        return {
            "type": kind,
            "name": key,
            "description": self.english(about),
            **self.in_other_languages("name_localizations", name),
            **self.in_other_languages("description_localizations", about),
        }


def _find(data: Mapping[str, object]) -> tuple[Offered, dict[str, str]] | None:
    sub = next(iter(read_items(data, "options")), {})
    offered = _BY_KEY.get(str(sub.get("name")))
    if data.get("name") != NAME or offered is None:
        return None
    return offered, {str(one.get("name")): _value(one.get("value")) for one in _options(data)}


def _value(found: object) -> str:
    """Return what an option holds; what nobody can have typed or chosen counts as nothing."""
    return str(found) if isinstance(found, str | int | float) else ""


def _options(data: Mapping[str, object]) -> list[Mapping[str, object]]:
    sub = next(iter(read_items(data, "options")), {})
    return read_items(sub, "options")


_COMPARED = (
    "type",
    "name",
    "description",
    "name_localizations",
    "description_localizations",
    "integration_types",
    "contexts",
    "autocomplete",
    "value",
)


def _fingerprint(commands: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Return what makes commands differ: Discord adds ids and versions and leaves out what is empty."""
    return [
        {key: one[key] for key in _COMPARED if one.get(key)}
        | {
            key: _fingerprint(one[key])
            for key in ("options", "choices")
            if isinstance(one.get(key), list) and one[key]
        }
        for one in commands
    ]
