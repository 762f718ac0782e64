"""Telling the bot about an interview: two short pages, an echo of what was understood, one step to correct it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.action import Action
from bot.handler import Handler
from bot.interview import Interview, Wait
from bot.journey import Question
from bot.message import Form, Topic
from bot.steps import contacts, names_missing, next_round, people_told, progress
from bot.steps.interview_echo import ask_for_zone, echo
from bot.steps.interview_fields import (
    city_typed,
    country_typed,
    end_typed,
    next_step_typed,
    which_reading,
    wrong_end,
    zone_of,
)
from bot.steps.interview_form import (
    AFTER,
    FORMATS,
    LONGEST_NAME,
    first_page,
    second_page,
    typed_values,
)
from bot.steps.rounds import as_round_after, carry_over, round_before
from bot.turn import Turn
from bot.understanding import (
    Ambiguous,
    Moment,
    Unread,
    correct,
    read_moment,
    read_next_step,
    read_told,
    tells_end,
    tells_feeling,
    tells_next_step,
)

_FELT = {"hard": "add.felt_hard", "glad": "add.felt_good"}
"""What is said first, by how it went."""


def command(turn: Turn, rest: str) -> None:
    """Open the form for a new interview with what `rest` says of it: "Acme", "at Acme in Berlin today at 3"."""
    _tell(turn, rest)


def just_had(turn: Turn, rest: str) -> None:
    """Open the form for an interview that ended a moment ago unless `rest` says when."""
    _tell(turn, rest, ended=turn.words("typed.just_now"))


def _tell(turn: Turn, rest: str, ended: str = "") -> None:
    told = read_told(rest, turn.now, turn.zone)
    if max(len(one) for one in (told.company, told.role, told.city)) > LONGEST_NAME:
        turn.say(Topic.HOME, turn.words("add.name_too_long", most=LONGEST_NAME))
        return
    typed = {
        "company": told.company,
        "role": told.role,
        "ended": told.ended or ended,
        "country": turn.words.country(told.country) if told.country else "",
        "next_step": told.next_step,
        "city": told.city,
        "people": told.people,
        "format": told.format,
        "round": told.round,
    }
    _answer_feeling(turn, told.feeling)
    turn.open(first_page(turn, turn.new_id(), typed))


def _answer_feeling(turn: Turn, feeling: str) -> None:
    """Say a kind word first where it was told too how it went."""
    meant = turn.library.intents.find(feeling) if feeling else None
    said = _FELT.get(meant.command.partition(" ")[0]) if meant else None
    if said is not None:
        turn.say(Topic.CALM, turn.words(said))


def press(turn: Turn, action: Action) -> None:
    """Open the form anew or for changes, or take a reading offered as a button."""
    if action.verb == "open":
        turn.open(first_page(turn, turn.new_id(), {}))
        return
    interview = turn.journey.interview(action.id)
    if interview is None:
        raise LookupError(action)
    match action.verb:
        case "edit":
            turn.open(first_page(turn, interview.id, typed_values(turn, interview), interview))
        case "more":
            turn.open(second_page(turn, interview))
        case "round":
            typed = {
                **typed_values(turn, interview),
                "ended": next_round.typed_moment(action.argument),
                "next_step": "",
            }
            turn.open(first_page(turn, turn.new_id(), typed, round_after=interview.id))
        case _:
            raise LookupError(action)


def submit(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    """Save a page of the form."""
    if action.verb == "first":
        _save_first(turn, action, values)
    elif action.verb == "second":
        interview = turn.journey.interview(action.id)
        if interview is None:
            raise LookupError(action)
        _save_second(turn, interview, values)
    else:
        raise LookupError(action)


def close(turn: Turn, action: Action, form: Form) -> None:
    """Keep what a sentence told of the second page, though nobody cared to go through it."""
    interview = turn.journey.interview(action.id)
    told = {one.key: one.value for one in form.fields}
    if action.verb != "second" or interview is None or not told.get("people"):
        return
    _save_second(turn, interview, told)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Correct what was echoed: what was said about the next step, or when the interview ended."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return False
    said = turn.library.intents.without_no(text)
    read = read_next_step(said, turn.now, turn.zone)
    if not isinstance(read, Unread) and read.on is None and tells_feeling(said):
        # "It was good, but one question I could not answer" promises nothing.
        return False
    dated = not isinstance(read, Unread) and read.on is not None
    if dated and (
        not tells_next_step(said, turn.now, turn.zone)
        or (interview.wait.on is None and tells_end(said))
    ):
        # Nor does "it's been 2 weeks", or "it was Monday" where no day of theirs is known.
        return correct_end(turn, interview, text)
    if not isinstance(read, Unread) and not isinstance(read.on, Ambiguous):
        on = None if read.on is None else read.on.wall.date()
        if on is not None and on < _day_of_end(interview):
            # "no, yesterday" is about the interview itself; a promise cannot lie before it.
            told = read_moment(said, turn.now, turn.zone, towards="past", country=interview.country)
            if not isinstance(told, Unread):
                return correct_end(turn, interview, text)
            wrong = turn.words("add.promise_before_end", day=turn.words.day(on))
            turn.say(Topic.HOME, wrong, interview=interview)
            return True
        wait = replace(interview.wait, next_step=read.kind, on=on)
        waits = (*interview.waits[:-1], wait)
        changed = replace(interview, waits=waits, version=interview.version + 1)
        turn.put(changed)
        echo(turn, changed, turn.words("add.corrected"))
        return True
    return correct_end(turn, interview, text)


def _day_of_end(interview: Interview) -> date:
    return interview.ended.astimezone(ZoneInfo(interview.ended_zone)).date()


def correct_end(turn: Turn, interview: Interview, text: str) -> bool:
    """Correct the end of an interview from words ("no, at 3 pm"); False if they are no correction."""
    zone = interview.ended_zone
    wall = interview.ended.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    read = correct(
        Moment(wall, zone, interview.ended, has_time=True, assumed=()),
        text,
        turn.now,
        interview.country,
    )
    if isinstance(read, Unread):
        return False
    if isinstance(read, Ambiguous):
        turn.say(Topic.HOME, which_reading(turn, read), interview=interview)
        return True
    problem = wrong_end(turn, read)
    if problem:
        turn.say(Topic.HOME, problem, interview=interview)
        return True
    first, *later = interview.waits
    waits = (replace(first, started=read.instant), *later)
    changed = replace(
        interview,
        ended=read.instant,
        ended_zone=read.zone,
        waits=waits,
        version=interview.version + 1,
    )
    turn.put(changed)
    echo(turn, changed, turn.words("add.corrected"))
    return True


def _save_first(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    form = turn.dialogue.form
    told = dict(form.known) if form is not None and form.id == action.pack() else {}
    known = turn.journey.interview(action.id)
    if known is None and not action.argument.startswith(AFTER):
        raise LookupError(action)
    if known is not None and action.argument.startswith(AFTER):
        turn.say(Topic.HOME, turn.words("add.already", company=known.company), interview=known)
        return
    company = " ".join(values.get("company", "").split())
    role = " ".join(values.get("role", "").split())
    if not company:
        turn.problem("company", turn.words("add.company_missing"))
    for key, typed in (("company", company), ("role", role)):
        if len(typed) > LONGEST_NAME:
            turn.problem(key, turn.words("add.name_too_long", most=LONGEST_NAME))
    country = country_typed(turn, values.get("country", ""))
    ended = end_typed(turn, values.get("ended", ""), country)
    next_step = next_step_typed(turn, values.get("next_step", ""), ended, country)
    if turn.has_problems or ended is None or next_step is None:
        return
    kind, on = next_step
    if known is None:
        before = round_before(turn, action.argument.removeprefix(AFTER), company)
        interview = Interview(
            id=action.id,
            application=action.id,
            company=company,
            role=role,
            ended=ended.instant,
            ended_zone=ended.zone,
            logged=turn.now,
            waits=(Wait(0, ended.instant, kind, on),),
            country=country,
            zone=zone_of(turn, country, None),
        )
        interview = interview if before is None else as_round_after(before, interview)
    else:
        first, *later = known.waits
        waits = [replace(first, started=ended.instant), *later]
        waits[-1] = replace(waits[-1], next_step=kind, on=on)
        interview = replace(
            known,
            company=company,
            role=role,
            ended=ended.instant,
            ended_zone=ended.zone,
            waits=tuple(waits),
            country=country,
            zone=zone_of(turn, country, known.city or None),
            version=known.version + 1,
        )
        if replace(interview, version=known.version) == known:
            turn.say(Topic.HOME, turn.words("add.nothing_new"), interview=known)
            return
        if str(known.version) != action.argument:
            turn.say(Topic.HOME, turn.words("add.changed_meanwhile"), interview=known)
    turn.put(interview)
    title = ", ".join(one for one in (company, role) if one)
    echo(turn, interview, turn.words("add.saved", title=title))
    if known is None:
        carry_over(turn, interview)
        ask_for_zone(turn)
        progress.propose(turn, interview)
        turn.open(second_page(turn, interview, told))


def _save_second(turn: Turn, interview: Interview, values: Mapping[str, str]) -> None:
    for key in ("round", "city"):
        if len(values.get(key, "")) > LONGEST_NAME:
            turn.problem(key, turn.words("add.name_too_long", most=LONGEST_NAME))
    met_by = values.get("format", "")
    if met_by and met_by not in FORMATS:
        turn.problem("format", turn.words("add.format_unknown"))
    city = " ".join(values.get("city", "").split())
    place = city_typed(turn, city, interview.country) if city else None
    read = people_told.read(turn, values.get("people", ""), interview.country, "people")
    if turn.has_problems:
        return
    country = interview.country or (place.country if place else None)
    changed = replace(
        interview,
        format=met_by,
        round=" ".join(values.get("round", "").split()),
        city=place.city if place and place.city else city,
        region=place.region if place else interview.region,
        country=country,
        zone=place.zone if place and place.zone else zone_of(turn, country, None),
        contact_unwelcome=values.get("contact_unwelcome", "") == "yes",
        version=interview.version + 1,
    )
    turn.put(changed)
    people = people_told.record(turn, changed, read)
    if not people or changed != replace(interview, version=changed.version):
        echo(turn, changed, turn.words("add.saved_more", company=changed.company))
    if people:
        contacts.echo(turn, changed, people)
    names_missing.say_left_out(turn, changed, read)
    progress.propose(turn, changed)


HANDLER = Handler(press=press, answer=answer, submit=submit, close=close)
