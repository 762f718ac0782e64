"""People's words on their way to Discord and back: literal, calling nobody, harmless in a block to copy."""

import re
from collections.abc import Mapping
from datetime import datetime

from adapters.lettering import clean

_GAP = "\u200b"
_ADDRESS = re.compile(r"(?<!\S)https?://[\w./?=&%#+-]+(?=[,;:!?]*(?:\s|$))", re.ASCII)
"""An address as it stands: Discord shows where it leads, and nothing in it is markup."""
_MARKUP = re.compile(
    r"[\\`*_~|<>\[\]#]"
    # Lists and small print begin a line; Discord lets them stand further in.
    r"|^(?P<space>[ \t]*)(?:(?P<list>[-+])|(?P<number>\d+)\.)"
    # An emoji by its name, and an address that is more than one.
    r"|:(?=[^\s:]+:)|:(?=//)",
    re.MULTILINE,
)
_CALL = re.compile(r"@(?=everyone|here|[!&]?\d)")
_NAMED = re.compile(r"<(?:(?P<kind>@)!?(?P<id>\d+)|a?(?P<emoji>:\w+:)\d+)>", re.ASCII)


def escape(text: str) -> str:
    """Return text in which nothing is markup: no mention, no timestamp, no link under another name."""
    words = clean(text)
    escaped: list[str] = []
    at = 0
    for found in _ADDRESS.finditer(words):
        escaped += (_literal(words[at : found.start()]), found[0])
        at = found.end()
    escaped.append(_literal(words[at:]))
    return "".join(escaped)


def stamp(text: str, moments: Mapping[str, datetime]) -> str:
    """Return text made literal, its moments in Discord's own form, which shows them in the reader's zone.

    Args:
        text: As it is said.
        moments: Instants (UTC), by the words in which the text tells of them.
    """
    words = escape(text)
    # The longer words first: "Mon, 9:00" may stand in "next Mon, 9:00".
    for said in sorted(moments, key=len, reverse=True):
        words = words.replace(escape(said), f"<t:{int(moments[said].timestamp())}:F>")
    return words


def fence(text: str) -> str:
    """Return text in a block that copies cleanly; back-ticks within it cannot end it."""
    inside = re.sub("`(?=``)", "`" + _GAP, clean(text))
    return f"```\n{inside}\n```"


def unescape(text: str, names: Mapping[str, str]) -> str:
    """Return what a person typed, out of what Discord made of it: mentions and emojis by their names.

    Args:
        text: A message's content.
        names: Of the people mentioned in it, by their ids.
    """

    def as_typed(found: re.Match[str]) -> str:
        return found["emoji"] or "@" + names.get(found["id"], found["id"])

    return _NAMED.sub(as_typed, text)


def _literal(text: str) -> str:
    # What follows an address begins no line, but to escape it nevertheless changes nothing to see.
    return _CALL.sub("@" + _GAP, _MARKUP.sub(_escaped, text))


def _escaped(found: re.Match[str]) -> str:
    if found["list"]:
        return f"{found['space']}\\{found['list']}"
    if found["number"]:
        return f"{found['space']}{found['number']}\\."
    return "\\" + found[0]
