"""One person who vouches: their page, their consent, choosing them for an interview, and letting them go."""

from dataclasses import replace
from datetime import date

from bot.interview import Interview, Referee, Step
from bot.message import Button, Card, Part, Text, Topic
from bot.steps import paging, referees, reference_uses, which
from bot.turn import Turn

STEP = Step.REFERENCES.value


def show(turn: Turn, referee: Referee, interview: Interview | None) -> None:
    """Show one referee with what to mind and what can be changed."""
    words = turn.words
    name = paging.shown(referee.name)
    buttons: list[Button] = []
    if interview is not None:
        use = reference_uses.use_of(turn, interview, referee)
        if use is None and interview.open:
            label = words("references.use_button", name=name)
            buttons.append(turn.button(label, STEP, "use", referee.id, interview.id))
        elif use is not None and use.told_at is None and interview.open:
            label = words("references.heads_up_button", name=name)
            buttons.append(turn.button(label, STEP, "heads_up", use.id))
    for id, verb in (
        ("references.agreed_button", "agreed"),
        ("references.edit_button", "edit"),
        ("references.remove_button", "remove"),
    ):
        buttons.append(turn.button(words(id, name=name), STEP, verb, referee.id))
    lines = (referees.known(turn, referee), *referees.warnings(turn, [referee]))
    turn.say(
        Topic.REFERENCES,
        Card(referees.full_name(referee), lines),
        turn.choices(*buttons),
        interview=interview,
        facts={"referees": [referees.fact(referee)]},
    )


def record_consent(turn: Turn, referee: Referee, day: date) -> None:
    """Record when a referee last agreed; the same day twice changes nothing and says so."""
    words = turn.words
    question = turn.dialogue.question
    if question is not None and question.subject == referee.id:
        turn.settle_question()
    on = words.day(day)
    if referee.agreed == day:
        turn.say(Topic.REFERENCES, words("references.agreed_already", name=referee.name, on=on))
        return
    changed = replace(referee, agreed=day, version=referee.version + 1)
    turn.put(changed)
    said: list[Part] = [Text(words("references.noted_agreed", name=referee.name, on=on))]
    said += [Text(one) for one in referees.warnings(turn, [changed])]
    interview = which.spoken_of(turn)
    use = None if interview is None else reference_uses.use_of(turn, interview, changed)
    if use is not None and use.told_at is None:
        label = words("references.heads_up_button", name=paging.shown(changed.name))
        said.append(turn.choices(turn.button(label, STEP, "heads_up", use.id)))
    turn.say(
        Topic.REFERENCES,
        *said,
        interview=interview,
        facts={"referees": [referees.fact(changed)]},
    )


def choose(turn: Turn, interview: Interview, referee: Referee) -> None:
    """Choose a referee for an interview, and show the message for them."""
    words = turn.words
    turn.focus(interview)
    known = reference_uses.use_of(turn, interview, referee)
    company = turn.named(interview)
    if known is not None:
        said = words("references.chosen_already", name=referee.name, company=company)
        turn.say(Topic.REFERENCES, said, interview=interview)
        if known.told_at is None:
            reference_uses.show_heads_up(turn, interview, known, referee)
        return
    interview = turn.open_step(interview, Step.REFERENCES)
    use = reference_uses.put_use(turn, interview, referee)
    for one in referees.warnings(turn, [referee]):
        turn.say(Topic.REFERENCES, one, interview=interview)
    reference_uses.show_heads_up(turn, interview, use, referee)


def remove(turn: Turn, referee: Referee) -> None:
    """Let a referee go, with every choice of them."""
    for use in turn.journey.facts.uses:
        if use.referee == referee.id:
            turn.remove(use)
    turn.remove(referee)
    said = turn.words("references.removed", name=referee.name)
    turn.edit(Topic.REFERENCES, said)
    turn.say(Topic.REFERENCES, said)
