"""Telling the bot about an interview: two short pages, an echo of what was understood, one step to correct it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.action import Action
from bot.calendar import employer_zone
from bot.handler import Handler
from bot.interview import Interview, NextStep, OutcomeKind, Wait
from bot.journey import Question
from bot.message import Card, Field, FieldKind, Form, Option, Topic
from bot.steps import contacts, follow_up, outcome, progress
from bot.turn import Turn
from bot.understanding import (
    Ambiguous,
    AmbiguousPlace,
    Moment,
    Place,
    Unread,
    correct,
    read_city,
    read_country,
    read_moment,
    read_next_step,
)

STEP = "add"
LONGEST_NAME = 120
"""Characters of a company, role or round; longer is more likely a pasted text than a name."""
OLDEST = timedelta(days=366)
"""An interview further back is asked back: it is more likely a slip of the year."""
FAR_AHEAD = 200
"""Days; a promise further ahead is more likely one of the past, told late."""
FORMATS = ("video", "phone", "on_site")


def command(turn: Turn, rest: str) -> None:
    """Open the form for a new interview; `rest` may name the company."""
    company = rest.strip()
    if len(company) > LONGEST_NAME:
        turn.say(Topic.HOME, turn.words("add.name_too_long", most=LONGEST_NAME))
        return
    turn.open(_first_page(turn, turn.new_id(), {"company": company}))


def just_had(turn: Turn, rest: str) -> None:
    """Open the form for an interview that ended a moment ago, as "I just had an interview" says."""
    typed = {"company": rest.strip()[:LONGEST_NAME], "ended": turn.words("typed.just_now")}
    turn.open(_first_page(turn, turn.new_id(), typed))


def press(turn: Turn, action: Action) -> None:
    """Open the form anew or for changes, or take a reading offered as a button."""
    if action.verb == "open":
        turn.open(_first_page(turn, turn.new_id(), {}))
        return
    interview = turn.journey.interview(action.id)
    if interview is None:
        raise LookupError(action)
    match action.verb:
        case "edit":
            turn.open(_first_page(turn, interview.id, _typed(turn, interview), interview))
        case "more":
            turn.open(_second_page(turn, interview))
        case "round":
            typed = {**_typed(turn, interview), "ended": "", "next_step": ""}
            turn.open(_first_page(turn, turn.new_id(), typed, round_after=interview.id))
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


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Correct what was echoed: what was said about the next step, or when the interview ended."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return False
    said = turn.library.intents.without_no(text)
    read = read_next_step(said, turn.now, turn.zone)
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
        turn.say(Topic.HOME, _which_reading(turn, read), interview=interview)
        return True
    problem = _wrong_end(turn, read)
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


def echo(turn: Turn, interview: Interview, opening: str) -> None:
    """Say what was understood of an interview, in full, with one step to correct it."""
    turn.focus(interview)
    turn.change_dialogue(echo=Question(STEP, "end", interview.id, turn.now))
    lines = [_ended_line(turn, interview), *_wait_lines(turn, interview)]
    known = [
        turn.words(f"add.format_{interview.format}") if interview.format else "",
        interview.round,
        interview.city,
        turn.words.country(interview.country) if interview.country else "",
    ]
    if any(known):
        lines.append(" · ".join(one for one in known if one))
    if interview.contact_unwelcome:
        lines.append(turn.words("add.contact_unwelcome"))
    turn.say(
        Topic.HOME,
        Card(opening, tuple(lines)),
        turn.choices(turn.button(turn.words("add.not_right"), STEP, "edit", interview.id)),
        interview=interview,
        facts=facts_of(turn, interview),
    )


def facts_of(turn: Turn, interview: Interview) -> dict[str, object]:
    """Return what is recorded of an interview as JSON-ready data."""
    wait = interview.wait
    facts: dict[str, object] = {
        "company": interview.company,
        "ended": turn.iso(interview.ended, interview.ended_zone),
        "next_step": wait.next_step.value,
        "contact_unwelcome": interview.contact_unwelcome,
    }
    if interview.role:
        facts["role"] = interview.role
    if interview.country:
        facts["country"] = interview.country
    if wait.on is not None:
        facts["promised"] = wait.on.isoformat()
    return facts


def _first_page(
    turn: Turn,
    id: str,
    typed: Mapping[str, str],
    known: Interview | None = None,
    round_after: str = "",
) -> Form:
    words = turn.words
    version = f"{_AFTER}{round_after}" if known is None else str(known.version)
    return Form(
        id=Action(STEP, "first", id, version).pack(),
        title=words("add.title"),
        topic=Topic.HOME,
        page=1,
        of=2,
        interview=None if known is None else id,
        submit=words("add.submit"),
        fields=(
            Field("company", words("add.company"), required=True, value=typed.get("company", "")),
            Field("role", words("add.role"), value=typed.get("role", "")),
            Field(
                "ended",
                words("add.ended"),
                FieldKind.MOMENT,
                required=True,
                value=typed.get("ended", ""),
                hint=words("add.ended_hint"),
            ),
            Field(
                "country",
                words("add.country"),
                value=typed.get("country", ""),
                hint=words("add.country_hint"),
            ),
            Field(
                "next_step",
                words("add.next_step"),
                value=typed.get("next_step", ""),
                hint=words("add.next_step_hint"),
            ),
        ),
    )


def _second_page(turn: Turn, interview: Interview) -> Form:
    words = turn.words
    return Form(
        id=Action(STEP, "second", interview.id, str(interview.version)).pack(),
        title=words("add.title_more"),
        topic=Topic.HOME,
        page=2,
        of=2,
        interview=interview.id,
        submit=words("add.submit"),
        fields=(
            Field(
                "format",
                words("add.format"),
                FieldKind.SELECT,
                value=interview.format,
                options=tuple(Option(one, words(_FORMAT_WORDS[one])) for one in FORMATS),
            ),
            Field("round", words("add.round"), value=interview.round, hint=words("add.round_hint")),
            Field("city", words("add.city"), value=interview.city),
            Field("people", words("add.people"), FieldKind.LONG, hint=words("add.people_hint")),
            Field(
                "contact_unwelcome",
                words("add.unwelcome"),
                FieldKind.SELECT,
                value="yes" if interview.contact_unwelcome else "",
                options=(Option("no", words("add.no")), Option("yes", words("add.yes"))),
            ),
        ),
    )


_AFTER = "after-"
"""Marks the form of a new interview, followed by the id of the round it comes after, if any."""
_FORMAT_WORDS = {
    "video": "add.format_video",
    "phone": "add.format_phone",
    "on_site": "add.format_on_site",
}


def _save_first(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    known = turn.journey.interview(action.id)
    if known is None and not action.argument.startswith(_AFTER):
        raise LookupError(action)
    if known is not None and action.argument.startswith(_AFTER):
        turn.say(Topic.HOME, turn.words("add.already", company=known.company), interview=known)
        return
    company = " ".join(values.get("company", "").split())
    role = " ".join(values.get("role", "").split())
    if not company:
        turn.problem("company", turn.words("add.company_missing"))
    for key, typed in (("company", company), ("role", role)):
        if len(typed) > LONGEST_NAME:
            turn.problem(key, turn.words("add.name_too_long", most=LONGEST_NAME))
    country = _country(turn, values.get("country", ""))
    ended = _end(turn, values.get("ended", ""), country)
    next_step = _next_step(turn, values.get("next_step", ""), ended, country)
    if turn.has_problems or ended is None or next_step is None:
        return
    kind, on = next_step
    if known is None:
        before = _round_before(turn, action.argument.removeprefix(_AFTER), company)
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
            zone=_zone(turn, country, None),
        )
        interview = interview if before is None else _as_round_after(before, interview)
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
            zone=_zone(turn, country, known.city or None),
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
        _carry_over(turn, interview)
        _ask_for_zone(turn)
        progress.propose(turn, interview)
        turn.open(_second_page(turn, interview))


def _round_before(turn: Turn, id: str, company: str) -> Interview | None:
    """Return the round this one comes after: as the form says, else one whose next round was announced."""
    rounds = turn.journey.facts.interviews
    followed = {one.application for one in rounds if one.open}
    announced = (
        one
        for one in reversed(rounds)
        if one.company.casefold() == company.casefold()
        and one.outcome is not None
        and one.outcome.kind is OutcomeKind.NEXT_ROUND
        and one.application not in followed
    )
    return turn.journey.interview(id) or next(announced, None)


def _as_round_after(before: Interview, new: Interview) -> Interview:
    """Return a new interview as the next round: what it does not say itself is as it was."""
    there = replace(
        new,
        application=before.application,
        role=new.role or before.role,
        contact_unwelcome=before.contact_unwelcome,
    )
    if new.country is not None and new.country != before.country:
        return there
    return replace(
        there,
        country=before.country,
        city=before.city,
        region=before.region,
        zone=before.zone,
    )


def _carry_over(turn: Turn, interview: Interview) -> None:
    """Take the people of the round before along to this one."""
    rounds = [
        one for one in turn.journey.facts.interviews if one.application == interview.application
    ]
    earlier = [one for one in rounds if one.id != interview.id]
    if not earlier:
        return
    people = outcome.carry_over(turn, earlier[-1].id, interview)
    if people:
        names = turn.words.list([one.name for one in people[:8]])
        turn.say(Topic.CONTACTS, turn.words("add.carried_over", names=names), interview=interview)


def _save_second(turn: Turn, interview: Interview, values: Mapping[str, str]) -> None:
    for key in ("round", "city"):
        if len(values.get(key, "")) > LONGEST_NAME:
            turn.problem(key, turn.words("add.name_too_long", most=LONGEST_NAME))
    met_by = values.get("format", "")
    if met_by and met_by not in FORMATS:
        turn.problem("format", turn.words("add.format_unknown"))
    city = " ".join(values.get("city", "").split())
    place = _city(turn, city, interview.country) if city else None
    read = contacts.read(turn, values.get("people", ""), interview.country, "people")
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
        zone=place.zone if place and place.zone else _zone(turn, country, None),
        contact_unwelcome=values.get("contact_unwelcome", "") == "yes",
        version=interview.version + 1,
    )
    turn.put(changed)
    people = contacts.record(turn, changed, read)
    echo(turn, changed, turn.words("add.saved_more", company=changed.company))
    if people:
        contacts.echo(turn, changed, people)
    progress.propose(turn, changed)


def _typed(turn: Turn, interview: Interview) -> dict[str, str]:
    """Return what the first page would read back into the same interview."""
    local = interview.ended.astimezone(ZoneInfo(interview.ended_zone))
    zone = "" if interview.ended_zone == turn.zone else f" {interview.ended_zone}"
    wait = interview.wait
    said = {
        NextStep.THEY_CALL: "typed.they_call",
        NextStep.I_CALL: "typed.i_call",
        NextStep.NOTHING_SAID: "typed.nothing",
    }[wait.next_step]
    return {
        "company": interview.company,
        "role": interview.role,
        "ended": f"{local:%Y-%m-%d %H:%M}{zone}",
        "country": turn.words.country(interview.country) if interview.country else "",
        "next_step": turn.words(said, on="" if wait.on is None else wait.on.isoformat()).strip(),
    }


def _country(turn: Turn, text: str) -> str | None:
    if not text.strip():
        return None
    read = read_country(text)
    if isinstance(read, AmbiguousPlace):
        turn.problem("country", turn.words("add.country_which", options=_or(turn, read.options)))
        return None
    if read is None:
        turn.problem("country", turn.words("add.country_unknown", typed=_short(text)))
    return read


def _city(turn: Turn, text: str, country: str | None) -> Place | None:
    read = read_city(text, country)
    if isinstance(read, AmbiguousPlace):
        turn.problem("city", turn.words("add.city_which", options=_or(turn, read.options)))
        return None
    return read


def _end(turn: Turn, text: str, country: str | None) -> Moment | None:
    if not text.strip():
        turn.problem("ended", turn.words("add.ended_missing"))
        return None
    read = read_moment(text, turn.now, turn.zone, towards="past", country=country)
    if isinstance(read, Unread):
        turn.problem(
            "ended", turn.words(_UNREAD.get(read.reason, "add.ended_unread"), typed=_short(text))
        )
        return None
    if isinstance(read, Ambiguous):
        turn.problem("ended", _which_reading(turn, read))
        return None
    wrong = _wrong_end(turn, read)
    if wrong:
        turn.problem("ended", wrong)
        return None
    return read


_UNREAD = {
    "impossible": "add.date_impossible",
    "too_far": "add.ended_too_far",
    "unknown_zone": "add.zone_unknown",
    "too_long": "add.ended_too_long",
}


def _wrong_end(turn: Turn, read: Moment) -> str:
    """Say what is wrong with an end, empty if nothing is."""
    shown = turn.moment(read.instant, read.zone)
    if not read.has_time:
        return turn.words("add.ended_no_time", day=turn.words.day(read.wall.date(), turn.today))
    if read.instant > turn.now:
        return turn.words("add.ended_future", when=shown)
    if turn.now - read.instant > OLDEST:
        return turn.words("add.ended_old", when=turn.words.moment(read.instant, read.zone))
    return ""


def _next_step(
    turn: Turn, text: str, ended: Moment | None, country: str | None
) -> tuple[NextStep, date | None] | None:
    if not text.strip():
        return NextStep.NOTHING_SAID, None
    read = read_next_step(text, turn.now, turn.zone)
    if isinstance(read, Unread):
        turn.problem("next_step", turn.words("add.next_step_unread", typed=_short(text)))
        return None
    if isinstance(read.on, Ambiguous):
        turn.problem("next_step", _which_reading(turn, read.on, day_only=True))
        return None
    on = None if read.on is None else read.on.wall.date()
    if on is not None and ended is not None and (on - turn.today).days > FAR_AHEAD:
        # Told late: "by 12 November" is the one after the interview, not that of next year.
        then = read_next_step(text, ended.instant, turn.zone)
        if not isinstance(then, Unread) and isinstance(then.on, Moment):
            on = then.on.wall.date()
    if on is not None and ended is not None and on < ended.wall.date():
        turn.problem("next_step", turn.words("add.promise_before_end", day=turn.words.day(on)))
        return None
    return read.kind, on


def _which_reading(turn: Turn, read: Ambiguous, *, day_only: bool = False) -> str:
    said = [
        turn.words.day(one.wall.date()) if day_only else turn.words.moment(one.instant, one.zone)
        for one in read.readings
    ]
    return turn.words("add.two_readings", options=_or(turn, said))


def _or(turn: Turn, options: tuple[str, ...] | list[str]) -> str:
    return turn.words("add.or").join(options)


def _zone(turn: Turn, country: str | None, city: str | None) -> str | None:
    place = read_city(city, country) if city else None
    of_city = place.zone if isinstance(place, Place) else None
    return employer_zone(country, of_city, turn.library.zones)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"


def _ended_line(turn: Turn, interview: Interview) -> str:
    local = interview.ended.astimezone(ZoneInfo(interview.ended_zone)).date()
    when = turn.words.moment(interview.ended, interview.ended_zone)
    if local == turn.today:
        return turn.words("add.ended_today", when=when)
    return turn.words("add.ended_on", when=when)


def _wait_lines(turn: Turn, interview: Interview) -> list[str]:
    wait = interview.wait
    if interview.contact_unwelcome:
        return []
    on = "" if wait.on is None else turn.words.day(wait.on, turn.today)
    first = follow_up.first_moment(turn, interview)
    earliest = "" if first is None else turn.words.day(first.date(), turn.today)
    match wait.next_step:
        case NextStep.THEY_CALL if wait.on is not None:
            return [turn.words("add.they_call_by", on=on, earliest=earliest)]
        case NextStep.THEY_CALL:
            return [turn.words("add.they_call", earliest=earliest)]
        case NextStep.I_CALL if wait.on is not None:
            return [turn.words("add.i_call_on", on=on)]
        case NextStep.I_CALL:
            return [turn.words("add.i_call", earliest=earliest)]
        case _:
            return [turn.words("add.nothing_said", earliest=earliest)]


def _ask_for_zone(turn: Turn) -> None:
    if turn.journey.person.zone_told:
        return
    turn.say(
        Topic.SETTINGS,
        turn.words("add.zone_untold", zone=turn.zone),
        turn.choices(turn.button(turn.words("add.set_zone"), "settings", "zone")),
    )


HANDLER = Handler(press=press, answer=answer, submit=submit)
