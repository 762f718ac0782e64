"""References: who vouches for the person, who of them is named for this interview, told and thanked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.action import Action
from bot.handler import Handler
from bot.interview import Interview, Referee, Step
from bot.journey import Question
from bot.message import Card, Topic
from bot.steps import (
    customs,
    paging,
    people_told,
    progress,
    referee_page,
    referees,
    reference_nudge,
    reference_uses,
    which,
)
from bot.steps.reference_list import choose, show, show_all
from bot.turn import Turn

STEP = Step.REFERENCES.value
MOST = 25
"""People in one message; more is more likely a pasted page."""
ROOM_FOR_WARNINGS = 700
"""Characters of lines where warnings about six people may stand below them."""


def command(turn: Turn, rest: str) -> None:
    """Show the references of an interview, or all that are kept; with people in `rest`, add them."""
    facts = turn.journey.facts
    if not facts.interviews:
        if not (rest.strip() and _add(turn, None, rest)):
            show_all(turn)
        return
    interview, left = which.pick(turn, "references", rest, ended=not turn.journey.open_interviews())
    if interview is None:
        return
    turn.focus(interview)
    if left.strip() and _add(turn, interview, left):
        return
    show(turn, interview)


def press(turn: Turn, action: Action) -> None:
    """Show, choose, tell, thank, change or remove."""
    if action.verb == "all":
        show_all(turn, paging.start_of(action.argument or "0"))
    elif action.verb in ("show", "choose", "none", "source"):
        _press_interview(turn, action)
    elif action.verb in ("heads_up", "told", "thanks", "thanked", "details", "unuse"):
        _press_use(turn, action)
    elif action.verb in ("use", "about", "agreed", "edit", "remove"):
        _press_referee(turn, action)
    else:
        raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take who vouches, whether they were asked for, when one agreed, or what one should stress."""
    match question.ask:
        case "agreed":
            return _answer_agreed(turn, question, text)
        case "stress":
            return _answer_stress(turn, question, text)
        case _:
            return _answer_who(turn, question, text)


def skip(turn: Turn, question: Question) -> None:
    """Leave one question open, or set the step aside for the interview."""
    interview = turn.journey.interview(question.subject)
    if interview is not None:
        progress.skip(turn, interview, Step.REFERENCES)
        return
    turn.settle_question()
    turn.say(Topic.REFERENCES, turn.words("references.left_open"))


def restate(turn: Turn, question: Question) -> str:
    """Ask the open question again; where references are seldom used, nothing is asked again."""
    words = turn.words
    match question.ask:
        case "asked":
            interview = turn.journey.interview(question.subject)
            return (
                ""
                if interview is None
                else words("references.ask_whether", company=interview.company)
            )
        case "agreed":
            referee = turn.journey.referee(question.subject)
            return "" if referee is None else words("references.ask_agreed", name=referee.name)
        case "stress":
            use = reference_uses.find_use(turn, question.subject)
            referee = None if use is None else turn.journey.referee(use.referee)
            return "" if referee is None else words("references.ask_stress", name=referee.name)
        case "who":
            return words("references.restate_who")
        case _:
            return ""


def submit(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    """Save the form about a referee, or about what to tell one for an interview."""
    if action.verb == "details":
        reference_uses.save_details(turn, action, values)
        return
    referee = _referee(turn, action)
    if action.verb == "first":
        changed = referees.changed_first(turn, referee, values)
    elif action.verb == "second":
        changed = referees.changed_second(turn, referee, values)
    else:
        raise LookupError(action)
    if turn.has_problems:
        return
    if action.argument != str(referee.version):
        turn.say(Topic.REFERENCES, turn.words("references.changed_meanwhile"))
    turn.put(changed)
    interview = which.spoken_of(turn)
    referee_page.show(turn, changed, interview)
    if action.verb == "first":
        turn.open(referees.second_page(turn, changed, interview))


def _press_interview(turn: Turn, action: Action) -> None:
    interview = turn.journey.interview(action.id)
    if interview is None:
        raise LookupError(action)
    turn.focus(interview)
    match action.verb:
        case "show":
            show(turn, interview)
        case "choose":
            start = paging.start_of(action.argument or "0")
            choose(turn, turn.open_step(interview, Step.REFERENCES), start)
        case "source":
            customs.sources(turn, interview)
        case _:
            _none(turn, interview)


def _press_referee(turn: Turn, action: Action) -> None:
    referee = _referee(turn, action)
    interview = (
        turn.journey.interview(action.argument) if action.argument else which.spoken_of(turn)
    )
    match action.verb:
        case "use":
            if interview is None:
                raise LookupError(action)
            referee_page.choose(turn, interview, referee)
        case "about":
            referee_page.show(turn, referee, interview)
        case "agreed":
            referee_page.record_consent(turn, referee, turn.today)
        case "edit":
            turn.open(referees.first_page(turn, referee, interview))
        case _:
            referee_page.remove(turn, referee)


def _press_use(turn: Turn, action: Action) -> None:
    use = reference_uses.find_use(turn, action.id)
    interview = None if use is None else turn.journey.interview(use.interview)
    referee = None if use is None else turn.journey.referee(use.referee)
    if use is None or interview is None or referee is None:
        raise LookupError(action)
    turn.focus(interview)
    match action.verb:
        case "heads_up":
            reference_uses.show_heads_up(turn, interview, use, referee)
        case "told":
            reference_uses.told(turn, interview, use, referee)
        case "thanks":
            reference_uses.show_thanks(turn, interview, use, referee)
        case "thanked":
            reference_uses.thanked(turn, interview, use, referee)
        case "details":
            turn.open(reference_uses.details(turn, use, referee))
        case _:
            reference_uses.unuse(turn, interview, use, referee)


def _answer_who(turn: Turn, question: Question, text: str) -> bool:
    interview = turn.journey.interview(question.subject)
    if turn.library.intents.is_no(text):
        if interview is None:
            skip(turn, question)
        else:
            _none(turn, interview)
        return True
    if interview is not None and question.ask != "who" and turn.library.intents.is_yes(text):
        choose(turn, interview)
        turn.answered = True
        return True
    named, _ = referees.read(turn, text)
    if named and not people_told.are_names(text, named):
        # "Still nothing" must not become somebody.
        return False
    return _add(turn, interview, text)


def _answer_agreed(turn: Turn, question: Question, text: str) -> bool:
    referee = turn.journey.referee(question.subject)
    if referee is None:
        return False
    not_yet = turn.words("references.typed_not_yet").split("|")
    if turn.library.intents.is_no(text) or text.strip(" .").casefold() in not_yet:
        turn.settle_question()
        turn.say(Topic.REFERENCES, turn.words("references.ask_first", name=referee.name))
        return True
    if _consented(turn, text):
        return True
    day = turn.today if turn.library.intents.is_yes(text) else referees.read_past_day(turn, text)
    if day is None:
        # With a comma or an address it is the next person, told while the question is open.
        return ("," in text or "@" in text) and _add(turn, which.spoken_of(turn), text)
    if isinstance(day, date):
        referee_page.record_consent(turn, referee, day)
    else:
        turn.say(Topic.REFERENCES, day)
    return True


def _answer_stress(turn: Turn, question: Question, text: str) -> bool:
    use = reference_uses.find_use(turn, question.subject)
    interview = None if use is None else turn.journey.interview(use.interview)
    referee = None if use is None else turn.journey.referee(use.referee)
    if use is None or interview is None or referee is None:
        return False
    if turn.library.intents.is_no(text):
        skip(turn, question)
        return True
    if turn.library.intents.find(text) is not None:
        return False
    stress = " ".join(text.split())
    if len(stress) > reference_uses.LONGEST_STRESS:
        too_long = turn.words("references.stress_too_long", most=reference_uses.LONGEST_STRESS)
        turn.say(Topic.REFERENCES, too_long, interview=interview)
        return True
    changed = replace(use, stress=stress)
    turn.put(changed)
    turn.settle_question()
    reference_uses.show_heads_up(turn, interview, changed, referee)
    return True


def _add(turn: Turn, interview: Interview | None, text: str) -> bool:
    """Keep referees from words, chosen for the interview at hand; False if nobody is named."""
    if _consented(turn, text):
        return True
    people, wrong = referees.read(turn, text)
    if not people:
        if wrong:
            turn.say(Topic.REFERENCES, wrong, interview=interview)
        return bool(wrong)
    if len(people) > MOST:
        turn.say(
            Topic.REFERENCES, turn.words("references.too_many", most=MOST), interview=interview
        )
        return True
    turn.settle_question()
    kept = referees.record(turn, people)
    if interview is not None and interview.open:
        interview = choose_kept(turn, interview, kept)
    echo(turn, interview, kept)
    if wrong:
        turn.say(Topic.REFERENCES, wrong, interview=interview)
    return True


def choose_kept(turn: Turn, interview: Interview, kept: Sequence[Referee]) -> Interview:
    """Choose people just kept for an interview, and return it."""
    interview = turn.open_step(interview, Step.REFERENCES)
    for one in kept:
        if reference_uses.use_of(turn, interview, one) is None:
            reference_uses.put_use(turn, interview, one)
    turn.focus(interview)
    return interview


def _consented(turn: Turn, text: str) -> bool:
    """Take "Mary Hill agreed last week" as the consent of somebody known, not as a new person."""
    said = referees.read_consent(turn, text)
    if said is None:
        return False
    referee, day = said
    if isinstance(day, date):
        referee_page.record_consent(turn, referee, day)
    else:
        turn.say(Topic.REFERENCES, day)
    return True


def echo(turn: Turn, interview: Interview | None, kept: Sequence[Referee]) -> None:
    """Say who was understood, what to mind, and what comes next for each."""
    words = turn.words
    chosen = interview is not None and interview.open
    asking = len(kept) == 1 and kept[0].agreed is None
    question: tuple[str, ...] = ()
    if asking:
        turn.ask(STEP, "agreed", kept[0].id)
        question = (words("references.ask_agreed", name=kept[0].name),)
    lines = [referees.line(turn, one) for one in kept]
    start = 0
    while start < len(lines):
        end = paging.page_end(lines, start, reference_uses.PER_PAGE, ROOM_FOR_WARNINGS)
        page = [turn.journey.referee(one.id) or one for one in kept[start:end]]
        if interview is not None and chosen:
            title = words.plural("references.chosen", len(page), company=turn.named(interview))
            buttons = reference_uses.buttons_for(turn, interview, page)
        else:
            title = words.plural("references.kept", len(page))
            labels = referees.labels(
                turn, "references.about_button", {one.id: one.name for one in page}
            )
            buttons = [turn.button(label, STEP, "about", id) for id, label in labels.items()]
        turn.say(
            Topic.REFERENCES,
            Card(title, tuple(lines[start:end])),
            *referees.warnings(turn, page, asked=asking),
            *question,
            turn.choices(*buttons),
            interview=interview,
            facts={"referees": [referees.fact(one) for one in page]},
        )
        start = end


def _none(turn: Turn, interview: Interview) -> None:
    """Set the step aside; people already chosen are shown instead, so that none is forgotten."""
    if turn.journey.uses_for(interview.id):
        choose(turn, interview)
    else:
        progress.skip(turn, interview, Step.REFERENCES)


def _referee(turn: Turn, action: Action) -> Referee:
    referee = turn.journey.referee(action.id)
    if referee is None:
        raise LookupError(action)
    return referee


HANDLER = Handler(
    press=press,
    answer=answer,
    skip=skip,
    restate=restate,
    submit=submit,
    remind=reference_nudge.remind,
    finish=reference_nudge.finish,
)
