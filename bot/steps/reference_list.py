"""The list of those who vouch for the person: for one interview with what is usual there, or all of them."""

from bot.interview import Interview, Step
from bot.message import Card, Part, Text, Topic
from bot.steps import customs, paging, progress, referees, reference_uses
from bot.turn import Turn

STEP = Step.REFERENCES.value
_CUSTOMS = {
    "usual": "references.usual",
    "on_request": "references.on_request",
    "certificates": "references.certificates",
    "rare": "references.rare",
}
NOT_PUSHED = ("certificates", "rare")


def show(turn: Turn, interview: Interview) -> None:
    """Say what is usual in the country; ask whether references were asked for, or let them be chosen."""
    interview = turn.open_step(interview, Step.REFERENCES)
    turn.focus(interview)
    if turn.journey.uses_for(interview.id):
        choose(turn, interview)
    elif not interview.open:
        show_all(turn)
    else:
        custom = turn.library.etiquette.customs(interview.country).references
        if custom == "on_request" or custom in NOT_PUSHED:
            _ask_whether(turn, interview, custom)
        else:
            choose(turn, interview)


def choose(turn: Turn, interview: Interview, start: int = 0) -> None:
    """Show who vouches for the person, each with what can be done next for this interview."""
    words = turn.words
    company = turn.named(interview)
    uses = {one.referee: one for one in turn.journey.uses_for(interview.id)}
    people = sorted(turn.journey.facts.referees, key=lambda one: one.id not in uses)
    none = turn.button(words("references.none_button", company=company), STEP, "none", interview.id)
    if start == 0 and interview.open:
        turn.ask(STEP, "who", interview.id)
    if not people:
        later = turn.button(words("progress.later"), progress.STEP, "later", interview.id, STEP)
        turn.say(
            Topic.REFERENCES,
            _custom(turn, interview),
            words("references.ask_who", company=company),
            turn.choices(none, later, customs.source_button(turn, interview)),
            interview=interview,
        )
        return
    lines = [reference_uses.line(turn, one, uses.get(one.id)) for one in people]
    end = paging.page_end(lines, start, reference_uses.PER_PAGE)
    page = people[start:end]
    title = words("references.title", company=company)
    parts: list[Part] = [Card(title, tuple(lines[start:end]))]
    buttons = reference_uses.buttons_for(turn, interview, page)
    if end < len(lines):
        more = words("references.more_button")
        buttons.append(turn.button(more, STEP, "choose", interview.id, str(end)))
    if start == 0 and interview.open:
        parts = [Text(_custom(turn, interview)), *parts, Text(words("references.or_type"))]
        buttons += [*([] if uses else [none]), customs.source_button(turn, interview)]
    elif start == 0:
        parts.insert(0, Text(words("references.settled", company=company)))
    turn.say(
        Topic.REFERENCES,
        *parts,
        turn.choices(*buttons),
        interview=interview,
        facts={"referees": [referees.fact(one) for one in page]},
    )


def show_all(turn: Turn, start: int = 0) -> None:
    """Show everybody who vouches for the person, apart from any interview."""
    words = turn.words
    people = turn.journey.facts.referees
    if start == 0:
        turn.ask(STEP, "who")
    if not people:
        turn.say(Topic.REFERENCES, words("references.nobody"), words("references.example"))
        return
    lines = [referees.line(turn, one) for one in people]
    end = paging.page_end(lines, start, reference_uses.PER_PAGE)
    page = people[start:end]
    about = referees.labels(turn, "references.about_button", {one.id: one.name for one in page})
    buttons = [turn.button(label, STEP, "about", id) for id, label in about.items()]
    if end < len(lines):
        buttons.append(turn.button(words("references.more_button"), STEP, "all", "", str(end)))
    turn.say(
        Topic.REFERENCES,
        Card(words("references.title_all"), tuple(lines[start:end])),
        words("references.or_type"),
        turn.choices(*buttons),
        facts={"referees": [referees.fact(one) for one in page]},
    )


def _ask_whether(turn: Turn, interview: Interview, custom: str) -> None:
    """Ask whether references were asked for; where they are seldom used, only offer it."""
    words = turn.words
    company = turn.named(interview)
    pushed = custom not in NOT_PUSHED
    turn.ask(STEP, "asked" if pushed else "quiet", interview.id)
    turn.say(
        Topic.REFERENCES,
        _custom(turn, interview),
        words("references.ask_whether" if pushed else "references.if_asked", company=company),
        turn.choices(
            turn.button(words("references.asked_button"), STEP, "choose", interview.id),
            turn.button(
                words("references.none_button", company=company), STEP, "none", interview.id
            ),
            customs.source_button(turn, interview),
        ),
        interview=interview,
    )


def _custom(turn: Turn, interview: Interview) -> str:
    """Return what is usual about references where the employer is."""
    words = turn.words
    if interview.country is None:
        return words("references.country_unknown")
    country = country_named(turn, interview)
    id = _CUSTOMS.get(turn.library.etiquette.customs(interview.country).references)
    if id is None:
        return words("references.silent", country=country)
    said = words(id, country=country)
    advice = turn.library.etiquette.advice(interview.country)
    if advice.scope == "region":
        said += " " + words("customs.region", region=advice.name, country=country)
    return said


def country_named(turn: Turn, interview: Interview) -> str:
    """Return the name of the employer's country, or a word for not knowing it."""
    if interview.country is None:
        return turn.words("customs.unknown_country")
    return turn.words.country(interview.country)
