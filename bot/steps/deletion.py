"""Deleting one interview with everything that belongs to it, after asking."""

from bot.action import Action
from bot.handler import Handler
from bot.interview import Interview
from bot.journey import Question
from bot.message import Topic
from bot.steps import which
from bot.turn import Turn

STEP = "deletion"


def command(turn: Turn, rest: str) -> None:
    """Ask whether an interview shall go."""
    interview, _ = which.pick(turn, "delete", rest, ended=True)
    if interview is not None:
        _ask(turn, interview)


def press(turn: Turn, action: Action) -> None:
    """Ask, delete, or keep."""
    interview = turn.journey.interview(action.id)
    if interview is None:
        if action.verb == "delete":
            turn.say(Topic.HOME, turn.words("deletion.gone"))
            return
        raise LookupError(action)
    match action.verb:
        case "ask":
            _ask(turn, interview)
        case "delete":
            _delete(turn, interview)
        case "keep":
            turn.settle_question()
            said = turn.words("deletion.kept", company=turn.named(interview))
            turn.edit(Topic.HOME, said, interview=interview)
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take a plain yes or no."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return False
    if turn.library.intents.is_yes(text):
        _delete(turn, interview)
        turn.say_edit()
        return True
    if turn.library.intents.is_no(text):
        turn.settle_question()
        said = turn.words("deletion.kept", company=turn.named(interview))
        turn.say(Topic.HOME, said, interview=interview)
        return True
    return False


def restate(turn: Turn, question: Question) -> str:
    """Ask again whether it shall go."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return ""
    return turn.words("deletion.ask", company=turn.named(interview))


def _ask(turn: Turn, interview: Interview) -> None:
    company = turn.named(interview)
    turn.ask(STEP, "sure", interview.id)
    turn.say(
        Topic.HOME,
        turn.words("deletion.ask", company=company),
        turn.choices(
            turn.button(
                turn.words("deletion.delete", company=company), STEP, "delete", interview.id
            ),
            turn.button(turn.words("deletion.keep"), STEP, "keep", interview.id),
        ),
        interview=interview,
    )


def _delete(turn: Turn, interview: Interview) -> None:
    company = turn.named(interview)
    facts = turn.journey.facts
    for one in (*facts.contacts, *facts.uses, *facts.follow_ups, *facts.to_send, *facts.snoozes):
        if one.interview == interview.id:
            turn.remove(one)
    for one in facts.notes:
        if one.id == interview.id:
            turn.remove(one)
    turn.remove(interview)
    turn.settle_question()
    turn.change_dialogue(focus="", focused=None, echo=None)
    turn.edit(Topic.HOME, turn.words("deletion.done", company=company))


HANDLER = Handler(press=press, answer=answer, restate=restate)
