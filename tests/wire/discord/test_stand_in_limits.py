"""Every payload is held to Discord's limits: what lies on them passes, what goes over is refused and kept."""

import pytest
from aiohttp import ClientSession

from tests.wire.discord.calling import NOBODY, call, say
from tests.wire.discord.command_limits import check_commands
from tests.wire.discord.limits import check_message
from tests.wire.discord.modal_limits import check_choices, check_modal
from tests.wire.discord.people import Person
from tests.wire.discord.records import COMPONENTS_V2
from tests.wire.discord.rules import Breaches
from tests.wire.discord.server import DiscordStandIn
from tests.wire.json_shapes import Json


def text(length: int) -> Json:
    """A text display."""
    return {"type": 10, "content": "x" * length}


def button(**changed: object) -> Json:
    """A button."""
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **changed}


def row(*parts: Json) -> Json:
    """An action row."""
    return {"type": 1, "components": list(parts)}


def menu(count: int = 1, **changed: object) -> Json:
    """A select menu."""
    options = [{"label": str(n), "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "menu", "options": options, **changed}


def layout(*parts: Json, **more: object) -> Json:
    """A message of components."""
    return {"flags": COMPONENTS_V2, "components": list(parts), **more}


def label(component: Json, **changed: object) -> Json:
    """A field of a form."""
    return {"type": 18, "label": "Words", "component": component, **changed}


def words(**changed: object) -> Json:
    """A text field."""
    return {"type": 4, "style": 1, "custom_id": "words", **changed}


def form(*parts: Json, **changed: object) -> Json:
    """A form."""
    return {
        "title": "Form",
        "custom_id": "form",
        "components": list(parts) or [label(words())],
        **changed,
    }


def group(kind: int, count: int, **changed: object) -> Json:
    """A group of radio buttons (21) or checkboxes (22)."""
    return menu(count, type=kind, **changed)


def command(*options: Json, **changed: object) -> Json:
    """A slash command."""
    return {"name": "try", "description": "Try", "options": list(options), **changed}


def option(**changed: object) -> Json:
    """An option of a command."""
    return {"name": "word", "description": "A word", "type": 3, **changed}


def many(count: int) -> list[Json]:
    """Buttons that differ."""
    return [button(custom_id=str(n)) for n in range(count)]


def said(breaches: Breaches) -> list[str]:
    """Where the breaches are."""
    return [one.partition(":")[0] for one in breaches]


@pytest.mark.parametrize(
    "sent",
    [
        {"content": "x" * 2000},
        {"content": "x", "nonce": "n" * 25, "components": [row(*many(5))] },
        {"content": "x", "embeds": [{"title": "x" * 256, "description": "x" * 4096}]},
        layout(text(4000)),
        layout(*[text(1)] * 40),
        layout({"type": 17, "components": [text(1)] * 39}),
        layout({"type": 9, "components": [text(1)] * 3, "accessory": button(label="x" * 80)}),
        layout(row(menu(25, placeholder="x" * 150))),
        layout({"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}, {"type": 14, "spacing": 2},
               {"type": 13, "file": {"url": "attachment://a.txt"}}),
        layout(row(button(custom_id="x" * 100), button(style=5, url="https://a.example", custom_id=None))),
    ],
)  # fmt: skip
def test_what_lies_on_a_limit_passes(sent: Json) -> None:
    """resources/message, Create Message; components/reference."""
    assert list(check_message(sent)) == []


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ({"content": "x" * 2001}, "content"),
        ({"content": "x", "nonce": "n" * 26}, "nonce"),
        ({"embeds": [{}] * 11}, "embeds"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
        ({"embeds": [{"description": "x" * 4096}] * 2}, "embeds"),
        ({"components": [row(one) for one in many(6)]}, "components"),
        ({"content": "x", "components": [text(1)]}, "components.0.type"),
        (layout(text(1), content="x"), "content"),
        (layout(text(1), embeds=[{}]), "embeds"),
        (layout(text(2001), text(2000)), "components"),
        (layout(text(0)), "components.0.content"),
        (layout(*[text(1)] * 41), "components"),
        (layout({"type": 17, "components": [text(1)] * 40}), "components"),
        (layout({"type": 17, "components": [{"type": 17, "components": [text(1)]}]}),
         "components.0.components.0.type"),
        (layout(button()), "components.0.type"),
        (layout(row(*many(6))), "components.0.components"),
        (layout(row()), "components.0.components"),
        (layout(row(menu(), button())), "components.0.components"),
        (layout(row(button(), button())), "components"),
        (layout(row(button(custom_id="x" * 101))), "components.0.components.0.custom_id"),
        (layout(row(button(custom_id=None))), "components.0.components.0.custom_id"),
        (layout(row(button(label="x" * 81))), "components.0.components.0.label"),
        (layout(row(button(label=None))), "components.0.components.0"),
        (layout(row(button(style=5))), "components.0.components.0.url"),
        (layout(row(button(style=9))), "components.0.components.0.style"),
        (layout(row(menu(26))), "components.0.components.0.options"),
        (layout(row(menu(0))), "components.0.components.0.options"),
        (layout(row(menu(options=[{"label": "x" * 101, "value": "x"}]))),
         "components.0.components.0.options.0.label"),
        (layout(row(menu(options=[{"label": "x", "value": "x"}] * 2))), "components.0.components.0.options"),
        (layout(row(menu(placeholder="x" * 151))), "components.0.components.0.placeholder"),
        (layout({"type": 9, "components": [text(1)]}), "components.0.accessory"),
        (layout({"type": 13, "file": {"url": "https://a.example/b"}}), "components.0.file.url"),
        (layout({"type": 12, "items": [{"media": {"url": "b.png"}}]}), "components.0.items.0.media.url"),
        (layout(words()), "components.0.type"),
    ],
)  # fmt: skip
def test_a_message_over_a_limit_is_refused(sent: Json, where: str) -> None:
    """resources/message, Create Message; components/reference, with the table of each component."""
    assert where in said(check_message(sent))


@pytest.mark.parametrize(
    "sent",
    [
        form(*[label(words(custom_id=str(n))) for n in range(5)]),
        form(
            label(words(value="x" * 4000, placeholder="x" * 100, max_length=4000)), title="x" * 45
        ),
        form(label(menu(25), description="x" * 100, label="x" * 45)),
        form(label(group(21, 10)), label(group(22, 10, custom_id="boxes"))),
        form(label({"type": 23, "custom_id": "box", "default": True}), text(100)),
        form(label({"type": 19, "custom_id": "file", "max_values": 10})),
        form(label(menu(2, required=False, min_values=0))),
        form(row(words(label="Words"))),
    ],
)
def test_a_form_on_its_limits_passes(sent: Json) -> None:
    """interactions/receiving-and-responding, Modal; components/reference, Label and what stands in it."""
    assert list(check_modal(sent)) == []


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        (form(title="x" * 46), "title"),
        (form(title=None), "title"),
        (form(custom_id="x" * 101), "custom_id"),
        (form(components=[]), "components"),
        (form(*[label(words(custom_id=str(n))) for n in range(6)]), "components"),
        (form(label(words()), label(words())), "components"),
        (form(label(words(), label="x" * 46)), "components.0.label"),
        (form(label(words(), description="x" * 101)), "components.0.description"),
        (form(label(words(value="x" * 4001))), "components.0.component.value"),
        (form(label(words(value="x" * 11, max_length=10))), "components.0.component.value"),
        (form(label(words(max_length=4001))), "components.0.component.max_length"),
        (form(label(words(style=None))), "components.0.component.style"),
        (form(label(words(placeholder="x" * 101))), "components.0.component.placeholder"),
        (form(label(menu(26))), "components.0.component.options"),
        (form(label(menu(min_values=0))), "components.0.component.min_values"),
        (form(label(menu(disabled=True))), "components.0.component.disabled"),
        (form(label(group(21, 1))), "components.0.component.options"),
        (form(label(group(21, 11))), "components.0.component.options"),
        (form(label(group(22, 11))), "components.0.component.options"),
        (form(label(button())), "components.0.component.type"),
        (form(words()), "components.0.type"),
    ],
)
def test_a_form_over_a_limit_is_refused(sent: Json, where: str) -> None:
    """interactions/receiving-and-responding, Modal; components/reference, Label and what stands in it."""
    assert where in said(check_modal(sent))


@pytest.mark.parametrize(
    ("choices", "where"),
    [
        ([{"name": "x", "value": "x"}] * 25, None),
        ([{"name": "x", "value": "x"}] * 26, "choices"),
        ([{"name": "x" * 101, "value": "x"}], "choices.0.name"),
        ([{"name": "x", "value": "x" * 101}], "choices.0.value"),
        ([{"name": "", "value": 1}], "choices.0.name"),
        (None, "choices"),
    ],
)
def test_choices_have_limits(choices: object, where: str | None) -> None:
    """interactions/receiving-and-responding, Autocomplete; application-commands, Choice Structure."""
    assert said(check_choices(choices)) == ([where] if where else [])


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        (command(*[option(name=f"o{n}") for n in range(25)]), None),
        (command(*[option(name=f"o{n}") for n in range(26)]), "0.options"),
        (command(name="Try"), "0.name"),
        (command(name="t" * 33), "0.name"),
        (command(description="x" * 101), "0.description"),
        (command(description=""), "0.description"),
        (command(name_localizations={"de": "versuch"}), None),
        (command(name_localizations={"de-AT": "versuch"}), "0.name_localizations"),
        (command(name_localizations={"de": "Zwei Worte"}), "0.name_localizations.de"),
        (command(option(), option()), "0.options"),
        (command(option(), option(name="other", required=True)), "0.options.1"),
        (command(option(), option(name="sub", type=1)), "0.options"),
        (command(option(type=2, options=[option(type=1, options=[option()])])), None),
        (command(option(type=1, options=[option(type=1)])), "0.options.0.options.0"),
        (command(option(choices=[{"name": str(n), "value": "x"} for n in range(26)])), "0.options.0.choices"),
        (command(option(autocomplete=True, choices=[{"name": "x", "value": "x"}])), "0.options.0"),
        (command(contexts=[3]), "0.contexts"),
        (command(integration_types=[2]), "0.integration_types"),
        (command(option(type=99)), "0.options.0.type"),
        (command(*[option(name=f"s{n}", type=1, description="d" * 100, options=[
            option(name=f"o{m}", description="e" * 100) for m in range(5)]) for n in range(20)]), "0"),
    ],
)  # fmt: skip
def test_commands_have_limits(sent: Json, where: str | None) -> None:
    """interactions/application-commands: Application Command Structure, Naming, Option Structure, Localization."""
    found = said(check_commands([sent]))
    assert (where in found) if where else found == []


async def test_a_breach_is_answered_as_discord_does_and_kept(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person
) -> None:
    """reference, Error Messages: 50035 with a tree of errors."""
    status, told = await say(api, lee.dm.id, content="x" * 2001)
    assert (status, told["code"], told["message"]) == (400, 50035, "Invalid Form Body")
    assert told["errors"]["content"]["_errors"][0]["code"] == "BASE_TYPE_BAD_LENGTH"
    assert lee.sees() == []
    assert len(stand_in.breaches) == 1
    stand_in.breaches.clear()


async def test_a_message_that_could_call_somebody_is_kept_as_a_breach(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person
) -> None:
    """resources/message, Allowed Mentions Object: left out, everybody who is mentioned is called."""
    path = f"channels/{lee.dm.id}/messages"
    for allowed in (
        {},
        {"allowed_mentions": {"parse": ["users"]}},
        {"allowed_mentions": {"users": ["1"]}},
    ):
        status, _ = await call(api, "POST", path, {"content": f"<@{lee.id}> @everyone", **allowed})
        assert status == 200
    assert [one.pings for one in lee.sees()] == [
        ["@everyone", f"<@{lee.id}>"],
        [f"<@{lee.id}>"],
        [],
    ]
    assert len(stand_in.breaches) == 3
    stand_in.breaches.clear()


async def test_a_layout_stays_one(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person
) -> None:
    """components/reference: the flag cannot be taken away, and content cannot come back."""
    _, told = await say(api, lee.dm.id, **layout(text(3)))
    path = f"channels/{lee.dm.id}/messages/{told['id']}"
    _, changed = await call(api, "PATCH", path, {"flags": 0, "components": [text(2)]})
    assert changed["flags"] == COMPONENTS_V2
    assert changed["components"][0]["id"] == 1
    assert (await call(api, "PATCH", path, {"content": "x", "allowed_mentions": NOBODY}))[1][
        "code"
    ] == 50035
    stand_in.breaches.clear()
