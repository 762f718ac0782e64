"""The reminder about references: who still has to be told, or whether anybody was named."""

from dataclasses import replace

from bot.handler import Reminder
from bot.interview import Interview, Step
from bot.message import Text
from bot.schedule import NudgeKey
from bot.steps import progress, referees, reference_uses
from bot.steps.reference_list import NOT_PUSHED, country_named
from bot.turn import Turn

STEP = Step.REFERENCES.value


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Name who still has to be told; where nobody is chosen, ask whether references were named."""
    if interview is None:
        raise LookupError(key)
    words = turn.words
    company = turn.named(interview)
    untold = reference_uses.untold(turn, interview)
    if not untold:
        custom = turn.library.etiquette.customs(interview.country).references
        said = (
            "references.remind_requested" if custom == "on_request" else "references.remind_named"
        )
        if custom in NOT_PUSHED:
            said = "references.remind_seldom"
        turn.ask(STEP, "asked", interview.id)
        return Reminder(
            parts=(Text(words(said, company=company, country=country_named(turn, interview))),),
            buttons=(
                turn.button(
                    words("references.choose_button", company=company), STEP, "choose", interview.id
                ),
                turn.button(
                    words("references.none_button", company=company), STEP, "none", interview.id
                ),
            ),
        )
    names = words.list([one.name for _, one in untold[: reference_uses.PER_PAGE]])
    return Reminder(
        parts=(Text(words("references.remind", names=names, company=company)),),
        buttons=tuple(reference_uses.untold_buttons(turn, untold[: reference_uses.PER_PAGE])),
        facts={"referees": [referees.fact(one) for _, one in untold[: reference_uses.PER_PAGE]]},
    )


def finish(turn: Turn, interview: Interview | None, key: NudgeKey) -> None:
    """Take *Done* as: everybody chosen was told; where nobody is chosen, none are used."""
    if interview is None:
        return
    if not turn.journey.uses_for(interview.id):
        progress.skip(turn, interview, Step.REFERENCES)
        return
    for use, _ in reference_uses.untold(turn, interview):
        turn.put(replace(use, told_at=turn.now))
