"""What is left to do once an offer is accepted: thanks, a word to the references, closing what is open."""

from bot.interview import Interview, Thanks
from bot.message import Button
from bot.turn import Turn

STEP = "outcome"
SHOWN = 8
"""Names in one sentence, and interviews with a button."""


def accepted_offer(turn: Turn) -> Interview | None:
    """Return the interview whose offer was accepted, None if none was."""
    accepted = [
        one
        for one in turn.journey.facts.interviews
        if one.outcome is not None and one.outcome.accepted is not None
    ]
    return accepted[-1] if accepted else None


def remains(turn: Turn, interview: Interview) -> tuple[list[str], list[Button]]:
    """Return what is left, a line each, with the buttons to do it; empty where all is done.

    Args:
        turn: The turn.
        interview: The one whose offer was accepted.
    """
    words = turn.words
    others = turn.journey.open_interviews()[:SHOWN]
    uses = [one for one in turn.journey.uses_for(interview.id) if one.thanked_at is None]
    referees = [turn.journey.referee(one.referee) for one in uses]
    met = turn.journey.met_in(interview.id)
    unthanked = [one.name for one in met if one.thanks is Thanks.OPEN][:SHOWN]
    said: list[str] = []
    buttons: list[Button] = []
    if unthanked:
        said.append(words("outcome.thank_everyone", names=words.list(unthanked)))
    if referees:
        names = words.list([one.name for one in referees if one is not None])
        said.append(words("outcome.tell_references", names=names))
        label = words("outcome.references_button")
        buttons.append(turn.button(label, "references", "show", interview.id))
    if others:
        names = words.list([turn.named(one) for one in others])
        said.append(words("outcome.close_open", names=names))
    buttons += [
        turn.button(
            words("outcome.withdraw_from", company=turn.named(one)), STEP, "withdrawn", one.id
        )
        for one in others
    ]
    return said, buttons
