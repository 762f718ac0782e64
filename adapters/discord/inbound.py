"""Discord's payloads as what a person did; what is none of ours, or makes no sense, is None."""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.discord.commands import NAME, Typing, read_command, read_typing, says_options
from adapters.discord.components import unpack
from adapters.discord.text import unescape
from adapters.lettering import clean
from adapters.payload import Payload, read_items, read_mapping, read_text
from bot.catalogue import Words
from bot.inbound import Act, Command, Inbound, Pressed, Profile, Said, Submitted, Uploaded
from bot.people import Address

PLATFORM = "discord"
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
"""Discord's types of interactions."""
ORDINARY, REPLY = 0, 19
"""Discord's types of messages that people write."""
BUTTON, TEXT, SLASH = 2, 4, 1
"""Discord's types of a component that is pressed or typed into, and of a command that is typed."""


@dataclass(frozen=True, slots=True)
class Acted:
    """A person did something.

    Args:
        inbound: Who did what.
        profile: What Discord tells of the person with it, None if nothing.
        typed: What they typed into a form, in its order; not what they chose in it.
    """

    inbound: Inbound
    profile: Profile | None = None
    typed: tuple[str, ...] = ()


def read_interaction(payload: Payload, words: Words) -> Acted | None:
    """Return what was done: a command, a press or a form that was sent; never raises on odd ones.

    Args:
        payload: The interaction, as Discord sends it.
        words: In whose language options of a command are said.
    """
    id, who = read_text(payload, "id"), read_address(payload)
    if not id or who is None:
        return None
    act = _act(payload, words)
    if act is None:
        return None
    return Acted(
        Inbound(f"interaction:{id}", who, act),
        read_profile(payload),
        typed=tuple(_typed(payload.get("data"), 5)),
    )


def wants_words(payload: Payload) -> bool:
    """Say whether what was typed into a command's options is read in the person's own language."""
    return _is(payload.get("type"), COMMAND) and says_options(read_mapping(payload, "data"))


def read_autocomplete(payload: Payload) -> Typing | None:
    """Return what is being typed into which option; None if that is none of ours."""
    if not _is(payload.get("type"), AUTOCOMPLETE) or read_address(payload) is None:
        return None
    return read_typing(read_mapping(payload, "data"))


def read_address(payload: Payload) -> Address | None:
    """Return whose interaction it is: the same person in every server and in direct messages."""
    user = read_text(payload, "user", "id") or read_text(payload, "member", "user", "id")
    return Address(PLATFORM, user) if user.isascii() and user.isdigit() else None


def read_profile(payload: Payload) -> Profile | None:
    """Return the language that somebody uses Discord in; it tells no zone."""
    language = read_text(payload, "locale").replace("_", "-").partition("-")[0].lower()
    return Profile(None, language) if language else None


def read_message(payload: Payload, own_id: str) -> Acted | None:
    """Return what somebody wrote to the bot alone.

    Args:
        payload: The message, as Discord sends it.
        own_id: The bot's; what it wrote itself, what other bots, servers and Discord write, and what
            was changed is None.
    """
    author = read_mapping(payload, "author")
    id, user = read_text(payload, "id"), read_text(author, "id")
    by_person = (
        user not in ("", own_id) and not author.get("bot") and not author.get("system")
    ) and not (payload.get("webhook_id") or payload.get("application_id"))
    is_direct = not payload.get("guild_id") and not payload.get("member")
    ordinary = any(_is(payload.get("type", ORDINARY), one) for one in (ORDINARY, REPLY))
    is_new = ordinary and not payload.get("edited_timestamp")
    if not (id and by_person and is_direct and is_new and user.isascii() and user.isdigit()):
        return None
    names = {read_text(one, "id"): _name(one) for one in read_items(payload, "mentions")}
    text = unescape(read_text(payload, "content"), names)
    file = _file(payload)
    act: Act = Said(text, file) if text.strip() or not file else Uploaded(file, b"")
    return Acted(Inbound(f"message:{id}", Address(PLATFORM, user), act))


def _act(payload: Payload, words: Words) -> Act | None:
    data, kind = read_mapping(payload, "data"), payload.get("type")
    if _is(kind, COMMAND):
        return _command(data, words)
    if _is(kind, COMPONENT):
        action = unpack(read_text(data, "custom_id"))
        pressed = _is(data.get("component_type", BUTTON), BUTTON)
        return Pressed(action, read_text(payload, "message", "id")) if action and pressed else None
    if _is(kind, MODAL):
        form = unpack(read_text(data, "custom_id"))
        return Submitted(form, read_form(data)) if form else None
    return None


def _command(data: Payload, words: Words) -> Command | None:
    if read_text(data, "name") != NAME or not _is(data.get("type", SLASH), SLASH):
        return None
    read = read_command(data, words)
    if read is not None:
        return Command(*read)
    # Of an older release, or of a newer one: the core says kindly what it knows instead.
    return Command(next((read_text(one, "name") for one in read_items(data, "options")), ""))


def read_form(data: Payload) -> dict[str, str]:
    """Return what stands in a form that was sent, by field key; several choices are joined by newlines."""
    values: dict[str, str] = {}
    _collect(data.get("components"), values, 4)
    return values


def _collect(components: object, values: dict[str, str], depth: int) -> None:
    for one in read_items(components) if depth else ():
        key = read_text(one, "custom_id")
        if key and ("value" in one or "values" in one):
            several = one.get("values")
            chosen = several if isinstance(several, list) else [one.get("value")]
            values[key] = "\n".join(each for each in chosen if isinstance(each, str))
        _collect([one.get("component")], values, depth - 1)
        _collect(one.get("components"), values, depth - 1)


def _typed(found: object, depth: int) -> Iterator[str]:
    if _is(read_mapping(found).get("type"), TEXT):
        yield read_text(found, "value")
    if depth:
        yield from _typed(read_mapping(found, "component"), depth - 1)
        for one in read_items(found, "components"):
            yield from _typed(one, depth - 1)


def _file(message: Payload) -> str:
    """Return the name of the first file of a message; Discord tells one of each."""
    names = (clean(read_text(one, "filename")) for one in read_items(message, "attachments"))
    return next((name or "?" for name in names), "")


def _name(user: Payload) -> str:
    return read_text(user, "global_name") or read_text(user, "username") or read_text(user, "id")


def _is(found: object, number: int) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and found == number
