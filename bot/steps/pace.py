"""How often the bot speaks up: stop, less often, and back; the check-in after a silence."""

from datetime import timedelta

from bot.action import Action
from bot.handler import Handler
from bot.message import Button, Topic
from bot.nudges import pace_of
from bot.people import Pace
from bot.turn import Turn

STEP = "pace"
REMIND_AGAIN = timedelta(hours=24)
"""How often the way back to the normal pace is offered, so that every answer does not carry it."""


def stop(turn: Turn, rest: str) -> None:
    """Stop all nudges at once."""
    choose(turn, Pace.STOPPED)


def start(turn: Turn, rest: str) -> None:
    """Go back to the normal pace."""
    choose(turn, Pace.NORMAL)


def how_often(turn: Turn, rest: str) -> None:
    """Ask how often is right, after "too many messages"."""
    turn.say(
        Topic.SETTINGS, turn.words("pace.how_often"), turn.choices(*check_in_buttons(turn)[1:])
    )


def press(turn: Turn, action: Action) -> None:
    """Take the pace a button names."""
    if action.verb not in list(Pace):
        raise LookupError(action)
    chosen = Pace(action.verb)
    person = turn.journey.person
    if (
        person.pace is chosen
        and pace_of(person, turn.journey.nudges, turn.now) is chosen
        and person.pace_at
    ):
        turn.say(Topic.SETTINGS, turn.words("pace.already"))
        return
    choose(turn, chosen)


def offer_back(turn: Turn) -> None:
    """Offer to go back to the normal pace to somebody who fell silent and has now acted."""
    person = turn.journey.person
    if pace_of(person, turn.journey.nudges, turn.now) is not Pace.LESS:
        return
    if person.reminded_pace is not None and turn.now - person.reminded_pace < REMIND_AGAIN:
        return
    if person.pace_at == turn.now:
        return
    turn.change_person(reminded_pace=turn.now)
    turn.say(
        Topic.SETTINGS,
        turn.words("pace.less_now"),
        turn.choices(
            turn.button(turn.words("pace.normal_button"), STEP, Pace.NORMAL),
            turn.button(turn.words("pace.keep_button"), STEP, Pace.LESS),
        ),
    )


def check_in_buttons(turn: Turn) -> tuple[Button, ...]:
    """Return what somebody silent is asked: go on, less often, or stop."""
    return (
        turn.button(turn.words("pace.go_on_button"), STEP, Pace.NORMAL),
        turn.button(turn.words("pace.less_button"), STEP, Pace.LESS),
        turn.button(turn.words("pace.stop_button"), STEP, Pace.STOPPED),
    )


def choose(turn: Turn, pace: Pace) -> None:
    """Take a pace the person chose, and say what it means."""
    turn.change_person(pace=pace, pace_at=turn.now)
    words, label, other = {
        Pace.NORMAL: ("pace.normal", "pace.stop_button", Pace.STOPPED),
        Pace.LESS: ("pace.less", "pace.normal_button", Pace.NORMAL),
        Pace.STOPPED: ("pace.stopped", "pace.start_button", Pace.NORMAL),
    }[pace]
    turn.say(
        Topic.SETTINGS,
        turn.words(words),
        turn.choices(turn.button(turn.words(label), STEP, other)),
        facts={"settings": {"nudges": pace.value}},
    )


HANDLER = Handler(press=press)
