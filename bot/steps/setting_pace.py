"""How much there is: applications a week, how often messages come, and of which kinds."""

from bot.message import Button, Topic
from bot.people import Pace
from bot.schedule import NudgeKind
from bot.steps import pace, setting_state
from bot.steps.keep_looking import HIGHEST_GOAL
from bot.steps.snooze import KIND_WORDS
from bot.turn import Turn

_GOALS = (3, 5, 10)
"""Goals on buttons; any other number can be typed."""
_PACES = {"on": Pace.NORMAL, "normal": Pace.NORMAL, "less": Pace.LESS, "off": Pace.STOPPED}


_SAID = {
    NudgeKind.CONTACTS: "settings.said_contacts",
    NudgeKind.REFLECTION: "settings.said_reflection",
    NudgeKind.THANK_YOU: "settings.said_thank_you",
    NudgeKind.TO_SEND: "settings.said_to_send",
    NudgeKind.REFERENCES: "settings.said_references",
    NudgeKind.KEEP_LOOKING: "settings.said_keep_looking",
    NudgeKind.PROMISE: "settings.said_promise",
    NudgeKind.FOLLOW_UP: "settings.said_follow_up",
    NudgeKind.OUTCOME: "settings.said_outcome",
    NudgeKind.CALM: "settings.said_calm",
}
"""Single words by which people mean a kind, small and without a plural."""


def change_goal(turn: Turn, value: str) -> None:
    """Set how many applications a week the person aims for, or none."""
    if setting_state.switch(turn, value) is False:
        turn.change_person(goal=None)
        setting_state.echo(turn, "goal", turn.words("settings.goal_off_now"))
        return
    number = value.split(" ", 1)[0]
    if not number.isdecimal() or not 1 <= int(number) <= HIGHEST_GOAL:
        said = turn.words(
            "settings.goal_unread", typed=value[: setting_state.SHOWN], most=HIGHEST_GOAL
        )
        setting_state.refuse(turn, "goal", said, *goal_picks(turn))
        return
    turn.change_person(goal=int(number))
    setting_state.echo(turn, "goal", turn.words.plural("settings.goal_now", int(number)))


def goal_picks(turn: Turn) -> tuple[Button, ...]:
    """Return usual goals, and none."""
    usual = tuple(
        setting_state.pick(turn, turn.words.plural("settings.a_week", goal), "goal", str(goal))
        for goal in _GOALS
    )
    off = setting_state.pick(turn, turn.words("settings.goal_off_pick"), "goal", "off")
    return (*usual, off)


def change_nudges(turn: Turn, value: str) -> None:
    """Set how often messages come, or switch one kind of them on or off."""
    word, _, typed = value.casefold().partition(" ")
    chosen = _PACES.get(word)
    kind = _kind(turn, typed.strip())
    if chosen is None or (typed.strip() and (kind is None or chosen is Pace.LESS)):
        _refuse(turn, value)
    elif kind is not None:
        switch_kind(turn, kind, on=chosen is Pace.NORMAL)
    else:
        setting_state.settle(turn)
        pace.choose(turn, chosen)


def switch_kind(turn: Turn, kind: NudgeKind, *, on: bool) -> None:
    """Switch one kind of nudge on or off."""
    off = turn.journey.person.off
    name = turn.words(KIND_WORDS[kind])
    if on:
        # Calm and the weekly look have a switch of their own; "on" means both.
        more: dict[str, object] = {}
        if kind is NudgeKind.CALM:
            more["calm_on"] = True
        elif kind is NudgeKind.KEEP_LOOKING:
            more["weekly_on"] = True
        turn.change_person(off=off - {kind.value}, **more)
        setting_state.echo(turn, "off", turn.words("settings.switched_on", kind=name))
    else:
        turn.change_person(off=off | {kind.value})
        again = turn.button(
            turn.words("settings.on_button", kind=name), setting_state.STEP, "on", "", kind.value
        )
        said = turn.words("settings.switched_off", kind=name)
        setting_state.echo(turn, "off", said, buttons=(again,))


def show_nudges(turn: Turn) -> None:
    """Say how often messages come and which kinds do not, with a button to change each."""
    turn.ask(setting_state.STEP, "nudges")
    said = [setting_state.line(turn, "nudges")]
    if turn.journey.person.off:
        said.append(setting_state.line(turn, "off"))
    said.append(turn.words("settings.ask_nudges"))
    turn.say(Topic.SETTINGS, "\n".join(said), turn.choices(*_buttons(turn)))


def _buttons(turn: Turn) -> tuple[Button, ...]:
    """Return kinds to switch on again first, then the paces, then kinds to switch off."""
    words = turn.words
    off = turn.journey.person.off
    on_again = tuple(
        turn.button(
            words("settings.on_button", kind=words(id)), setting_state.STEP, "on", "", kind.value
        )
        for kind, id in KIND_WORDS.items()
        if kind.value in off
    )
    switch_off = tuple(
        turn.button(
            words("settings.off_button", kind=words(id)), setting_state.STEP, "off", "", kind.value
        )
        for kind, id in KIND_WORDS.items()
        if kind.value not in off
    )
    return (*on_again, *pace.check_in_buttons(turn), *switch_off)


def _refuse(turn: Turn, value: str) -> None:
    kinds = turn.words.list([turn.words(id) for id in KIND_WORDS.values()])
    said = turn.words("settings.nudges_unread", typed=value[: setting_state.SHOWN], kinds=kinds)
    setting_state.refuse(turn, "nudges", said, *_buttons(turn))


def kind_named(turn: Turn, said: str) -> NudgeKind | None:
    """Return the kind of nudge that words are about ("my notes", "calm"), None if it is none or not clear."""
    exact = _kind(turn, said.casefold().strip())
    if exact is not None:
        return exact
    words = {word.rstrip("s") for word in said.casefold().replace("-", " ").split()}
    found = [
        kind
        for kind, id in _SAID.items()
        if words & {word.rstrip("s") for word in turn.words(id).split("|")}
    ]
    if NudgeKind.THANK_YOU in found:
        # "Thank-you notes" are no notes of one's own.
        return NudgeKind.THANK_YOU
    return found[0] if len(found) == 1 else None


def _kind(turn: Turn, typed: str) -> NudgeKind | None:
    """Return the kind a text names, by its key ("thank_you", "thank-you") or its words."""
    key = typed.replace(" ", "_").replace("-", "_")
    for kind, id in KIND_WORDS.items():
        if key == kind.value or typed == turn.words(id).casefold():
            return kind
    return None
