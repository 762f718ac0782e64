"""Makes sure that nothing was claimed that was not recorded: an independent look at the finished words.

It knows nothing of how a draft was made. It takes the finished text apart again: every sentence must be one of the
phrases, and whatever stands in a phrase's gap must be something the person recorded.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from string import Formatter

from bot.drafts import pen
from bot.drafts.phrases import Phrases
from bot.errors import AfterviewError
from bot.interview import Interview, Referee, ReferenceUse
from bot.journey import Journey
from bot.message import Draft

_RETOLD = frozenset({"caller", "line", "name", "said", "topic", "wanted"})
"""Gaps in which recorded words may be put together anew; in all others they stand as recorded."""
_TURNED = frozenset("you your are have do were will or".split())  # noqa: SIM905
"""Words that come in when a line is said to somebody."""
_JOINTS = frozenset(["the", "role", "at", "on", "or"])
"""Words of a gap that stand around what was recorded."""
_LEADING_JOINT = re.compile(r"^(?:as an?|as|with the|in|at|on|the)\s+")


class UnrecordedClaim(AfterviewError):
    """A draft was about to say something that was not recorded; it was stopped. This is a fault in `bot.drafts`."""


def recorded_facts(
    journey: Journey,
    interview: Interview,
    referee: Referee | None = None,
    use: ReferenceUse | None = None,
) -> list[str]:
    """Return every text a draft about an interview may draw on.

    Args:
        journey: For people, notes and enquiries.
        interview: Which one.
        referee: To whom the draft goes, None if it goes to the employer.
        use: What was recorded for that referee and this interview; nobody else may read it.
    """
    notes = journey.notes_of(interview.id)
    texts = [interview.company, interview.role, notes.learned, notes.important, notes.questions]
    for one in journey.met_in(interview.id):
        texts += [f"{one.title} {one.name}", one.name, one.role]
    if referee is not None:
        texts += [f"{referee.title} {referee.name}", referee.name]
    if use is not None:
        texts += [use.stress, use.caller]
    days = [pen.day_of(interview, interview.ended)]
    days += [wait.on for wait in interview.waits if wait.on is not None]
    days += [pen.day_of(interview, one.sent) for one in journey.follow_ups_in(interview)]
    return [*(one for one in texts if one.strip()), *(pen.spoken(day) for day in days)]


def unrecorded(draft: Draft, known: Iterable[str], phrases: Phrases) -> tuple[str, ...]:
    """Return what in a draft is neither a phrase nor recorded: whole sentences, or the words in a gap.

    Args:
        draft: Subject and body are looked at.
        known: Every text it may draw on; see `recorded_facts`.
        phrases: The sentences it may be made of.
    """
    facts = _Known(known)
    found: list[str] = []
    for part in [draft.subject, *re.split(r"\n+", draft.body)]:
        text = part.removeprefix("- ").strip()
        if text:
            found += _claims(text, facts, phrases.templates)
    return tuple(dict.fromkeys(found))


def vouched(draft: Draft, known: Iterable[str], phrases: Phrases) -> Draft:
    """Return a draft that says nothing but phrases and what was recorded.

    Raises:
        UnrecordedClaim: It says something else.
    """
    claims = unrecorded(draft, known, phrases)
    if claims:
        raise UnrecordedClaim(f"{len(claims)} claims in a draft of kind {draft.kind}")
    return draft


class _Known:
    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = sorted({one for one in map(_plain, texts) if one}, key=len, reverse=True)
        self.words = frozenset(word for text in self.texts for word in _words(text))

    def holds(self, gap: str, value: str) -> bool:
        """Say whether what stands in a gap was recorded."""
        said = value.casefold().strip()
        bare = _LEADING_JOINT.sub("", said)
        if any(one in text for text in self.texts for one in (said, bare)):
            return True
        if all(word in _JOINTS for word in _words(self._without_recorded(said))):
            return True
        return gap in _RETOLD and all(self._word(word) for word in _words(said))

    def _without_recorded(self, said: str) -> str:
        for text in self.texts:
            said = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", " ", said)
        return said

    def _word(self, word: str) -> bool:
        forms = (word, f"{word}s", f"{word}es", f"{word[:-1]}ies")
        return word in _TURNED or any(form in self.words for form in forms)


def _claims(text: str, known: _Known, templates: tuple[str, ...]) -> list[str]:
    """Return what is wrong with a paragraph, nothing if it can be read as phrases with recorded facts."""
    least: list[str] = [text]
    for reading in _readings(text, templates):
        wrong = [value.strip() for gap, value in reading if not known.holds(gap, value)]
        if not wrong:
            return []
        least = min(least, wrong, key=lambda claims: sum(len(one) for one in claims))
    return least


Gaps = list[tuple[str, str]]
"""What stands in the gaps of a sentence, by the name of the gap; gaps side by side are one without a name."""


def _readings(text: str, templates: tuple[str, ...]) -> Iterator[Gaps]:
    """Yield every way to read a text as phrases one after another."""
    if not text:
        yield []
        return
    ends = [at for at in range(1, len(text) + 1) if at == len(text) or text[at] == " "]
    for literals, names in _taken_apart(templates):
        if not text.startswith(literals[0]):
            continue
        for end in ends:
            for values in _fillings(text[:end], literals):
                gaps = list(zip(names, values, strict=True))
                for rest in _readings(text[end + 1 :], templates):
                    yield [*gaps, *rest]


def _fillings(text: str, literals: Sequence[str]) -> Iterator[list[str]]:
    """Yield every way in which gaps between literals make a text."""
    first, *others = literals
    if not text.startswith(first):
        return
    rest = text[len(first) :]
    if not others:
        if not rest:
            yield []
        return
    last = len(others) == 1
    starts = (
        [len(rest) - len(others[0])]
        if last
        else [found.start() for found in re.finditer(re.escape(others[0]), rest)]
    )
    for at in starts:
        if at > 0:
            for more in _fillings(rest[at:], others):
                yield [rest[:at], *more]


@cache
def _taken_apart(templates: tuple[str, ...]) -> list[tuple[list[str], list[str]]]:
    """Return for each phrase the literals around its gaps, and the names of the gaps."""
    found: list[tuple[list[str], list[str]]] = []
    for template in templates:
        literals, names = [""], list[str]()
        for literal, name, _, _ in Formatter().parse(template):
            literals[-1] += literal
            if name is not None:
                if literals[-1] or not names:
                    names.append(name)
                    literals.append("")
                else:
                    names[-1] = ""
        found.append((literals, names))
    return found


def _plain(text: str) -> str:
    """Return a recorded text as drafts may show it: on one line, without the "(m/w/d)" of a role."""
    return pen.without_genders(pen.squeezed(text)).strip(" ,;.!").casefold()


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
