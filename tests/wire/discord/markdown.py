"""Discord's markup as people see it."""

import re

_FENCED = re.compile(r"```\n(.*)\n```", re.DOTALL)
_HEADING = re.compile(r"^#{1,3} ", re.MULTILINE)
_BOLD = re.compile(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*")
_ESCAPED = re.compile(r"\\([^\w\s])")
_UNSEEN = "\u200b"


def shown(text: str) -> str:
    """Return one text as it is read: without headings, bold and fences, escaped signs as signs."""
    fenced = _FENCED.fullmatch(text)
    if fenced:
        return fenced[1].replace(_UNSEEN, "")
    plain = _BOLD.sub(r"\1", _HEADING.sub("", text))
    return _ESCAPED.sub(r"\1", plain).replace(_UNSEEN, "")
