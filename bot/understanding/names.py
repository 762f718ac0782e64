"""The parts of one person's words: title, name, and what they do."""

import re
from functools import cache

from bot.understanding.tables import longest_first, words_of
from bot.understanding.text import fold

MOST_SMALL_WORDS = 3
"""Words of a name in small letters; more is more likely a sentence."""


def split_title(text: str) -> tuple[str, str]:
    """Cut the title off a name: ("Prof. Dr.", "Müller")."""
    words = text.split()
    count = 0
    while count < len(words) - 1 and fold(words[count]).strip(".") in words_of("title"):
        # "M" and "E" are titles only with their dot.
        if len(words[count].strip(".")) == 1 and not words[count].endswith("."):
            break
        if fold(words[count]) == "hr":
            break
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def split_from(text: str) -> tuple[str, str]:
    """Cut "Lee from the platform team" into the name and the role."""
    words = "|".join(re.escape(one) for one in longest_first("from"))
    found = re.match(rf"(.+?)\s+(?:{words})\s+(.+)", text, re.IGNORECASE)
    # "Head of data" is no Head who is of data; "Maria von Trapp" has no role.
    if (
        not found
        or is_only_role(found[1])
        or (has_role_word(found[1]) and not split_role(found[1])[0])
    ):
        return text, ""
    if (
        fold(text[found.end(1) :].split(maxsplit=1)[0]) in _PARTICLES
        and found[2][:1].isupper()
        and not has_role_word(found[2])
    ):
        return text, ""
    if split_role(found[1])[1]:
        return text, ""
    return found[1], found[2]


def split_role(text: str) -> tuple[str, str]:
    """Cut "CTO Dana Smith" and "Dana Smith CTO" into the name and the role."""
    words = text.split()
    roles = [_is_role(one) for one in words]
    if (
        words
        and roles[0]
        and not all(roles)
        and not (words[0][0].isupper() and fold(words[0]) in words_of("surname"))
    ):
        count = next(index for index, one in enumerate(roles) if not one)
        rest = words[count:]
        if (
            looks_like_name(" ".join(rest))
            and words[0][0].isupper() != words[0].islower()
            and fold(rest[0]) not in ("of", "for")
        ):
            return " ".join(rest), " ".join(words[:count])
        return "", text
    for index in range(1, len(words)):
        if roles[index] and not (
            index == len(words) - 1
            and words[index][0].isupper()
            and fold(words[index]) in words_of("surname")
        ):
            return " ".join(words[:index]), " ".join(words[index:])
    return ("", text) if words and all(roles) else (text, "")


def is_only_role(text: str) -> bool:
    words = [one for one in text.split() if fold(one) not in words_of("article")]
    return bool(words) and all(_is_role(one) for one in words)


def has_role_word(text: str) -> bool:
    return any(_is_role(one) for one in re.split(r"[\s/-]+", text))


def looks_like_name(name: str) -> bool:
    """Say whether every word starts as names do: with a capital, or in a script without any."""
    words = [one for one in name.split() if fold(one) not in _PARTICLES]
    return bool(words) and all(not one[0].islower() and one[0].isalpha() for one in words)


def may_be_small_name(name: str) -> bool:
    """Say whether words in small letters can be a name, typed in a hurry: "dana smith", but not "it went well"."""
    words = [fold(one).strip(".") for one in name.split()]
    known = words_of("not_names") | words_of("not_names_small")
    return (
        0 < len(words) <= MOST_SMALL_WORDS
        and all(re.fullmatch(r"[^\W\d_]{2,}(?:[-'][^\W\d_]+)*", one) for one in words)
        and known.isdisjoint(words)
    )


def capitalised(name: str) -> str:
    """Return a name typed in small letters as names are written; one with a capital stays as it is."""
    if not name.islower():
        return name
    words = name.split()
    return " ".join(
        one if one in _PARTICLES and number else re.sub(r"(?:^|(?<=-))\w", _upper, one)
        for number, one in enumerate(words)
    )


def _upper(found: re.Match[str]) -> str:
    return found.group().upper()


def is_nameless(text: str) -> bool:
    """Say whether words tell of somebody without their name: "someone from HR", "the tall guy"."""
    folded = fold(text).strip(" .")
    if any(folded == one or folded.startswith(f"{one} ") for one in words_of("nameless")):
        return True
    # A capital inside is a name: "the interviewer Dana".
    told = text.split(maxsplit=1)
    described = split_from(told[1])[0] if len(told) == 2 else ""
    if any(one[0].isupper() and not _is_role(one) for one in described.split()):
        return False
    return bool(_nameless().match(folded))


def name_told(text: str) -> str:
    """Cut "a man named Bob" down to the name, and leave other words as they are."""
    words = "|".join(re.escape(one) for one in longest_first("named"))
    found = re.match(rf".+?\s(?:{words})\s+(.+)", text, re.IGNORECASE)
    before = text[: found.start(1)] if found else ""
    return found[1] if found and is_nameless(before.rsplit(maxsplit=1)[0]) else text


def is_unknown(text: str) -> bool:
    """Say whether somebody says that they do not know the names."""
    folded = fold(text).strip(" .!?,")
    after = words_of("names_unknown_after")
    for one in longest_first("names_unknown"):
        if folded == one or (
            folded.startswith(f"{one} ") and folded[len(one) :].strip(" ,.") in after
        ):
            return True
    return False


@cache
def _nameless() -> re.Pattern[str]:
    ones, whats, froms = (
        "|".join(re.escape(one) for one in longest_first(name))
        for name in ("nameless_one", "nameless_what", "from")
    )
    return re.compile(
        rf"(?:{ones}|\d{{1,2}})\s+(?:[^\s,]+\s+){{0,3}}?(?:{whats})(?:\s+(?:{froms}|who|whose|that|there|and)\b.*)?$"
    )


def after_from(text: str) -> str:
    words = "|".join(re.escape(one) for one in words_of("from"))
    found = re.search(rf"\s(?:{words})\s+(.+)", text, re.IGNORECASE)
    return found[1] if found else ""


def recruits(text: str) -> bool:
    folded = fold(text)
    return any(
        re.search(rf"(?<!\w){re.escape(one)}(?!\w)", folded) for one in words_of("recruiter")
    )


def without_article(text: str) -> str:
    first, _, rest = text.strip(" .:").partition(" ")
    return rest if rest and fold(first) in words_of("article") else text.strip(" .:")


def _is_role(word: str) -> bool:
    return fold(word).strip(".,()") in words_of("role")


_PARTICLES = frozenset(
    {
        "van",
        "von",
        "de",
        "der",
        "den",
        "da",
        "di",
        "du",
        "del",
        "la",
        "le",
        "bin",
        "al",
        "el",
        "zu",
        "ter",
        "dos",
    }
)
"""Words in small letters inside a name, in any language."""
