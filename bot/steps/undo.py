"""Taking the last change back, and saying what that was; taken back again, it comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from bot.action import Action
from bot.handler import Handler
from bot.interview import (
    Application,
    Contact,
    FollowUp,
    Interview,
    Notes,
    Referee,
    ReferenceUse,
    Snooze,
    ToSend,
)
from bot.journey import Fact, Undo, key_of
from bot.message import Card, Topic
from bot.people import Person
from bot.schedule import NudgeKind
from bot.steps import interview_echo, listing, paging, person_line, setting_state
from bot.steps.snooze import KIND_WORDS
from bot.turn import Turn

STEP = "undo"
NAMED = 5
"""Things named in one sentence; the rest is counted."""
LONGEST_NAME = 60
"""Characters of one of them."""
_SETTING_OF = {
    "zone": "zone",
    "zone_told": "zone",
    "country": "country",
    "language": "language",
    "quiet": "quiet",
    "calm_on": "calm",
    "calm_at": "calm",
    "weekly_on": "weekly",
    "weekly_day": "weekly",
    "weekly_at": "weekly",
    "goal": "goal",
    "pace": "nudges",
    "off": "off",
}
"""Which setting a field of the person belongs to; other fields are not shown as settings."""


def command(turn: Turn, rest: str) -> None:
    """Take the last change of facts or settings back, and say what it was."""
    undo = turn.dialogue.undo
    if undo is None:
        turn.say(Topic.HELP, turn.words("undo.nothing"))
        return
    known = {key_of(fact): fact for fact in turn.journey.facts.all()}
    gone = [known[key] for key in undo.added if key in known]
    back = [fact for fact in undo.before.all() if key_of(fact) not in known]
    as_before = [fact for fact in undo.before.all() if key_of(fact) in known]
    lines = [_said(turn, "undo.gone", gone)]
    for fact in gone:
        turn.remove(fact)
    for fact in (*as_before, *back):
        turn.put(_as_before(fact, known))
    lines += [_said(turn, "undo.back", back), _said(turn, "undo.as_before", as_before)]
    about = _only_interview(turn, undo, gone)
    if about is not None and key_of(about) in known:
        lines.append(listing.line(turn, about))
    settings = _restore_person(turn, undo)
    _forget_talk_of(turn, gone)
    turn.say(
        Topic.HOME if gone or back or as_before else Topic.SETTINGS,
        Card(turn.words("undo.title"), tuple(one for one in (*lines, *settings) if one)),
        turn.words("undo.again"),
        interview=about,
        facts=_facts(turn, about, settings),
    )


def press(turn: Turn, action: Action) -> None:
    """Bring a deleted interview back, as long as nothing else changed since."""
    if action.verb != "back":
        raise LookupError(action)
    here = turn.journey.interview(action.id)
    undo = turn.dialogue.undo
    if here is not None:
        turn.say(Topic.HOME, turn.words("undo.here", company=turn.named(here)), interview=here)
    elif undo is None or action.id not in {one.id for one in undo.before.interviews}:
        turn.say(Topic.HOME, turn.words("undo.too_late"))
    else:
        command(turn, "")


def _as_before(fact: Fact, known: Mapping[str, Fact]) -> Fact:
    """Return a fact as it was; what was looked at since stays looked at."""
    now = known.get(key_of(fact))
    if isinstance(fact, Interview) and isinstance(now, Interview):
        return replace(fact, opened=fact.opened | now.opened)
    return fact


def _restore_person(turn: Turn, undo: Undo) -> list[str]:
    """Put the settings back and return them in lines."""
    if undo.person is None:
        return []
    now = turn.journey.person
    # What the person did since, the pause after dark words and what was offered are no settings.
    kept = replace(
        undo.person,
        last_act=now.last_act,
        dark_until=now.dark_until,
        reminded_pace=now.reminded_pace,
    )
    turn.journey = replace(turn.journey, person=kept)
    changed = [_SETTING_OF[name] for name in _differing(now, kept) if name in _SETTING_OF]
    lines = [setting_state.line(turn, name) for name in dict.fromkeys(changed)]
    if now.hold_until != kept.hold_until:
        lines.append(
            turn.words("undo.hold")
            if kept.hold_until is None
            else turn.words("undo.held", until=turn.moment(kept.hold_until))
        )
    return lines


def _differing(one: Person, other: Person) -> list[str]:
    return [
        part.name for part in fields(one) if getattr(one, part.name) != getattr(other, part.name)
    ]


def _forget_talk_of(turn: Turn, gone: Sequence[Fact]) -> None:
    """Close what can no longer be answered: a question about what is gone, and the last echo."""
    question = turn.dialogue.question
    if question is not None and question.subject in {fact.id for fact in gone}:
        turn.settle_question()
    turn.change_dialogue(echo=None)


def _only_interview(turn: Turn, undo: Undo, gone: Sequence[Fact]) -> Interview | None:
    """Return the one interview all of it is about, None if it is gone or there are several."""
    about = {_interview_of(fact) for fact in (*gone, *undo.before.all())} - {None}
    return turn.journey.interview(about.pop() or "") if len(about) == 1 else None


def _interview_of(fact: Fact) -> str | None:
    match fact:
        case Interview() | Notes():
            return fact.id
        case Contact() | ReferenceUse() | FollowUp() | ToSend() | Snooze():
            return fact.interview
        case Referee() | Application():
            return None


def _facts(turn: Turn, about: Interview | None, settings: Sequence[str]) -> Mapping[str, object]:
    facts: dict[str, object] = {} if about is None else interview_echo.facts_of(turn, about)
    if settings:
        facts["settings"] = setting_state.as_facts(turn)
    return facts


def _said(turn: Turn, id: str, about: Sequence[Fact]) -> str:
    """Return a sentence naming facts; what belongs to an interview among them goes without saying."""
    if not about:
        return ""
    interviews = {fact.id for fact in about if isinstance(fact, Interview)}
    whole = {
        _interview_of(fact)
        for fact in about
        if not isinstance(fact, Interview) and _interview_of(fact) in interviews
    }
    names = [
        turn.words("undo.whole", company=turn.named(fact))
        if isinstance(fact, Interview) and fact.id in whole
        else _name(turn, fact)
        for fact in about
        if isinstance(fact, Interview) or _interview_of(fact) not in interviews
    ]
    names = [paging.shown(name, LONGEST_NAME) for name in dict.fromkeys(names)]
    if len(names) > NAMED:
        names = [*names[:NAMED], turn.words.plural("undo.more", len(names) - NAMED)]
    return turn.words(id, what=turn.words.list(names))


def _name(turn: Turn, fact: Fact) -> str:
    words = turn.words
    interview = turn.journey.interview(_interview_of(fact) or "")
    company = "" if interview is None else turn.named(interview)
    match fact:
        case Interview():
            return turn.named(fact)
        case Contact():
            return person_line.full_name(fact)
        case Notes():
            return words("undo.notes", company=company) if company else words("undo.notes_alone")
        case Referee():
            return f"{fact.title} {fact.name}".strip()
        case ReferenceUse():
            referee = turn.journey.referee(fact.referee)
            name = "" if referee is None else referee.name
            if name and company:
                return words("undo.use_for", name=name, company=company)
            return words("undo.use", name=name) if name else words("undo.use_alone")
        case FollowUp():
            if company:
                return words("undo.follow_up", company=company)
            return words("undo.follow_up_alone")
        case Application():
            return words("undo.application", company=fact.company)
        case ToSend():
            return words("undo.to_send", what=fact.what)
        case Snooze():
            return words("undo.snooze", kind=words(KIND_WORDS[NudgeKind(fact.kind)]))


HANDLER = Handler(press=press)
