"""The words of one language: sentences by id, plurals, dates, countries, lists.

Every folder of `content` that holds `.po` files is a language; a file is a topic and its ids start with its
name. `content/words.toml` is the contract between Python and all languages: it lists each id with its
placeholders (`make words` writes it anew from the English files).
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from importlib.resources.abc import Traversable
from string import Formatter
from typing import cast
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.catalog import Message as PoMessage
from babel.messages.pofile import read_po

from bot.errors import ContentError
from bot.packaged import CONTENT

ENGLISH = "en"
PSEUDO = "qps"
"""A generated language that no one speaks: it shows what is not in a catalogue and what breaks when words grow."""

_READ = re.compile(r"date\.|typed\.|[a-z_]+\.(?:typed|said)_")
"""Patterns for dates, and the words people are understood by: the pseudo-language keeps them."""

_MSGID = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
_ACCENTED = str.maketrans("aceginosuyACEGINOSUY", "àçéĝîñöšûýÀÇÉĜÎÑÖŠÛÝ")


class Words:
    """One language's words.

    Args:
        language: Code of the catalogue.
        sentences: Templates by id; a plain sentence has one form, a plural one per form of the language.
    """

    def __init__(self, language: str, sentences: Mapping[str, tuple[str, ...]]) -> None:
        self.language = language
        self._sentences = sentences
        # English is written for readers everywhere: day before month, 24 hours.
        self.locale = Locale.parse("en_GB" if language in (ENGLISH, PSEUDO) else language)

    def __call__(self, id: str, /, **values: object) -> str:
        """Return the sentence with its placeholders filled."""
        return self._sentences[id][0].format_map(values)

    def plural(self, id: str, count: int, /, **values: object) -> str:
        """Return the form of the sentence that the language uses for `count`, filled; `{count}` is known."""
        forms = self._sentences[id]
        index = _plural_index(self.locale, count, len(forms))
        return forms[index].format_map({**values, "count": count})

    def has(self, id: str) -> bool:
        """Say whether there is a sentence with this id."""
        return id in self._sentences

    def day(self, day: date, now: date | None = None) -> str:
        """Return a day as read aloud ("Fri 27 Nov"), with its year unless that is the year of `now`."""
        pattern = "date.day" if now is not None and now.year == day.year else "date.full"
        return format_date(day, self._sentences[pattern][0], locale=self.locale)

    def clock(self, at: time) -> str:
        """Return a wall-clock time ("15:30")."""
        return format_time(at, self._sentences["date.time"][0], locale=self.locale)

    def moment(self, instant: datetime, zone: str, now: datetime | None = None) -> str:
        """Return an instant in a zone, both said: "Fri 27 Nov, 15:30 (Berlin)".

        Args:
            instant: Aware.
            zone: IANA name the instant is shown in.
            now: Aware; without it the year is always said.
        """
        local = instant.astimezone(ZoneInfo(zone))
        today = None if now is None else now.astimezone(ZoneInfo(zone)).date()
        return self(
            "date.moment",
            day=self.day(local.date(), today),
            time=self.clock(local.time()),
            zone=city_of(zone),
        )

    def country(self, code: str) -> str:
        """Return a country's name in this language, or its code where the language has no name for it."""
        names = cast(Mapping[str, str], self.locale.territories)
        return names.get(code, code)

    def list(self, items: Sequence[str]) -> str:
        """Return items as a sentence would: "A, B and C"."""
        return format_list(items, locale=self.locale)


def city_of(zone: str) -> str:
    """Return what a zone is called in conversation: its city, or the whole name where it has none."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def load_catalogues(content: Traversable = CONTENT) -> Mapping[str, Words]:
    """Read every language under `content`, and the pseudo-language made of English.

    Args:
        content: The folder of all content.

    Raises:
        ContentError: A word is missing, doubled or not in the contract, or a placeholder is unknown.
    """
    contract = _contract(content)
    sentences = {
        folder.name: _language(folder, contract)
        for folder in content.iterdir()
        if folder.is_dir() and any(one.name.endswith(".po") for one in folder.iterdir())
    }
    if ENGLISH not in sentences:
        raise ContentError("content/en has no .po file; English is the language all others follow")
    sentences[PSEUDO] = {
        id: forms if _READ.match(id) else tuple(_pseudo(one) for one in forms)
        for id, forms in sentences[ENGLISH].items()
    }
    return {language: Words(language, words) for language, words in sentences.items()}


def write_contract() -> str:
    """Return `words.toml` as the English files would have it."""
    english = _read(CONTENT / ENGLISH)
    lines = [
        f'"{id}" = [{", ".join(f"{name!r}" for name in sorted(_placeholders(id, forms)))}]'.replace(
            "'", '"'
        )
        for id, forms in sorted(english.items())
    ]
    return (
        "# Every sentence and its placeholders; written by `make words`.\n"
        + "\n".join(lines)
        + "\n"
    )


def _contract(content: Traversable) -> Mapping[str, frozenset[str]]:
    table = tomllib.loads((content / "words.toml").read_text("utf-8"))
    return {id: frozenset(names) for id, names in table.items()}


def _language(
    folder: Traversable, contract: Mapping[str, frozenset[str]]
) -> dict[str, tuple[str, ...]]:
    sentences = _read(folder)
    missing = sorted(contract.keys() - sentences.keys())
    unknown = sorted(sentences.keys() - contract.keys())
    if missing or unknown:
        raise ContentError(
            f"content/{folder.name}: missing {missing or 'nothing'}, not in words.toml {unknown or 'nothing'};"
            " add the missing words, or run `make words` if Python now uses others"
        )
    for id, forms in sentences.items():
        extra = sorted(_placeholders(id, forms) - contract[id])
        if extra:
            raise ContentError(
                f"content/{folder.name}: {id} has unknown placeholders {extra}, allowed {sorted(contract[id])}"
            )
    return sentences


def _read(folder: Traversable) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".po"):
            continue
        # Babel keeps the last of two alike without a word, so they are counted before.
        named = Counter(_MSGID.findall(file.read_text("utf-8")))
        for id, times in named.items():
            if times > 1:
                raise ContentError(f"content/{folder.name}/{file.name}: {id} stands twice")
        with file.open("rb") as lines:
            catalogue = read_po(lines, abort_invalid=True)
        for message in catalogue:
            if not message.id:
                continue
            id = _id(message)
            where = f"content/{folder.name}/{file.name}: {id}"
            forms = _forms(message)
            if id.split(".", 1)[0] != file.name.removesuffix(".po"):
                raise ContentError(f"{where} must start with the name of its file")
            if not all(one.strip() for one in forms):
                raise ContentError(f"{where} has no words")
            _placeholders(id, forms)
            found[id] = forms
    return found


def _id(message: PoMessage) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: PoMessage) -> tuple[str, ...]:
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


def _placeholders(id: str, forms: Iterable[str]) -> frozenset[str]:
    names: set[str] = set()
    for form in forms:
        try:
            parsed = list(Formatter().parse(form))
        except ValueError as error:
            raise ContentError(f"{id}: {error} in {form!r}") from error
        for _, name, spec, conversion in parsed:
            if name is None:
                continue
            if not name.isidentifier() or spec or conversion:
                raise ContentError(
                    f"{id}: a placeholder is {{name}} and nothing more, found {{{name}}} in {form!r}"
                )
            names.add(name)
    return frozenset(names)


def _plural_index(locale: Locale, count: int, forms: int) -> int:
    tags = _plural_tags(locale)
    return min(tags.index(locale.plural_form(count)), forms - 1)


@cache
def _plural_tags(locale: Locale) -> tuple[str, ...]:
    """Return the names of a language's forms in the order in which a catalogue lists them."""
    return tuple(sorted(locale.plural_form.tags | {"other"}, key=_PLURAL_ORDER.index))


_PLURAL_ORDER = ("zero", "one", "two", "few", "many", "other")


def _pseudo(template: str) -> str:
    pieces: list[str] = []
    for text, name, _, _ in Formatter().parse(template):
        pieces.append(text.translate(_ACCENTED).replace("{", "{{").replace("}", "}}"))
        if name is not None:
            pieces.append(f"{{{name}}}")
    # Forty percent longer, as German and Finnish tend to be; labels keep within a button.
    padding = "~" * max(1, min(len(template) * 2 // 5, 12))
    return f"[{''.join(pieces)}{padding}]"
