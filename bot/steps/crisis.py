"""Dark words: everything else stops, help is shown, and nothing of the words is kept."""

from collections.abc import Mapping
from datetime import timedelta

from bot.care import Concern, hear, help_for
from bot.message import Topic
from bot.turn import Turn

PAUSE = timedelta(hours=72)
"""No nudge this long after dark words (journey, "Dark words")."""
_OPENINGS = {
    Concern.OWN_EXPLICIT: "care.own_explicit",
    Concern.OWN_IMPLIED: "care.own_implied",
    Concern.OTHER_PERSON: "care.other_person",
}


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
    order = list(_OPENINGS)
    _help(turn, min(dark.values(), key=order.index))
    said = "care.field_unsaved" if saved else "care.form_unsaved"
    turn.say(Topic.CRISIS, turn.words(said))


def _help(turn: Turn, concern: Concern) -> None:
    words = turn.words
    again = turn.journey.person.dark_until is not None and turn.now < turn.journey.person.dark_until
    turn.undoable = False
    if concern is not Concern.OTHER_PERSON:
        turn.change_person(dark_until=turn.now + PAUSE)
    found = help_for(turn.journey.person.country, turn.library.crisis)
    opening = "care.again" if again else _OPENINGS[concern]
    turn.say(
        Topic.CRISIS,
        words(opening),
        words("care.emergency"),
        *(
            words(
                "care.line", name=one.name, contact=one.contact, note=one.note, checked=one.checked
            )
            for one in found.lines
        ),
        *(words("care.directory", name=one.name, link=one.link) for one in found.directories),
        words("care.program"),
        *([] if concern is Concern.OTHER_PERSON else [words("care.pause")]),
    )
