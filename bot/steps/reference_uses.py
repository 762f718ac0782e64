"""A referee chosen for one interview: told what is coming, thanked later, and what they should stress."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import drafts
from bot.action import Action
from bot.interview import Interview, Referee, ReferenceUse, Step
from bot.message import Button, Draft, Field, FieldKind, Form, Part, Text, Topic
from bot.steps import paging, progress, referees
from bot.turn import Turn

STEP = Step.REFERENCES.value
PER_PAGE = 6
"""Referees in one message: each may bring three buttons, and 25 are the most."""
LONGEST_STRESS = 500
"""Characters of what a referee should stress, or of who may call; a heads-up is short."""


def find_use(turn: Turn, id: str) -> ReferenceUse | None:
    """Return the choice with this id, None if there is none."""
    return next((one for one in turn.journey.facts.uses if one.id == id), None)


def use_of(turn: Turn, interview: Interview, referee: Referee) -> ReferenceUse | None:
    """Return a referee's choice for an interview, None if they are not chosen."""
    uses = turn.journey.uses_for(interview.id)
    return next((one for one in uses if one.referee == referee.id), None)


def untold(turn: Turn, interview: Interview) -> list[tuple[ReferenceUse, Referee]]:
    """Return who is chosen for an interview and does not know it yet."""
    pairs = (
        (use, turn.journey.referee(use.referee))
        for use in turn.journey.uses_for(interview.id)
        if use.told_at is None
    )
    return [(use, referee) for use, referee in pairs if referee is not None]


def put_use(turn: Turn, interview: Interview, referee: Referee) -> ReferenceUse:
    """Choose a referee for an interview; that also takes back an earlier "no references"."""
    use = ReferenceUse(turn.new_id(), interview.id, referee.id, turn.now)
    turn.put(use)
    known = turn.journey.interview(interview.id)
    if known is not None and Step.REFERENCES in known.skipped:
        turn.put(
            replace(known, skipped=known.skipped - {Step.REFERENCES}, version=known.version + 1)
        )
    return use


def unuse(turn: Turn, interview: Interview, use: ReferenceUse, referee: Referee) -> None:
    """Take back that a referee was chosen for an interview."""
    turn.remove(use)
    zone = ZoneInfo(turn.zone)
    if use.told_at is not None and referee.last_used == use.told_at.astimezone(zone).date():
        uses = [one for one in turn.journey.facts.uses if one.referee == referee.id]
        others = [one.told_at for one in uses if one.told_at is not None]
        last = max(others).astimezone(zone).date() if others else None
        turn.put(replace(referee, last_used=last, version=referee.version + 1))
    question = turn.dialogue.question
    if question is not None and question.subject == use.id:
        turn.settle_question()
    said = turn.words("references.unused", name=referee.name, company=turn.named(interview))
    turn.edit(Topic.REFERENCES, said, interview=interview)
    turn.say(Topic.REFERENCES, said, interview=interview)


def told(
    turn: Turn,
    interview: Interview,
    use: ReferenceUse,
    referee: Referee,
    *,
    typed: bool = False,
) -> None:
    """Record that the person told a referee; a second time changes nothing and says so.

    Args:
        turn: The turn.
        interview: For which it was.
        use: What they are named for.
        referee: Who was told.
        typed: Told in words, so that there is no card to change.
    """
    words = turn.words
    if use.told_at is not None:
        said = words("references.told_already", name=referee.name, when=turn.moment(use.told_at))
        turn.say(Topic.REFERENCES, said, interview=interview)
        return
    turn.put(replace(use, told_at=turn.now))
    turn.put(replace(referee, last_used=turn.today, version=referee.version + 1))
    question = turn.dialogue.question
    if question is not None and question.subject == use.id:
        turn.settle_question()
    decided = words("references.told", name=referee.name, when=turn.moment(turn.now))
    facts = {"referees": [referees.fact(referee)]}
    turn.edit(Topic.REFERENCES, decided, interview=interview, facts=facts)
    if typed:
        turn.say_edit()
    left = untold(turn, interview)[:PER_PAGE]
    if left:
        names = words.list([paging.shown(one.name) for _, one in left])
        turn.say(
            Topic.REFERENCES,
            words("references.still", names=names),
            turn.choices(*untold_buttons(turn, left)),
            interview=interview,
        )
        return
    turn.say(Topic.REFERENCES, words("references.all_told"), interview=interview, facts=facts)
    if interview.open:
        progress.propose(turn, interview)


def thanked(turn: Turn, interview: Interview, use: ReferenceUse, referee: Referee) -> None:
    """Record that the person thanked a referee; a second time changes nothing and says so."""
    words = turn.words
    if use.thanked_at is not None:
        when = turn.moment(use.thanked_at)
        said = words("references.thanked_already", name=referee.name, when=when)
        turn.say(Topic.REFERENCES, said, interview=interview)
        return
    turn.put(replace(use, thanked_at=turn.now))
    said = words("references.thanked", name=referee.name, when=turn.moment(turn.now))
    turn.edit(Topic.REFERENCES, said, interview=interview)
    turn.say(Topic.REFERENCES, said, interview=interview)


def show_heads_up(turn: Turn, interview: Interview, use: ReferenceUse, referee: Referee) -> None:
    """Show the message that tells a referee what is coming, and ask what they should stress."""
    words = turn.words
    name = paging.shown(referee.name)
    draft = _heads_up(turn, interview, use, referee)
    how = referees.reach(referee) or words("references.no_address")
    id = "references.for" if referee.agreed is not None else "references.asking"
    intro = words(id, name=referees.full_name(referee), how=how)
    parts: list[Part] = [Text(intro)]
    if draft is None:
        parts.append(Text(words("references.no_draft", company=turn.named(interview))))
    else:
        parts.append(draft)
    buttons: list[Button] = []
    if use.told_at is None:
        if referee.agreed is None:
            # Whoever was only asked has not been told of anything yet.
            label = words("references.agreed_button", name=name)
            buttons.append(turn.button(label, STEP, "agreed", referee.id, interview.id))
        else:
            label = words("references.told_button", name=name)
            buttons.append(turn.button(label, STEP, "told", use.id))
        if not use.stress:
            turn.ask(STEP, "stress", use.id)
            parts.append(Text(words("references.ask_stress", name=referee.name)))
    for id, verb in (
        ("references.details_button", "details"),
        ("references.unuse_button", "unuse"),
    ):
        buttons.append(turn.button(words(id, name=name), STEP, verb, use.id))
    turn.say(
        Topic.REFERENCES,
        *parts,
        turn.choices(*buttons),
        interview=interview,
        facts={"referees": [referees.fact(referee)]},
    )


def show_thanks(turn: Turn, interview: Interview, use: ReferenceUse, referee: Referee) -> None:
    """Show a thank-you to a referee."""
    words = turn.words
    draft = _thanks(turn, interview, use, referee)
    how = referees.reach(referee) or words("references.no_address")
    intro = words("references.thanks_for", name=referees.full_name(referee), how=how)
    parts: list[Part] = [Text(intro)]
    if draft is not None:
        parts.append(draft)
    if use.thanked_at is None:
        label = words("references.thanked_button", name=paging.shown(referee.name))
        parts.append(turn.choices(turn.button(label, STEP, "thanked", use.id)))
    turn.say(Topic.REFERENCES, *parts, interview=interview)


def line(turn: Turn, referee: Referee, use: ReferenceUse | None) -> str:
    """Return one referee in one line, with where things stand for the interview."""
    said = referees.line(turn, referee)
    if use is None:
        return said
    if use.thanked_at is not None:
        state = "references.is_thanked"
    else:
        state = "references.is_chosen" if use.told_at is None else "references.is_told"
    return f"{said} · {turn.words(state)}"


def buttons_for(turn: Turn, interview: Interview, page: Sequence[Referee]) -> list[Button]:
    """Return what can be done next with each referee for an interview."""
    by_state: dict[str, dict[str, str]] = {"use": {}, "heads_up": {}, "told": {}, "thanks": {}}
    for one in page:
        use = use_of(turn, interview, one)
        if use is None:
            if interview.open:
                by_state["use"][one.id] = one.name
        elif use.told_at is None and interview.open:
            by_state["heads_up"][use.id] = one.name
            by_state["told"][use.id] = one.name
        elif use.thanked_at is None:
            by_state["thanks"][use.id] = one.name
    buttons: list[Button] = []
    for verb, names in by_state.items():
        argument = interview.id if verb == "use" else ""
        labels = referees.labels(turn, _LABELS[verb], names)
        buttons += [turn.button(label, STEP, verb, id, argument) for id, label in labels.items()]
    about = referees.labels(turn, "references.about_button", {one.id: one.name for one in page})
    buttons += [turn.button(label, STEP, "about", id, interview.id) for id, label in about.items()]
    return buttons


def untold_buttons(turn: Turn, left: Sequence[tuple[ReferenceUse, Referee]]) -> list[Button]:
    """Return the buttons to tell those who do not know yet."""
    names = {use.id: _name_of(turn, use, one) for use, one in left}
    buttons: list[Button] = []
    for verb in ("heads_up", "told"):
        labels = referees.labels(turn, _LABELS[verb], names)
        buttons += [turn.button(label, STEP, verb, id) for id, label in labels.items()]
    return buttons


def details(turn: Turn, use: ReferenceUse, referee: Referee) -> Form:
    """Return the form about who may call a referee and what to stress."""
    words = turn.words
    return Form(
        id=Action(STEP, "details", use.id, _mark(use)).pack(),
        title=words("references.details_form"),
        topic=Topic.REFERENCES,
        interview=use.interview,
        submit=words("add.submit"),
        fields=(
            Field(
                "caller",
                words("references.caller"),
                value=use.caller,
                hint=words("references.caller_hint"),
            ),
            Field(
                "stress",
                words("references.stress"),
                FieldKind.LONG,
                value=use.stress,
                hint=words("references.stress_hint"),
            ),
        ),
    )


def save_details(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    """Save that form, and show the message anew."""
    use = find_use(turn, action.id)
    interview = None if use is None else turn.journey.interview(use.interview)
    referee = None if use is None else turn.journey.referee(use.referee)
    if use is None or interview is None or referee is None:
        raise LookupError(action)
    texts = {key: " ".join(values.get(key, "").split()) for key in ("caller", "stress")}
    for key, text in texts.items():
        if len(text) > LONGEST_STRESS:
            turn.problem(key, turn.words("references.stress_too_long", most=LONGEST_STRESS))
    if turn.has_problems:
        return
    if action.argument != _mark(use):
        kept = {"caller": use.caller, "stress": use.stress}
        texts = {key: _both(kept[key], text) for key, text in texts.items()}
        turn.say(Topic.REFERENCES, turn.words("references.both_kept"), interview=interview)
    changed = replace(use, **texts)
    turn.put(changed)
    turn.focus(interview)
    question = turn.dialogue.question
    if question is not None and question.subject == use.id:
        turn.settle_question()
    show_heads_up(turn, interview, changed, referee)


_LABELS = {
    "use": "references.use_button",
    "heads_up": "references.heads_up_button",
    "told": "references.told_button",
    "thanks": "references.thanks_button",
}


def _name_of(turn: Turn, use: ReferenceUse, referee: Referee) -> str:
    """Return a referee's name, with the company where several wait for the same referee.

    One message may carry what is due for several interviews, and its labels must be clear alone.
    """
    elsewhere = any(
        one.referee == referee.id and one.told_at is None and one.interview != use.interview
        for one in turn.journey.facts.uses
    )
    interview = turn.journey.interview(use.interview)
    if not elsewhere or interview is None:
        return referee.name
    return f"{paging.shown(referee.name, 24)} ({paging.shown(turn.named(interview), 12)})"


def _heads_up(
    turn: Turn, interview: Interview, use: ReferenceUse, referee: Referee
) -> Draft | None:
    draft = drafts.heads_up(
        turn.journey, interview, referee, use, turn.library.etiquette, turn.library.phrases
    )
    return None if isinstance(draft, drafts.Missing) else draft


def _thanks(turn: Turn, interview: Interview, use: ReferenceUse, referee: Referee) -> Draft | None:
    draft = drafts.referee_thanks(
        turn.journey, interview, referee, use, turn.library.etiquette, turn.library.phrases
    )
    return None if isinstance(draft, drafts.Missing) else draft


def _both(old: str, new: str) -> str:
    """Return two texts as one; what stands in the other already is not said twice."""
    return old if new in old else "; ".join(one for one in (old, new) if one)


def _mark(use: ReferenceUse) -> str:
    """Return what tells a form left open that these words have changed since."""
    return format(zlib.crc32(f"{use.caller}\n{use.stress}".encode()), "x")
