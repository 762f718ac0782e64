"""Deleting one interview with everything that belongs to it, after asking."""

from bot.action import Action
from bot.handler import Handler
from bot.interview import Interview
from bot.journey import Fact, Question
from bot.message import Topic
from bot.steps import erasure, paging, setting_state, which
from bot.turn import Turn

STEP = "deletion"


def command(turn: Turn, rest: str) -> None:
    """Ask whether an interview shall go; a name nobody knows is never taken for the nearest one."""
    typed = rest.strip()
    if typed.casefold() in turn.words("erasure.typed_everything").split("|"):
        erasure.command(turn, "")
        return
    chosen = typed.startswith("#") and turn.journey.interview(typed[1:].split(" ", 1)[0])
    if typed and turn.journey.facts.interviews and not (chosen or which.named_in(turn, typed)):
        _unknown(turn, typed)
        return
    interview, _ = which.pick(turn, "delete", typed, ended=True)
    if interview is None:
        return
    question = turn.dialogue.question
    if question is not None and question.step == STEP and question.subject == interview.id:
        # The words on the button, typed after it was asked, confirm it.
        _delete(turn, interview)
        turn.say_edit()
    else:
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
            _keep(turn, interview)
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take a plain yes or no, or what stands on the buttons."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return False
    typed = text.strip().casefold()
    intents = turn.library.intents
    if intents.is_yes(text) or typed == _delete_label(turn, interview).casefold():
        _delete(turn, interview)
    elif intents.is_no(text) or typed == turn.words("deletion.keep").casefold():
        _keep(turn, interview)
    else:
        return False
    turn.say_edit()
    return True


def restate(turn: Turn, question: Question) -> str:
    """Ask again whether it shall go, with both buttons: it may be read where it was not asked before."""
    interview = turn.journey.interview(question.subject)
    if interview is not None:
        _say_question(turn, interview)
    return ""


def _ask(turn: Turn, interview: Interview) -> None:
    turn.ask(STEP, "sure", interview.id)
    _say_question(turn, interview)


def _say_question(turn: Turn, interview: Interview) -> None:
    turn.say(
        Topic.HOME,
        turn.words("deletion.ask", company=turn.named(interview)),
        turn.choices(
            turn.button(_delete_label(turn, interview), STEP, "delete", interview.id),
            turn.button(turn.words("deletion.keep"), STEP, "keep", interview.id),
        ),
        interview=interview,
    )


def _unknown(turn: Turn, typed: str) -> None:
    words = turn.words
    buttons = [turn.button(words("deletion.show_list"), "listing", "page", "", "0")]
    near = which.spoken_of(turn)
    if near is not None:
        label = words("listing.open", company=paging.shown(turn.named(near)))
        buttons.insert(0, turn.button(label, "listing", "show", near.id))
    said = words("deletion.unknown", typed=paging.shown(typed, setting_state.SHOWN))
    turn.say(Topic.HOME, said, turn.choices(*buttons))


def _keep(turn: Turn, interview: Interview) -> None:
    _settle(turn, {interview.id}, only=STEP)
    said = turn.words("deletion.kept", company=turn.named(interview))
    turn.edit(Topic.HOME, said, interview=interview)


def _delete(turn: Turn, interview: Interview) -> None:
    company = turn.named(interview)
    gone = [interview, *_belonging(turn, interview)]
    for fact in gone:
        turn.remove(fact)
    _settle(turn, {fact.id for fact in gone})
    turn.change_dialogue(focus="", focused=None, echo=None)
    label = turn.words("deletion.bring_back", company=paging.shown(company))
    turn.edit(
        Topic.HOME,
        turn.words("deletion.done", company=company),
        turn.choices(turn.button(label, "undo", "back", interview.id)),
    )


def _belonging(turn: Turn, interview: Interview) -> list[Fact]:
    """Return what is about this interview alone; referees are the person's and stay."""
    facts = turn.journey.facts
    of_interviews = (
        *facts.contacts,
        *facts.uses,
        *facts.follow_ups,
        *facts.to_send,
        *facts.snoozes,
    )
    notes = [one for one in facts.notes if one.id == interview.id]
    return [*notes, *(one for one in of_interviews if one.interview == interview.id)]


def _settle(turn: Turn, subjects: set[str], only: str | None = None) -> None:
    """Close the open question if it is about what was decided; another one stays open."""
    question = turn.dialogue.question
    if question is not None and question.subject in subjects and only in (None, question.step):
        turn.settle_question()


def _delete_label(turn: Turn, interview: Interview) -> str:
    return turn.words("deletion.delete", company=paging.shown(turn.named(interview)))


HANDLER = Handler(press=press, answer=answer, restate=restate)
