"""People whose name is not known: never recorded under another word, and told how a name is got."""

from collections.abc import Sequence

from bot.interview import Interview, Step
from bot.message import Topic
from bot.steps import paging, people_told, progress
from bot.turn import Turn
from bot.understanding import PersonRead

STEP = Step.CONTACTS.value
MOST_SHOWN = 8
"""People named in one sentence."""


def say_left_out(turn: Turn, interview: Interview, people: Sequence[PersonRead]) -> None:
    """Say who was told of without a name and so is not recorded, and how to get the name."""
    left_out = people_told.without_name(people)
    if not left_out:
        return
    shown = turn.words.list([paging.shown(one) for one in left_out[:MOST_SHOWN]])
    said = turn.words("contacts.left_out", said=shown)
    turn.say(Topic.CONTACTS, _with_how(turn, interview, said), interview=interview)


def say_how(turn: Turn, interview: Interview, opening: str) -> None:
    """Say how names are got, and that it is fine to go on without."""
    turn.say(
        Topic.CONTACTS,
        _with_how(turn, interview, opening),
        turn.choices(
            turn.button(turn.words("contacts.none"), STEP, "none", interview.id),
            turn.button(turn.words("progress.later"), progress.STEP, "later", interview.id, STEP),
        ),
        interview=interview,
    )


def _with_how(turn: Turn, interview: Interview, opening: str) -> str:
    how = "contacts.name_in_invitation" if interview.contact_unwelcome else "contacts.name_how"
    return f"{opening} {turn.words(how)}"
