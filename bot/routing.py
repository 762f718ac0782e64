"""Who answers an act: dark words first, then corrections, commands, the open question, and plain words."""

import re
import unicodedata
from dataclasses import replace
from datetime import timedelta
from typing import assert_never
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import submission
from bot.action import REOPEN, Action
from bot.drafts import UnrecordedClaim
from bot.errors import StaleAction
from bot.inbound import (
    Act,
    Closed,
    Command,
    Opened,
    Pressed,
    Profile,
    Said,
    Submitted,
    Unanswered,
    Uploaded,
)
from bot.journey import Question
from bot.message import Form, Topic
from bot.steps import correction, crisis, home, languages, missed, pace, remarks, snooze, which
from bot.steps.table import COMMANDS, HANDLERS, PLAIN_COMMANDS
from bot.turn import Turn
from bot.understanding import tidy

FINISH = "finish"
"""Step of the *Done* button under a nudge, which every step answers in its own way."""
RECENT = timedelta(hours=24)
"""How long a question is restated after an interruption."""

_SLASH = re.compile(r"/(?P<name>\w+)(?:\s+(?P<rest>.*))?", re.DOTALL)


def route(turn: Turn, act: Act) -> None:
    """Let the right step answer an act."""
    before = turn.dialogue.question
    form = turn.dialogue.form
    try:
        if not _answer(turn, act):
            return
    except UnrecordedClaim:
        turn.unsay()
        turn.say(Topic.HELP, turn.words("help.no_draft"), turn.choices(*home.first_buttons(turn)))
    if turn.is_silent:
        # What it was about is gone; nobody is left without an answer.
        turn.settle_question()
        turn.say(Topic.HELP, turn.words("help.stale"), turn.choices(*home.first_buttons(turn)))
    if not _silenced(turn):
        _tell_of_file(turn, act)
        _restate(turn, before, form)
        missed.tell(turn)
        pace.offer_back(turn)
        crisis.stay_near(turn)


def _answer(turn: Turn, act: Act) -> bool:
    """Answer an act in its own way; False for what wants no answer."""
    match act:
        case Said(text):
            _say_something(turn, _clean(text))
        case Command(name, rest):
            if not crisis.answer(turn, f"{name} {rest}"):
                _command(turn, _clean(name), _clean(rest))
        case Pressed(action):
            _pressed(turn, action)
        case Submitted(form_id, values):
            # What is pasted may look empty and not be it.
            typed = {key: _clean(one) if tidy(one) else "" for key, one in values.items()}
            submission.submit(turn, form_id, typed)
        case Closed(form_id):
            submission.close(turn, form_id)
            return False
        case Uploaded(name):
            turn.say(Topic.HELP, turn.words("help.no_uploads", name=name[:80]))
        case Opened() | Profile() | Unanswered():
            # The conversation's own: none is an act that could be answered in words.
            return False
        case _:
            assert_never(act)
    return True


def _tell_of_file(turn: Turn, act: Act) -> None:
    """Say before the answer to words that the file beside them was not read, or it would be waited on."""
    if isinstance(act, Said) and act.file:
        turn.say_first(Topic.HELP, turn.words("help.file_beside", name=act.file[:80]))


def _say_something(turn: Turn, text: str) -> None:
    try:
        _said(turn, text)
    except LookupError:
        # The open question is about something that was deleted meanwhile.
        turn.unsay()


def welcome(turn: Turn) -> None:
    """Greet a newcomer and say what can be done."""
    home.command(turn, "")


def make_up(turn: Turn, *, heard: bool) -> None:
    """Say that an answer, or their words, was lost, where everything stands, and what was asked."""
    if crisis.repeat(turn):
        return
    question, form = turn.dialogue.question, turn.dialogue.form
    turn.say(Topic.HELP, turn.words("platform.unanswered" if heard else "platform.unheard"))
    if not crisis.is_near(turn):
        home.command(turn, "")
        _restate(turn, question, form)
    crisis.stay_near(turn)


def take_profile(turn: Turn, profile: Profile) -> None:
    """Take over what the platform knows of the person; an unknown zone changes nothing."""
    if profile.zone is not None and _is_zone(profile.zone):
        turn.change_person(zone=profile.zone, zone_told=True)
    if profile.language is not None and profile.language in turn.library.words:
        turn.change_person(language=profile.language)


def _said(turn: Turn, text: str) -> None:
    if not text.strip():
        turn.say(Topic.HELP, turn.words("help.empty"))
        return
    if crisis.answer(turn, text):
        return
    if len(text) > submission.LONGEST:
        turn.say(Topic.HELP, turn.words("help.too_long", most=submission.LONGEST, found=len(text)))
        return
    slash = _SLASH.fullmatch(text.strip())
    if slash is not None:
        _slash(turn, slash["name"], slash["rest"] or "")
        return
    if _control(turn, text) or remarks.answer(turn, text):
        return
    companies = [one.company for one in turn.journey.facts.interviews]
    intent = turn.library.intents.find(text, companies)
    if intent is not None and intent.strong:
        _command(turn, intent.command, intent.rest)
        return
    if languages.answer(turn, text) or _corrected(turn, text) or _answered(turn, text):
        return
    if intent is not None:
        _command(turn, intent.command, intent.rest)
        return
    word, _, rest = text.strip().partition(" ")
    if word.casefold() in PLAIN_COMMANDS:
        _command(turn, word.casefold(), rest.strip())
        return
    if not correction.answer(turn, text) and not home.guess(turn, text):
        turn.say(
            Topic.HELP,
            turn.words("help.unknown", typed=_short(text)),
            turn.choices(*home.first_buttons(turn)),
        )


def _slash(turn: Turn, name: str, rest: str) -> None:
    if name == "interview":
        command, _, left = rest.strip().partition(" ")
        if command.casefold() in COMMANDS or not command:
            _command(turn, command.casefold(), left.strip())
        else:
            _words_as_command(turn, rest.strip())
        return
    turn.say(Topic.HELP, turn.words("help.unknown_command", typed=_short(f"/{name}")))


def _words_as_command(turn: Turn, text: str) -> None:
    """`/interview what's next` is the same as typing "what's next"."""
    companies = [one.company for one in turn.journey.facts.interviews]
    intent = turn.library.intents.find(text, companies)
    if intent is not None:
        _command(turn, intent.command, intent.rest)
        return
    word = text.split(" ", 1)[0]
    turn.say(
        Topic.HELP,
        turn.words("help.unknown_command", typed=_short(f"/interview {word}")),
        turn.choices(*home.first_buttons(turn)),
    )


def _command(turn: Turn, name: str, rest: str) -> None:
    # "outcome offer" comes from plain words: a command with the first word of its rest.
    head, _, more = name.partition(" ")
    answer = COMMANDS.get(head.casefold())
    if answer is None:
        _words_as_command(turn, f"{name} {rest}".strip())
        return
    if len(rest) > submission.LONGEST:
        turn.say(Topic.HELP, turn.words("help.too_long", most=submission.LONGEST, found=len(rest)))
        return
    answer(turn, f"{more} {rest}".strip())


def _pressed(turn: Turn, packed: str) -> None:
    try:
        action = Action.parse(packed)
        if action.step == which.STEP:
            _which(turn, action.id)
        elif action == REOPEN:
            submission.reopen(turn)
        elif action.step == FINISH:
            _finish(turn, action.id)
        else:
            HANDLERS[action.step].press(turn, action)
        if action.joined:
            # The other nudges of the message keep their buttons.
            turn.say_edit()
    except (StaleAction, LookupError):
        # Another release's button, a deleted record and somebody else's id all read the same.
        turn.say(Topic.HELP, turn.words("help.stale"), turn.choices(*home.first_buttons(turn)))


def _which(turn: Turn, id: str) -> None:
    question = turn.dialogue.question
    interview = turn.journey.interview(id)
    if interview is None:
        raise LookupError(id)
    turn.focus(interview)
    if question is None or question.step != which.STEP:
        home.command(turn, "")
        return
    turn.settle_question()
    turn.edit(
        Topic.HOME, turn.words("which.chosen", company=turn.named(interview)), interview=interview
    )
    COMMANDS[question.ask](turn, f"#{id} {question.argument}")


def _finish(turn: Turn, batch: str) -> None:
    """Let every step in a message take *Done* in its own way."""
    done = snooze.of_batch(turn, batch)
    if not done:
        raise LookupError(batch)
    for one in done:
        finish = HANDLERS[one.key.kind.value].finish
        interview = turn.journey.interview(one.key.interview or "")
        if finish is not None:
            finish(turn, interview, one.key)
    turn.edit(Topic.HOME, turn.words("snooze.done"))


def _control(turn: Turn, text: str) -> bool:
    """Answer `skip`, `back`, `later`, `cancel` and `edit`; False if the words are none of them."""
    word = turn.library.intents.control(text)
    if word is None:
        return False
    question = turn.dialogue.question
    if question is None:
        home.control_without_question(turn, word)
        return True
    handler = HANDLERS.get(question.step)
    if word == "skip" and handler is not None and handler.skip is not None:
        handler.skip(turn, question)
    elif word == "back" and handler is not None and handler.back is not None:
        handler.back(turn, question)
    else:
        home.control(turn, question, word)
    return True


def _corrected(turn: Turn, text: str) -> bool:
    """Take "no, at 3 pm" as the correction of what was echoed last; False if it is none."""
    echo = turn.dialogue.echo
    if not turn.library.intents.is_correction(text):
        return False
    handler = None if echo is None else HANDLERS.get(echo.step)
    if (
        echo is not None
        and handler is not None
        and handler.answer(turn, replace(echo, argument="correct"), text)
    ):
        return True
    return correction.takes_free_words(turn) and correction.answer(turn, text)


def _answered(turn: Turn, text: str) -> bool:
    question = turn.dialogue.question
    if question is None:
        return False
    if question.step == which.STEP:
        named = which.named_in(turn, text)
        if len(named) == 1:
            turn.settle_question()
            COMMANDS[question.ask](turn, f"#{named[0].id} {question.argument}")
        return len(named) == 1
    handler = HANDLERS.get(question.step)
    if handler is None:
        return False
    if handler.answer(turn, question, text):
        turn.answered = True
        return True
    return False


def _restate(turn: Turn, before: Question | None, form: Form | None) -> None:
    """Ask the open question once more after something else was answered."""
    if turn.has_form:
        # Opening a form is what was asked for, not an interruption.
        return
    question = turn.dialogue.question
    if question is not None and question == before and not turn.answered and not question.restated:
        if question.asked is not None and turn.now - question.asked < RECENT:
            handler = HANDLERS.get(question.step)
            words = (
                ""
                if handler is None or handler.restate is None
                else handler.restate(turn, question)
            )
            if words:
                turn.say(
                    Topic.HELP if question.step not in set(Topic) else Topic(question.step), words
                )
        turn.change_dialogue(question=replace(question, restated=True))
    if form is not None and turn.dialogue.form == form and not turn.dialogue.form_restated:
        if not turn.has_problems:
            turn.say(Topic.HELP, turn.words("help.form_open", submit=form.submit))
        turn.change_dialogue(form_restated=True)


def _silenced(turn: Turn) -> bool:
    return any(one.topic is Topic.CRISIS for one in turn.said)


def _clean(text: str) -> str:
    """Drop what no screen shows: control characters (but newlines and tabs) and lone surrogates."""
    return "".join(
        one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs")
    )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
