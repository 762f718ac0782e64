"""How it ended: an offer, the next round, a no, silence, or withdrawn; kind words and what follows."""

import re
from dataclasses import replace
from datetime import date

from bot import drafts
from bot.action import Action
from bot.handler import Handler, Reminder
from bot.interview import Interview, Outcome, OutcomeKind
from bot.journey import Question
from bot.message import Button, Part, Text, Topic
from bot.schedule import NudgeKey
from bot.steps import acceptance, next_round, outcome_told, outcome_words, which
from bot.turn import Turn
from bot.understanding import Ambiguous, Unread, read_day, read_next_step

STEP = "outcome"
_LABELS = {
    OutcomeKind.OFFER: "outcome.offer_button",
    OutcomeKind.NEXT_ROUND: "outcome.next_round_button",
    OutcomeKind.REJECTION: "outcome.rejection_button",
    OutcomeKind.SILENCE: "outcome.silence_button",
    OutcomeKind.WITHDRAWN: "outcome.withdrawn_button",
}


def command(turn: Turn, rest: str) -> None:
    """Record an outcome named in `rest`, or ask which it is."""
    said = (
        rest.casefold()
        .replace("next round", "next_round")
        .replace("next-round", "next_round")
        .split()
    )
    kind = next((outcome_told.WORDS[word] for word in said if word in outcome_told.WORDS), None)
    accepted = any(word in outcome_told.ACCEPTED for word in said)
    declined = any(word in outcome_told.DECLINED for word in said)
    left = ""
    offers = [
        one
        for one in turn.journey.facts.interviews
        if one.outcome is not None and one.outcome.kind is OutcomeKind.OFFER
    ]
    told = rest.startswith("#") or bool(which.named_in(turn, rest))
    verb = "accept" if accepted else "withdrawn" if declined else kind.value if kind else ""
    asks = not verb or kind is OutcomeKind.NEXT_ROUND
    if not told and not asks and outcome_told.is_of_another(turn, verb, rest):
        return
    if (accepted or declined) and len(offers) == 1 and not told:
        interview = offers[0]
    else:
        # The day of a round announced before may be told when nothing else is open.
        again = kind is OutcomeKind.NEXT_ROUND and not turn.journey.open_interviews()
        ended = accepted or declined or kind is None or again
        picked, left = which.pick(turn, "outcome", rest, ended=ended)
        if picked is None:
            return
        interview = picked
    turn.focus(interview)
    if accepted:
        _accept(turn, interview)
    elif declined:
        _record(turn, interview, OutcomeKind.WITHDRAWN)
    elif kind is None:
        show(turn, interview)
    else:
        _record(turn, interview, kind, said=left)


def show(turn: Turn, interview: Interview) -> None:
    """Ask how it ended, or show what is recorded and let it be changed."""
    words = turn.words
    company = turn.named(interview)
    if interview.outcome is None:
        turn.say(
            Topic.OUTCOME,
            words("outcome.ask_how", company=company),
            turn.choices(*_buttons(turn, interview)),
            interview=interview,
        )
        return
    buttons = [turn.button(words("outcome.still_waiting"), STEP, "reopen", interview.id)]
    if interview.outcome.kind is OutcomeKind.OFFER and interview.outcome.accepted is None:
        buttons = [*_offer_buttons(turn, interview), *buttons]
    turn.say(
        Topic.OUTCOME,
        words("outcome.recorded", company=company, outcome=words(_NAMES[interview.outcome.kind])),
        turn.choices(*buttons),
        interview=interview,
        facts=outcome_words.facts(interview),
    )


def press(turn: Turn, action: Action) -> None:
    """Record an outcome, accept an offer, or take an outcome back."""
    interview = turn.journey.interview(action.id)
    if interview is None:
        raise LookupError(action)
    turn.focus(interview)
    if action.verb in list(OutcomeKind):
        _record(turn, interview, OutcomeKind(action.verb), pressed=True)
        return
    match action.verb:
        case "show":
            show(turn, interview)
        case "accept":
            _accept(turn, interview, pressed=True)
        case "reopen":
            if interview.open:
                turn.say(Topic.OUTCOME, turn.words("outcome.is_open"), interview=interview)
                return
            changed = replace(interview, outcome=None, version=interview.version + 1)
            turn.put(changed)
            turn.edit(
                Topic.OUTCOME,
                turn.words("outcome.reopened", company=turn.named(changed)),
                interview=changed,
            )
        case "feedback":
            outcome_words.ask_feedback(turn, interview)
        case "lessons":
            outcome_words.show_lessons(turn, interview)
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take the day by which an offer wants an answer."""
    interview = turn.journey.interview(question.subject)
    if interview is None or interview.outcome is None or question.ask != "deadline":
        return False
    if turn.library.intents.is_no(text):
        turn.settle_question()
        turn.say(Topic.OUTCOME, turn.words("outcome.no_deadline"), interview=interview)
        return True
    read = read_day(text, turn.now, turn.zone, towards="future", country=interview.country)
    if isinstance(read, Unread) and read.reason == "not_a_date":
        # "I have to tell them by Monday": a day in a sentence.
        told = read_next_step(text, turn.now, turn.zone, country=interview.country)
        read = read if isinstance(told, Unread) or told.on is None else told.on
    if isinstance(read, Unread):
        if read.reason not in ("impossible", "too_far"):
            return False
        turn.say(Topic.OUTCOME, turn.words("outcome.deadline_impossible"), interview=interview)
        return True
    if isinstance(read, Ambiguous):
        options = turn.words("add.or").join(
            turn.words.day(one.wall.date()) for one in read.readings
        )
        turn.say(
            Topic.OUTCOME, turn.words("add.two_readings", options=options), interview=interview
        )
        return True
    day = read.wall.date()
    if day < turn.today:
        past = turn.words("outcome.deadline_past", day=turn.words.day(day))
        turn.say(Topic.OUTCOME, past, interview=interview)
        return True
    _set_deadline(turn, interview, interview.outcome, day)
    return True


def restate(turn: Turn, question: Question) -> str:
    """Ask again for the offer's deadline."""
    return turn.words("outcome.ask_deadline")


def skip(turn: Turn, question: Question) -> None:
    """Leave the deadline open."""
    turn.settle_question()
    turn.say(Topic.OUTCOME, turn.words("outcome.no_deadline"))


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Ask what became of it, when nothing was heard for long."""
    if interview is None:
        raise LookupError(key)
    said = turn.words("outcome.remind", company=turn.named(interview))
    return Reminder((Text(said),), tuple(_buttons(turn, interview)))


def _record(
    turn: Turn, interview: Interview, kind: OutcomeKind, *, pressed: bool = False, said: str = ""
) -> None:
    words = turn.words
    company = turn.named(interview)
    if interview.outcome is not None and interview.outcome.kind is kind:
        if kind is OutcomeKind.NEXT_ROUND and next_round.tell(turn, interview, _without_kind(said)):
            return
        turn.say(
            Topic.OUTCOME,
            words("outcome.already", company=company, outcome=words(_NAMES[kind])),
            interview=interview,
        )
        return
    changed = replace(interview, outcome=Outcome(kind, turn.now), version=interview.version + 1)
    turn.put(changed)
    turn.settle_question()
    if pressed:
        said = words("outcome.recorded", company=company, outcome=words(_NAMES[kind]))
        turn.edit(Topic.OUTCOME, said, interview=changed, facts=outcome_words.facts(changed))
    match kind:
        case OutcomeKind.OFFER:
            if not _offer_with_day(turn, changed, said):
                _offer(turn, changed)
        case OutcomeKind.NEXT_ROUND:
            if not next_round.tell(turn, changed, _without_kind(said)):
                _next_round(turn, changed)
        case OutcomeKind.REJECTION:
            outcome_words.say_rejection(turn, changed)
        case OutcomeKind.SILENCE:
            outcome_words.say_silence(turn, changed)
        case OutcomeKind.WITHDRAWN:
            turn.say(
                Topic.OUTCOME,
                words("outcome.withdrawn", company=company),
                interview=changed,
                facts=outcome_words.facts(changed),
            )


def _offer(turn: Turn, interview: Interview) -> None:
    turn.ask(STEP, "deadline", interview.id)
    turn.say(
        Topic.OUTCOME,
        turn.words("outcome.offer", company=turn.named(interview)),
        turn.words("outcome.ask_deadline"),
        turn.choices(*_offer_buttons(turn, interview)),
        interview=interview,
        facts=outcome_words.facts(interview),
    )


def _offer_with_day(turn: Turn, interview: Interview, said: str) -> bool:
    """Take the day that was told with the news of an offer; False if there is none."""
    found = re.search(outcome_told.BY, said, flags=re.IGNORECASE)
    if found is None:
        return False
    turn.ask(STEP, "deadline", interview.id)
    question = turn.dialogue.question
    good_news = turn.words("outcome.offer", company=turn.named(interview))
    turn.say(Topic.OUTCOME, good_news, interview=interview)
    if question is not None and answer(turn, question, found[0]):
        return True
    turn.unsay_first()
    return False


def _set_deadline(turn: Turn, interview: Interview, outcome: Outcome, day: date) -> None:
    changed = replace(
        interview, outcome=replace(outcome, deadline=day), version=interview.version + 1
    )
    turn.put(changed)
    turn.settle_question()
    turn.say(
        Topic.OUTCOME,
        turn.words("outcome.deadline", company=turn.named(changed), on=turn.words.day(day)),
        turn.choices(*_offer_buttons(turn, changed)),
        interview=changed,
        facts=outcome_words.facts(changed),
    )


def _accept(turn: Turn, interview: Interview, *, pressed: bool = False) -> None:
    words = turn.words
    if interview.outcome is not None and interview.outcome.accepted is not None:
        turn.say(Topic.OUTCOME, words("outcome.accepted_already"), interview=interview)
        return
    outcome = interview.outcome or Outcome(OutcomeKind.OFFER, turn.now)
    outcome = replace(outcome, kind=OutcomeKind.OFFER, accepted=turn.now)
    changed = replace(interview, outcome=outcome, version=interview.version + 1)
    turn.put(changed)
    turn.settle_question()
    if pressed:
        decided = words(
            "outcome.recorded",
            company=turn.named(changed),
            outcome=words("outcome.name_accepted"),
        )
        turn.edit(Topic.OUTCOME, decided, interview=changed, facts=outcome_words.facts(changed))
    left, buttons = acceptance.remains(turn, changed)
    said = [words("outcome.accepted", company=turn.named(changed)), *left]
    parts: list[Part] = [Text("\n".join(said))]
    if buttons:
        parts.append(turn.choices(*buttons))
    turn.say(Topic.OUTCOME, *parts, interview=changed, facts=outcome_words.facts(changed))
    thanks = drafts.acceptance_thanks(
        turn.journey, changed, turn.library.etiquette, turn.library.phrases
    )
    if not isinstance(thanks, drafts.Missing):
        turn.say(Topic.OUTCOME, words("outcome.thanks_draft"), thanks, interview=changed)


def _without_kind(said: str) -> str:
    """Return the words of a command without those that named the outcome."""
    return re.sub(r"^\W*next[_ -]?round\W*", "", said, flags=re.IGNORECASE)


def _next_round(turn: Turn, interview: Interview) -> None:
    words = turn.words
    turn.say(
        Topic.OUTCOME,
        words("outcome.next_round", company=turn.named(interview)),
        turn.choices(
            turn.button(words("outcome.before_button"), "before", "show", interview.id),
            turn.button(words("outcome.add_round_button"), "add", "round", interview.id),
        ),
        interview=interview,
        facts=outcome_words.facts(interview),
    )


def _buttons(turn: Turn, interview: Interview) -> list[Button]:
    return [
        turn.button(turn.words(label), STEP, kind.value, interview.id)
        for kind, label in _LABELS.items()
    ]


def _offer_buttons(turn: Turn, interview: Interview) -> list[Button]:
    words = turn.words
    return [
        turn.button(words("outcome.accept_button"), STEP, "accept", interview.id),
        turn.button(words("outcome.decline_button"), STEP, "withdrawn", interview.id),
    ]


_NAMES = {
    OutcomeKind.OFFER: "outcome.name_offer",
    OutcomeKind.NEXT_ROUND: "outcome.name_next_round",
    OutcomeKind.REJECTION: "outcome.name_rejection",
    OutcomeKind.SILENCE: "outcome.name_silence",
    OutcomeKind.WITHDRAWN: "outcome.name_withdrawn",
}

HANDLER = Handler(press=press, answer=answer, skip=skip, restate=restate, remind=remind)
