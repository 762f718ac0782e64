"""An interview told in one sentence, taken apart into the fields of its form; each part stays as it was typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.interview import NextStep
from bot.understanding.cities import read_city
from bot.understanding.countries import read_country
from bot.understanding.names import has_role_word, may_be_small_name, split_title
from bot.understanding.next_step import read_next_step
from bot.understanding.people import read_people
from bot.understanding.reading import AmbiguousPlace, Place, Unread
from bot.understanding.spans import EDGES, KINDS, begins_with_time, cut_time, opens
from bot.understanding.tables import longest_first, words_of
from bot.understanding.text import fold, tidy

SHORTEST_ALIAS = 5
"""Letters of another name of a city; shorter ones are more likely words ("Partners in Law")."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says of an interview, as typed; empty where it says nothing.

    Args:
        company: Whoever it was with. A word that could be part of a name stays in it.
        role: What for.
        ended: When.
        country: ISO 3166 alpha-2.
        city: Where.
        people: Who was met.
        next_step: What was said about the next step.
        format: `video`, `phone` or `on_site`, empty if not said.
        round: Which one it was.
        feeling: How it went, or how that feels.
    """

    company: str = ""
    role: str = ""
    ended: str = ""
    country: str = ""
    city: str = ""
    people: str = ""
    next_step: str = ""
    format: str = ""
    round: str = ""
    feeling: str = ""


def tells_feeling(text: str) -> bool:
    """Say whether words begin by telling how it went: "it was good, but ..."."""
    return fold(text).startswith(tuple(f"{one} " for one in words_of("told_feeling")))


def read_told(text: str, now: datetime, zone: str) -> Told:
    """Take apart what follows "I had an interview".

    Args:
        text: "at Globex this morning", "Acme", "for data engineer at Acme on Tuesday at 3pm".
        now: Current instant (UTC).
        zone: IANA zone of the person.

    Returns:
        The parts. In doubt a word stays in the company's name, where the person sees and can mend it.
    """
    text, round_told, met_by = _cut_kind(tidy(text).strip(EDGES))
    text, next_step = _cut_next_step(text, now, zone)
    text, met = _cut_met(text)
    text, held, there = _cut_held(text)
    text, feeling = _cut_feeling(text, now, zone)
    words, ended = cut_time(text.split(), now, zone)
    segments = _merged(_segments(words), lower=text == text.lower())
    employer = _employer(segments)
    people = [one.text for one in segments if one.kind == "with" and one is not employer]
    place = next((one.text for one in segments if one.kind == "in"), "")
    country, city = _placed(place)
    return Told(
        company="" if employer is None else employer.text,
        role=" ".join(_role(one.text) for one in segments if one.kind == "for"),
        ended=ended,
        country=country,
        city=city,
        people=", ".join(one for one in (*people, there, met) if one),
        next_step=next_step,
        format=met_by or held,
        round=round_told,
        feeling=feeling,
    )


# --- Which interview: "second video interview" ------------------------------------------------------


def _cut_kind(text: str) -> tuple[str, str, str]:
    """Return the text without the words before "interview", the round they name, and the format."""
    interview = "|".join(re.escape(one) for one in longest_first("told_interview"))
    found = re.match(rf"((?:[\w-]+ ){{0,3}})(?:{interview})(?:[ ,]+|$)", text)
    if found is None:
        return text, "", ""
    words = found[1].split()
    formats = [
        one for one in ("video", "phone", "on_site") for word in words if _is(word, f"told_{one}")
    ]
    known = ("told_video", "told_phone", "told_on_site", "told_no_round")
    left = [word for word in words if not any(_is(word, one) for one in known)]
    return text[found.end() :], " ".join(left), formats[0] if formats else ""


def _is(word: str, name: str) -> bool:
    return fold(word) in words_of(name)


# --- What they said, and who was met: whole clauses ------------------------------------------------


def _cut_next_step(text: str, now: datetime, zone: str) -> tuple[str, str]:
    for found in _clauses(text, "told_next"):
        said = found["said"]
        read = read_next_step(said, now, zone)
        if not isinstance(read, Unread) and (
            read.kind is not NextStep.NOTHING_SAID or fold(said).startswith("no")
        ):
            return text[: found.start()].rstrip(EDGES), said.rstrip(EDGES)
    return text, ""


def _cut_met(text: str) -> tuple[str, str]:
    for found in _clauses(text, "told_met"):
        rest = found["rest"].strip(EDGES)
        # "Acme, met maya" says whom, "met office" is a name.
        apart = text[found.start() : found.start("said")].strip() != ""
        if _are_people(rest) or (apart and _are_small_names(rest)):
            return text[: found.start()].rstrip(EDGES), rest
    return text, ""


def _cut_held(text: str) -> tuple[str, str, str]:
    """Return the text without "on zoom", the format that names, and whom the words after it name."""
    for kind in ("video", "phone", "on_site"):
        ways = "|".join(re.escape(one) for one in longest_first(f"told_over_{kind}"))
        found = re.search(rf"[\s,]+(?:{ways})(?![\w'])", text, re.IGNORECASE)
        if found is None:
            continue
        before, after = text[: found.start()], text[found.end() :]
        people = after.strip(EDGES) if after.startswith(",") else ""
        if _are_people(people):
            return before, kind, people
        return f"{before}{after}", kind, ""
    return text, "", ""


def _cut_feeling(text: str, now: datetime, zone: str) -> tuple[str, str]:
    """Return the text without the clause on how it went, and that; what it says of when and where stays."""
    for found in _clauses(text, "told_feeling"):
        before, following = text[: found.start()].rstrip(EDGES), found["rest"].split()
        # "Acme, it was in Munich", "Acme, it was on Tuesday"; but "Acme at 10, so nervous now".
        says_when = begins_with_time(following, now, zone)
        if says_when and not cut_time(before.split(), now, zone)[1]:
            return f"{before}, {' '.join(following)}", ""
        if not says_when and following and opens(following[0]):
            return f"{before}, {' '.join(following)}", ""
        return before, found["said"].strip(EDGES)
    return text, ""


def _clauses(text: str, openings: str) -> Iterator[re.Match[str]]:
    """Yield every clause that begins with one of a list of words, the longest first."""
    opening = "|".join(re.escape(one) for one in longest_first(openings))
    joints = "|".join(re.escape(one) for one in longest_first("told_joint"))
    pattern = re.compile(
        rf"(?:^|[\s,;.]+)(?:(?:{joints})\s+)*(?P<said>(?:{opening})(?![\w'])(?P<rest>.*))$",
        re.IGNORECASE,
    )
    start = 0
    while (found := pattern.search(text, start)) is not None:
        said = found["said"]
        # "HE Space" and "Met Office" are names: only "I" is written large inside a sentence.
        apart = found.start() == 0 or text[found.start()] in ",;."
        if said[0].islower() or apart or re.match(r"I\b", said):
            yield found
        start = found.start("said") + 1


# --- With whom, what for, where -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part and the small word before it: `at`, `with`, `for`, `in`, or none at the beginning."""

    kind: str
    opening: str
    text: str


def _segments(words: Sequence[str]) -> list[_Segment]:
    segments: list[_Segment] = []
    for word in words:
        kind = next((one for one in KINDS if word in words_of(f"told_{one}")), None)
        if kind is not None:
            segments.append(_Segment(kind, word, ""))
        elif segments:
            last = segments[-1]
            segments[-1] = _Segment(last.kind, last.opening, f"{last.text} {word}".strip())
        else:
            segments.append(_Segment("", "", word))
    bare = [_Segment(one.kind, one.opening, _bare(one.text)) for one in segments]
    # "For," with nothing after it but a comma is no part.
    return [one for one in bare if one.text]


def _bare(text: str) -> str:
    """Return a part without the "and" that led on to the next one; "Inc." keeps its dot."""
    joints = "|".join(re.escape(one) for one in longest_first("told_joint"))
    return re.sub(rf"(?:[\s,;]+(?:{joints}))+$", "", text.strip(" ,;:-")).strip(" ,;:-")


def _merged(segments: Sequence[_Segment], *, lower: bool) -> list[_Segment]:
    """Give back to the part before what only looked like one of its own ("Tools for Humanity")."""
    merged: list[_Segment] = []
    employers = sum(one.kind in ("", "at", "with") for one in segments)
    for one in segments:
        if merged and not _stands_alone(one, merged, lower=lower):
            last = merged[-1]
            text = f"{last.text} {one.opening} {one.text}"
            merged[-1] = _Segment(last.kind, last.opening, text)
        elif one.kind == "for" and not employers and not _is_job(one.text):
            # "An interview for Acme".
            merged.append(_Segment("at", one.opening, one.text))
        else:
            merged.append(one)
    return merged


def _stands_alone(one: _Segment, before: Sequence[_Segment], *, lower: bool) -> bool:
    kinds = {each.kind for each in before}
    match one.kind:
        case "in":
            return (lower or one.text[0].isupper()) and _placed(one.text) != ("", "")
        case "for":
            return "for" not in kinds and (one.text[0].islower() or _is_job(one.text))
        case "with":
            return (
                not kinds & {"", "at", "with"}
                or _are_people(one.text)
                # Where nothing is written large, "at acme with dana" is a company and a person.
                or (lower and "at" in kinds and _reads_as_people(one.text))
            )
        case _:
            # "With Acme at their office" has no second employer.
            named = fold(one.text).partition(" ")[0] not in words_of("told_theirs")
            return named and not kinds & {"", "at"}


def _employer(segments: Sequence[_Segment]) -> _Segment | None:
    by_kind = {one.kind: one for one in reversed(segments)}
    inside = by_kind.get("in")
    if inside is not None and _placed(inside.text) != ("", ""):
        inside = None
    # "In Infosys" is no place, so it is the company.
    return by_kind.get("at") or by_kind.get("") or by_kind.get("with") or inside


def _placed(text: str) -> tuple[str, str]:
    """Return the country and the city a part names, empty where it names none."""
    if not text:
        return "", ""
    country = read_country(text)
    if isinstance(country, str):
        return country, ""
    city = read_city(text)
    if city is None or (len(text) < SHORTEST_ALIAS and not _is_name(text, city)):
        return "", ""
    return (city.country or "" if isinstance(city, Place) else ""), text


def _is_name(text: str, city: Place | AmbiguousPlace) -> bool:
    return isinstance(city, Place) and fold(text) == fold(city.city)


def _are_people(text: str) -> bool:
    if not text:
        return False
    if split_title(text)[0] or has_role_word(text):
        return True
    return text != text.lower() and _reads_as_people(text)


def _are_small_names(text: str) -> bool:
    read = read_people(text)
    return bool(read) and all(not one.problems and may_be_small_name(one.name) for one in read)


def _reads_as_people(text: str) -> bool:
    read = read_people(text)
    return bool(read) and not any(one.problems for one in read)


def _is_job(text: str) -> bool:
    job = fold(_role(text)).split()
    if not job:
        return False
    return (
        _role(text) != text
        or any(job[-1].endswith(one) for one in words_of("told_job_endings"))
        or job[0] in words_of("told_job_heads")
    )


def _role(text: str) -> str:
    """Return a job without what stands around it: "the role of a cook" is "cook"."""
    befores = "|".join(re.escape(one) for one in longest_first("told_job_before"))
    afters = "|".join(re.escape(one) for one in longest_first("told_job_after"))
    text = re.sub(rf"^(?:(?:{befores})\s+)+", "", text, flags=re.IGNORECASE)
    return re.sub(rf"\s+(?:{afters})$", "", text, flags=re.IGNORECASE)
