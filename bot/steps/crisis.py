"""Dark words: everything else stops, help is shown, and nothing of the words is kept."""

from collections.abc import Mapping
from datetime import timedelta

from bot.care import Concern, hear, paragraphs, reminder
from bot.message import Topic
from bot.turn import Turn

PAUSE = timedelta(hours=72)
"""No nudge this long after dark words (journey, "Dark words")."""
_ORDER = tuple(Concern)


def answer(turn: Turn, text: str) -> bool:
    """Answer dark words with help; False where there are none."""
    concern = hear(text, turn.library.dark_rules).concern
    if concern is Concern.NONE:
        return False
    _help(turn, concern)
    return True


def dark_fields(turn: Turn, values: Mapping[str, str]) -> Mapping[str, Concern]:
    """Return the fields of a form that hold dark words."""
    heard = {key: hear(value, turn.library.dark_rules).concern for key, value in values.items()}
    return {key: concern for key, concern in heard.items() if concern is not Concern.NONE}


def answer_form(turn: Turn, dark: Mapping[str, Concern], *, saved: bool) -> None:
    """Answer dark words in a form; the other fields are saved, the job hunt is left for later."""
    turn.unsay()
    _help(turn, min(dark.values(), key=_ORDER.index))
    turn.say(Topic.CRISIS, turn.words("care.field_unsaved" if saved else "care.form_unsaved"))


def repeat(turn: Turn) -> bool:
    """Show the help once more that never reached the person; False where their last words were others."""
    person = turn.journey.person
    if person.dark_until != person.last_act + PAUSE:
        return False
    # What they wrote of is not kept: these words fit all of it.
    lost = paragraphs(Concern.OWN_IMPLIED, person.country, turn.library.crisis, turn.words)
    turn.say(Topic.CRISIS, *lost)
    return True


def is_near(turn: Turn) -> bool:
    """Say whether this is the time after dark words."""
    until = turn.journey.person.dark_until
    return until is not None and turn.now < until


def stay_near(turn: Turn) -> None:
    """Keep the offer of people to talk to under every answer in the time after dark words."""
    if not is_near(turn):
        return
    offer = reminder(turn.journey.person.country, turn.library.crisis, turn.words)
    turn.say(Topic.CRISIS, "\n".join(offer))


def _help(turn: Turn, concern: Concern) -> None:
    person = turn.journey.person
    turn.undoable = False
    said = paragraphs(concern, person.country, turn.library.crisis, turn.words, again=is_near(turn))
    if concern is not Concern.OTHER_PERSON:
        turn.change_person(dark_until=turn.now + PAUSE)
    turn.say(Topic.CRISIS, *said)
