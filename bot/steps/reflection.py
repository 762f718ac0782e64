"""Reflection: what the person wrote down while it was fresh, in one form, one by one, or as it comes."""

from collections.abc import Mapping
from dataclasses import replace

from bot.action import Action
from bot.drafts import find_secret
from bot.handler import Handler, Reminder
from bot.interview import Interview, Notes, Step
from bot.journey import Question
from bot.message import LONGEST_VALUE, Card, Field, FieldKind, File, Form, Text, Topic
from bot.schedule import NudgeKey
from bot.steps import contacts, progress, which
from bot.turn import Turn

STEP = Step.REFLECTION.value
SECTIONS = ("learned", "important", "questions", "went_well", "better")
LONGEST = 40_000
"""Characters of one section that are kept whole; more is refused whole."""
SHOWN = 1500
"""Characters of notes shown in a message; longer ones come as a file, whole."""
_LABELS = {
    "learned": "reflection.learned",
    "important": "reflection.important",
    "questions": "reflection.questions",
    "went_well": "reflection.went_well",
    "better": "reflection.better",
}
_ASKS = {
    "learned": "reflection.ask_learned",
    "important": "reflection.ask_important",
    "questions": "reflection.ask_questions",
    "went_well": "reflection.ask_went_well",
    "better": "reflection.ask_better",
}


def command(turn: Turn, rest: str) -> None:
    """Show the notes on an interview; with words in `rest`, add them."""
    interview, left = which.pick(turn, "notes", rest, ended=True)
    if interview is None:
        return
    turn.focus(interview)
    if left:
        add(turn, interview, left)
    else:
        show(turn, interview)


def show(turn: Turn, interview: Interview) -> None:
    """Show what is written so far, and the three ways to write."""
    interview = turn.open_step(interview, Step.REFLECTION)
    notes = turn.journey.notes_of(interview.id)
    if notes.written_at is not None:
        _show_notes(
            turn, interview, notes, turn.words("reflection.title", company=turn.named(interview))
        )
    turn.ask(STEP, "free", interview.id)
    words = turn.words
    turn.say(
        Topic.REFLECTION,
        words("reflection.how" if notes.written_at is None else "reflection.more"),
        turn.choices(
            turn.button(words("reflection.form_button"), STEP, "form", interview.id),
            turn.button(words("reflection.one_button"), STEP, "one", interview.id),
            turn.button(words("progress.later"), progress.STEP, "later", interview.id, STEP),
            turn.button(words("progress.skip"), progress.STEP, "skip", interview.id, STEP),
        ),
        interview=interview,
    )


def press(turn: Turn, action: Action) -> None:
    """Show the notes, open the form, or begin the questions."""
    interview = turn.journey.interview(action.id)
    if interview is None:
        raise LookupError(action)
    turn.focus(interview)
    match action.verb:
        case "show":
            show(turn, interview)
        case "form":
            turn.open(_form(turn, interview))
        case "one":
            turn.open_step(interview, Step.REFLECTION)
            _ask(turn, interview, SECTIONS[0])
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take the answer to one question, or free words to be sorted."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return False
    if turn.library.intents.is_no(text):
        # "No thanks" is no note: the step comes back later, one question is left out.
        if question.ask == "free":
            morning = progress.tomorrow_at_nine(turn)
            progress.put_off(turn, interview, Step.REFLECTION, morning)
            turn.say_edit()
        else:
            skip(turn, question)
        return True
    if question.ask == "free":
        if len(text.split()) < 2 and not text.rstrip().endswith("?"):
            return False
        # Both may have been asked in one message: who was met, and what is remembered.
        if not contacts.answered_instead(turn, interview, text):
            add(turn, interview, text)
        return True
    if not _write(turn, interview, {question.ask: text}):
        return True
    _after(turn, interview, question.ask)
    return True


def skip(turn: Turn, question: Question) -> None:
    """Leave one question out, or the whole step."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return
    if question.ask == "free":
        progress.skip(turn, interview, Step.REFLECTION)
    else:
        _after(turn, interview, question.ask)


def back(turn: Turn, question: Question) -> None:
    """Ask the question before this one again; its answer so far is shown."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return
    at = SECTIONS.index(question.ask) if question.ask in SECTIONS else 0
    if at == 0:
        show(turn, interview)
    else:
        _ask(turn, interview, SECTIONS[at - 1])


def restate(turn: Turn, question: Question) -> str:
    """Ask the open question again."""
    if question.ask in _ASKS:
        return turn.words(_ASKS[question.ask])
    return turn.words("reflection.restate")


def submit(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    """Save the form; where the notes changed meanwhile, both texts are kept."""
    interview = turn.journey.interview(action.id)
    if interview is None:
        raise LookupError(action)
    notes = turn.journey.notes_of(interview.id)
    changed_meanwhile = str(notes.version) != action.argument
    texts: dict[str, str] = {}
    for section in SECTIONS:
        if section not in values:
            continue
        old: str = getattr(notes, section)
        new = values[section].strip()
        appended = len(old) > LONGEST_VALUE or changed_meanwhile
        texts[section] = _join(old, new) if appended and new != old else (old if appended else new)
    if texts == {section: getattr(notes, section) for section in texts}:
        turn.say(Topic.REFLECTION, turn.words("reflection.nothing_new"), interview=interview)
        return
    _save(turn, interview, texts)
    if turn.has_problems:
        return
    if changed_meanwhile:
        turn.say(Topic.REFLECTION, turn.words("reflection.both_kept"), interview=interview)
    _echo(turn, interview)


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Ask for notes while the interview is fresh."""
    if interview is None:
        raise LookupError(key)
    words = turn.words
    again = key.occurrence.startswith("2")
    said = words(
        "reflection.remind_again" if again else "reflection.remind", company=turn.named(interview)
    )
    turn.ask(STEP, "free", interview.id)
    return Reminder(
        (Text(said),),
        (
            turn.button(words("reflection.form_button"), STEP, "form", interview.id),
            turn.button(words("reflection.one_button"), STEP, "one", interview.id),
        ),
    )


def finish(turn: Turn, interview: Interview | None, key: NudgeKey) -> None:
    """Take *Done* as: written down elsewhere."""
    if interview is not None and not turn.journey.is_done(Step.REFLECTION, interview):
        progress.skip(turn, interview, Step.REFLECTION)


def lessons(turn: Turn, besides: str = "") -> tuple[str, ...]:
    """Return what the person wanted to do better, newest interview first, without one interview's."""
    newest = sorted(turn.journey.facts.interviews, key=lambda one: one.ended, reverse=True)
    kept = (turn.journey.notes_of(one.id).better for one in newest if one.id != besides)
    return tuple(one for one in kept if one)


def show_saved(turn: Turn, interview: Interview) -> None:
    """Show the notes as they are, without asking for more."""
    notes = turn.journey.notes_of(interview.id)
    if notes.written_at is not None:
        _show_notes(
            turn, interview, notes, turn.words("reflection.title", company=turn.named(interview))
        )


def _ask(turn: Turn, interview: Interview, section: str) -> None:
    turn.ask(STEP, section, interview.id)
    place = turn.words("reflection.place", number=SECTIONS.index(section) + 1, total=len(SECTIONS))
    said = [place + " " + turn.words(_ASKS[section])]
    old: str = getattr(turn.journey.notes_of(interview.id), section)
    if old:
        said.append(
            turn.words("reflection.so_far", text=old if len(old) <= 600 else old[:599] + "…")
        )
    turn.say(Topic.REFLECTION, *said, interview=interview)


def _after(turn: Turn, interview: Interview, section: str) -> None:
    at = SECTIONS.index(section) + 1
    if at < len(SECTIONS):
        _ask(turn, interview, SECTIONS[at])
        turn.answered = True
        return
    turn.settle_question()
    if turn.journey.notes_of(interview.id).written_at is None:
        progress.skip(turn, interview, Step.REFLECTION)
    else:
        _echo(turn, interview)


def add(turn: Turn, interview: Interview, text: str) -> None:
    """Sort free words into the sections and add them to what is there."""
    if len(text) > LONGEST:
        turn.say(Topic.REFLECTION, turn.words("help.too_long", most=LONGEST, found=len(text)))
        return
    sorted_texts = turn.library.sorting.sort(text)
    notes = turn.journey.notes_of(interview.id)
    texts = {section: _join(getattr(notes, section), new) for section, new in sorted_texts.items()}
    if _say_full(turn, interview, texts):
        return
    turn.settle_question()
    _save(turn, interview, texts)
    _echo(turn, interview)


def _write(turn: Turn, interview: Interview, texts: Mapping[str, str]) -> bool:
    notes = turn.journey.notes_of(interview.id)
    changed = {
        section: _join(getattr(notes, section), new.strip()) for section, new in texts.items()
    }
    if _say_full(turn, interview, changed):
        return False
    _save(turn, interview, changed)
    return True


def _say_full(turn: Turn, interview: Interview, texts: Mapping[str, str]) -> bool:
    """Refuse whole what no longer fits a section; False if everything fits."""
    full = [section for section, text in texts.items() if len(text) > LONGEST]
    if full:
        said = turn.words("reflection.full", section=turn.words(_LABELS[full[0]]), most=LONGEST)
        turn.say(Topic.REFLECTION, said, interview=interview)
    return bool(full)


def _save(turn: Turn, interview: Interview, texts: Mapping[str, str]) -> None:
    for section, text in texts.items():
        if len(text) > LONGEST:
            turn.problem(section, turn.words("help.too_long", most=LONGEST, found=len(text)))
    if turn.has_problems:
        return
    notes = turn.journey.notes_of(interview.id)
    changed = replace(notes, **texts, written_at=turn.now, version=notes.version + 1)
    if not any(getattr(changed, section) for section in SECTIONS):
        changed = replace(changed, written_at=None)
    turn.put(changed)


def _echo(turn: Turn, interview: Interview) -> None:
    turn.settle_question()
    turn.focus(interview)
    notes = turn.journey.notes_of(interview.id)
    if notes.written_at is None:
        turn.say(Topic.REFLECTION, turn.words("reflection.empty_now"), interview=interview)
        return
    _show_notes(
        turn, interview, notes, turn.words("reflection.saved", company=turn.named(interview))
    )
    if find_secret("\n".join(getattr(notes, section) for section in SECTIONS)):
        turn.say(Topic.REFLECTION, turn.words("reflection.secret"), interview=interview)
    progress.propose(turn, interview)


def _show_notes(turn: Turn, interview: Interview, notes: Notes, title: str) -> None:
    words = turn.words
    written = [
        (words(_LABELS[section]), getattr(notes, section))
        for section in SECTIONS
        if getattr(notes, section)
    ]
    change = turn.choices(turn.button(words("reflection.change"), STEP, "form", interview.id))
    if sum(len(text) for _, text in written) <= SHOWN:
        card = Card(title, facts=tuple((label, text) for label, text in written))
        turn.say(Topic.REFLECTION, card, change, interview=interview)
        return
    whole = "\n\n".join(f"{label}\n{text}" for label, text in written)
    turn.say(
        Topic.REFLECTION,
        Card(title, (words("reflection.as_file"),)),
        File(
            "notes.txt", "text/plain; charset=utf-8", whole.encode(), words("reflection.file_alt")
        ),
        change,
        interview=interview,
    )


def _form(turn: Turn, interview: Interview) -> Form:
    words = turn.words
    notes = turn.journey.notes_of(interview.id)
    fields = tuple(
        Field(
            section,
            words(_LABELS[section]),
            FieldKind.LONG,
            value=_value(notes, section),
            hint=words(
                "reflection.adds"
                if len(getattr(notes, section)) > LONGEST_VALUE
                else _ASKS[section]
            ),
        )
        for section in SECTIONS
    )
    return Form(
        id=Action(STEP, "save", interview.id, str(notes.version)).pack(),
        title=words("reflection.form_title"),
        fields=fields,
        submit=words("add.submit"),
        topic=Topic.REFLECTION,
        interview=interview.id,
    )


def _value(notes: Notes, section: str) -> str:
    text: str = getattr(notes, section)
    return text if len(text) <= LONGEST_VALUE else ""


def _join(old: str, new: str) -> str:
    return "\n".join(one for one in (old, new.strip()) if one)


HANDLER = Handler(
    press=press,
    answer=answer,
    submit=submit,
    skip=skip,
    back=back,
    restate=restate,
    remind=remind,
    finish=finish,
)
