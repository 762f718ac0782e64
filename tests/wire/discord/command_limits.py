"""What Discord takes of slash commands."""

import re
from collections.abc import Iterator

from tests.wire.discord.rules import Breaches
from tests.wire.json_shapes import Json, as_object, as_objects

At = tuple[str, ...]
COMMANDS, OPTIONS, CHOICES = 100, 25, 25
NAME, DESCRIPTION, TEXT = 32, 100, 8000
SUBCOMMAND, GROUP = 1, 2
_NAME = re.compile(r"[-_'\w]{1,32}")
_LOCALES = {"id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl",
            "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi",
            "th", "zh-CN", "ja", "zh-TW", "ko"}  # fmt: skip


def check_commands(commands: object) -> Breaches:
    """Hold all commands of an app."""
    breaches = Breaches()
    breaches.count(commands, (), 0, COMMANDS)
    told = as_objects(commands)
    for n, command in enumerate(told):
        at: At = (str(n),)
        if command.get("type", 1) == 1:
            _check_named(breaches, command, at)
            _check_options(breaches, command, at, parent=0)
            if sum(map(len, _texts(command))) > TEXT:
                breaches.add(at, "APPLICATION_COMMAND_TOO_LARGE",
                             f"Command exceeds maximum size ({TEXT})")  # fmt: skip
        for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
            for one in command.get(key) or []:
                breaches.one_of(one, (*at, key), known)
    _check_unique(breaches, told, ())
    return breaches


def _check_named(breaches: Breaches, one: Json, at: At) -> None:
    _check_name(breaches, one.get("name"), (*at, "name"))
    breaches.string(one.get("description"), (*at, "description"), DESCRIPTION, needed=True)
    for locale, text in as_object(one.get("name_localizations")).items():
        _check_locale(breaches, locale, (*at, "name_localizations"))
        _check_name(breaches, text, (*at, "name_localizations", locale))
    for locale, text in as_object(one.get("description_localizations")).items():
        _check_locale(breaches, locale, (*at, "description_localizations"))
        breaches.string(text, (*at, "description_localizations", locale), DESCRIPTION)


def _check_name(breaches: Breaches, name: object, at: At) -> None:
    breaches.string(name, at, NAME, needed=True)
    if isinstance(name, str) and (not _NAME.fullmatch(name) or name != name.lower()):
        breaches.add(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_locale(breaches: Breaches, locale: str, at: At) -> None:
    if locale not in _LOCALES:
        breaches.add(at, "DICT_TYPE_KEY", f"{locale} is no locale of Discord's")


def _check_options(breaches: Breaches, holder: Json, at: At, parent: int) -> None:
    options = as_objects(holder.get("options"))
    breaches.count(options, (*at, "options"), 0, OPTIONS)
    _check_unique(breaches, options, (*at, "options"))
    kinds = [one.get("type") for one in options]
    if any(one in (SUBCOMMAND, GROUP) for one in kinds) and not all(
        one in (SUBCOMMAND, GROUP) for one in kinds
    ):
        breaches.add((*at, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                     "Sub-command and sub-command group option types are mutually exclusive "
                     "to all other types")  # fmt: skip
    optional = False
    for n, one in enumerate(options):
        here = (*at, "options", str(n))
        if not breaches.one_of(one.get("type"), (*here, "type"), range(1, 12)):
            continue
        _check_named(breaches, one, here)
        if not _may_stand(one["type"], parent):
            breaches.add(here, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested in a wrong way")
        if one["type"] in (SUBCOMMAND, GROUP):
            _check_options(breaches, one, here, one["type"])
            continue
        if one.get("required") and optional:
            breaches.add(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                         "Required options must be placed before non-required options")  # fmt: skip
        optional = optional or not one.get("required")
        _check_choices(breaches, one, here)


def _may_stand(kind: int, parent: int) -> bool:
    """Whether an option may stand there: groups hold subcommands, which hold what has a value."""
    if parent == GROUP:
        return kind == SUBCOMMAND
    return not parent or kind not in (SUBCOMMAND, GROUP)


def _check_choices(breaches: Breaches, option: Json, at: At) -> None:
    choices = as_objects(option.get("choices"))
    breaches.count(choices, (*at, "choices"), 0, CHOICES)
    if choices and option.get("autocomplete"):
        breaches.add(at, "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES",
                     "autocomplete may not be set to true if choices are present")  # fmt: skip
    for n, one in enumerate(choices):
        breaches.string(one.get("name"), (*at, "choices", str(n), "name"), 100, needed=True)
        if isinstance(one.get("value"), str):
            breaches.string(one["value"], (*at, "choices", str(n), "value"), 100)
    _check_unique(breaches, choices, (*at, "choices"))


def _check_unique(breaches: Breaches, those: list[Json], at: At) -> None:
    names = [(one.get("name"), one.get("type", 1)) for one in those]
    for name, _ in sorted({one for one in names if names.count(one) > 1}, key=str):
        breaches.add(at, "APPLICATION_COMMANDS_DUPLICATE_NAME", f"{name} is there twice")


def _texts(one: Json) -> Iterator[str]:
    """Everything that counts towards the size of a command: of each text the longest translation."""
    for key in ("name", "description"):
        texts = [
            str(one.get(key) or ""),
            *map(str, as_object(one.get(f"{key}_localizations")).values()),
        ]
        yield max(texts, key=len)
    if isinstance(one.get("value"), str):
        yield one["value"]
    for key in ("options", "choices"):
        for inner in as_objects(one.get(key)):
            yield from _texts(inner)
