"""Typing a slash command: finding it among those that stand, and its options as Discord's client sends them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.wire.discord.acts import owners_of
from tests.wire.discord.records import Channel
from tests.wire.json_shapes import Json, as_objects

if TYPE_CHECKING:
    from tests.wire.discord.people import Person

SUBCOMMAND, GROUP = 1, 2
STRING, WHOLE, YES_NO, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = range(3, 12)
_TYPES: dict[int, type] = {STRING: str, WHOLE: int, YES_NO: bool, NUMBER: float}


@dataclass(frozen=True)
class Found:
    """A command that somebody chose: its root, the steps below it, and the options of the last."""

    root: Json
    steps: tuple[Json, ...]

    @property
    def path(self) -> str:
        """Its words, such as `interview done`."""
        return " ".join(one["name"] for one in (self.root, *self.steps))

    @property
    def options(self) -> list[Json]:
        """What can be given to it."""
        return as_objects((self.steps or (self.root,))[-1].get("options"))


def find_command(person: "Person", words: str, channel: Channel) -> Found:
    """The command with these words, or the one that ends with them, among those that are offered there."""
    wanted = words.removeprefix("/").split()
    offered = [
        one for one in _all(person.state.app.commands) if is_offered(one.root, person, channel)
    ]
    exact = [one for one in offered if one.path.split() == wanted]
    ending = [one for one in offered if one.path.split()[-len(wanted) :] == wanted]
    found = exact or ending
    known = [f"/{one.path}" for one in offered]
    assert len(found) == 1, f"{person.name} is offered {known} there, not one /{words}"
    return found[0]


def is_offered(command: Json, person: "Person", channel: Channel) -> bool:
    """Whether Discord shows a command to somebody in a place."""
    contexts = command.get("contexts")
    if contexts is not None and channel.context not in contexts:
        return False
    return bool(owners_for(command, person, channel))


def owners_for(command: Json, person: "Person", channel: Channel) -> Json:
    """Who installed the app in a way that this command supports."""
    kinds = {str(one) for one in command.get("integration_types") or [0]}
    return {key: one for key, one in owners_of(person, channel).items() if key in kinds}


def _all(commands: list[Json]) -> list[Found]:
    found: list[Found] = []
    for root in commands:
        if root.get("type", 1) != 1:
            continue
        below = [
            one for one in as_objects(root.get("options")) if one["type"] in (SUBCOMMAND, GROUP)
        ]
        for one in below:
            if one["type"] == SUBCOMMAND:
                found.append(Found(root, (one,)))
            else:
                found += [Found(root, (one, last)) for last in as_objects(one.get("options"))]
        if not below:
            found.append(Found(root, ()))
    return found


def fill_in(found: Found, given: dict[str, object], focused: str = "") -> Json:
    """The data of a command with its options, as the client sends them.

    Raises:
        AssertionError: Discord's client would not send it: an option that is missing, unknown or of
            another type, or none of the choices.
    """
    known = {str(one["name"]): one for one in found.options}
    assert not set(given) - set(known), f"/{found.path} has {list(known)}, not {list(given)}"
    missing = [name for name, one in known.items() if one.get("required") and name not in given]
    assert focused or not missing, f"/{found.path} needs {missing}"
    options: list[Json] = []
    for name, value in given.items():
        option: Json = {"name": name, "type": known[name]["type"]}
        option["value"] = value if name == focused else _value(known[name], value)
        if name == focused:
            option["focused"] = True
        options.append(option)
    for step in reversed(found.steps):
        options = [{"name": step["name"], "type": step["type"], "options": options}]
    data: Json = {"id": found.root["id"], "name": found.root["name"], "type": 1}
    return data | ({"options": options} if options else {})


def _value(option: Json, value: object) -> object:
    """What is sent for what somebody chose or typed."""
    name, choices = option["name"], as_objects(option.get("choices"))
    if choices:
        chosen = [one["value"] for one in choices if value in (one["name"], one["value"])]
        assert chosen, f"{name} takes {[one['name'] for one in choices]}, not {value!r}"
        return chosen[0]
    wanted = _TYPES.get(option["type"])
    if wanted is not None:
        fine = isinstance(value, (int, float) if wanted is float else wanted)
        assert fine, f"{name} takes {wanted.__name__}, not {value!r}"
    if isinstance(value, str) and option["type"] == STRING:
        least, most = option.get("min_length", 0), option.get("max_length", 6000)
        assert least <= len(value) <= most, f"{name} takes {least} to {most} characters"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        least, most = option.get("min_value", value), option.get("max_value", value)
        assert least <= value <= most, f"{name} takes {least} to {most}"
    return value
