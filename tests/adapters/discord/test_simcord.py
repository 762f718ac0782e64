"""Our client in simcord, a simulated Discord that others wrote: what we take for Discord's rules, they do too."""

from dataclasses import dataclass
from random import Random
from typing import Any

import discord
import pytest
import simcord

from adapters.background import Background
from adapters.bootstrap import fresh_id, system_clock
from adapters.discord.answers import Answers
from adapters.discord.client import Client, Hearing
from adapters.discord.dashboard import Dashboards
from adapters.discord.reception import Reception
from adapters.discord.registration import register_commands
from adapters.discord.speech import Speech
from adapters.memory import MemoryStore
from adapters.patience import Patience
from bot.catalogue import ENGLISH
from bot.conversation import Conversation
from bot.library import Library, load_library

pytestmark = pytest.mark.simcord(shard_count=1)

LIBRARY = load_library()


class Afterview:
    """Everything between our client and a store; a second one over the same store is what a restart leaves.

    Args:
        store: What people told.
        library: Words and tables.
    """

    def __init__(self, store: MemoryStore, library: Library) -> None:
        self.client = Client(Hearing(self._take, self._hear, self._wake))
        conversation = Conversation(store, library, system_clock, fresh_id, Random(1))
        speech = Speech(lambda: self.client)
        dashboards = Dashboards(conversation, lambda: 0.0)
        english = library.words_in(ENGLISH)
        self._reception = Reception(
            conversation,
            speech,
            Answers(speech, Patience()),
            dashboards,
            Background(),
            english,
            self._wake,
        )

    async def _take(self, interaction: discord.Interaction) -> None:
        await self._reception.take(interaction)

    async def _hear(self, message: discord.Message) -> None:
        assert self.client.user is not None
        await self._reception.hear(message, str(self.client.user.id))

    async def _wake(self) -> None:
        return


@dataclass
class Scene:
    """A server with somebody in it, and what the bot remembers."""

    env: simcord.Env
    store: MemoryStore
    channel: simcord.ChannelHandle
    lee: simcord.MemberActor

    async def restart(self) -> None:
        """Let another process go on with the same store."""
        await self.env.restart_bot(Afterview(self.store, LIBRARY).client)

    async def add(self, company: str) -> simcord.InteractionResult:
        """Let Lee tell of an interview of today."""
        shown = await self.lee.slash(self.channel, "interview add", company=company)
        return await self.lee.submit_modal(shown, filled(shown, When="today 0:10"))

    def channel_mate(self) -> simcord.MemberActor:
        """Somebody who reads the same channel."""
        return self.lee.guild.add_member(self.env.create_user("sam"))

    @property
    def told(self) -> str:
        """Everything in Lee's direct messages."""
        return "\n".join(words(one) for one in self.lee.user.dm_channel.history())


@pytest.fixture
def store() -> MemoryStore:
    """What outlives a restart."""
    return MemoryStore()


@pytest.fixture
def simcord_bot(store: MemoryStore) -> Client:
    """The client that simcord drives."""
    return Afterview(store, LIBRARY).client


@pytest.fixture
async def scene(simcord_env: simcord.Env, simcord_bot: Client, store: MemoryStore) -> Scene:
    """The bot is there, and its commands are known; whatever it fails at fails the test."""
    await register_commands(simcord_bot, LIBRARY)
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("general")
    lee = guild.add_member(simcord_env.create_user("lee"))
    return Scene(simcord_env, store, channel, lee)


def words(shown: simcord.ResponseMessage | discord.Message | None) -> str:
    """Return what can be read of a message."""
    assert shown is not None
    if isinstance(shown, discord.Message):
        return "\n".join(_read([one.to_dict() for one in shown.components]))
    return "\n".join(_read(shown.components))


def _read(components: list[Any]) -> list[str]:
    found: list[str] = []
    for one in components:
        found += [one[key] for key in ("content", "label") if isinstance(one.get(key), str)]
        found += _read(one.get("components") or [])
        found += _read([one["accessory"]] if one.get("accessory") else [])
    return found


def filled(shown: simcord.InteractionResult, **typed: str) -> dict[str, str]:
    """Return what a form holds already, with what somebody typed into fields by the first word of their label."""
    assert shown.modal is not None
    values: dict[str, str] = {}
    for label in shown.modal["components"]:
        field = label["component"]
        chosen = [one["value"] for one in field.get("options", ()) if one.get("default")]
        value = typed.get(label["label"].split()[0], field.get("value") or next(iter(chosen), ""))
        if value:
            values[field["custom_id"]] = value
    return values


async def test_a_form_is_opened_filled_and_kept(scene: Scene) -> None:
    """A command opens a modal that Discord takes, and what was typed into it is there afterwards."""
    saved = await scene.add("Acme")
    assert "Saved: Acme" in words(saved.response)
    dashboard = await scene.lee.slash(scene.channel, "interview next")
    assert "Acme" in words(dashboard.response)


async def test_a_channel_sees_nothing_of_it(scene: Scene) -> None:
    """Whatever is done in a server is answered for the person alone, follow-ups included."""
    saved = await scene.add("Acme")
    assert saved.ephemeral
    assert saved.followups
    assert all(one.ephemeral for one in saved.followups)
    sam = scene.channel_mate()
    assert scene.channel.history(viewer=sam) == []


async def test_what_cannot_be_read_is_given_back_with_all_that_was_typed(scene: Scene) -> None:
    """A modal cannot answer a modal: the problem comes with a button that opens it again."""
    shown = await scene.lee.slash(scene.channel, "interview add", company="Acme")
    refused = await scene.lee.submit_modal(shown, filled(shown, When="sometime"))
    assert refused.response is not None
    again = await scene.lee.click(refused.response, label="Try again")
    assert filled(again)["ended"] == "sometime"
    assert filled(again)["company"] == "Acme"


async def test_a_button_from_before_a_restart_works(scene: Scene) -> None:
    """Another process with the same store answers it: no view has to be remembered."""
    saved = await scene.add("Acme")
    further = saved.followups[-1]
    await scene.restart()
    shown = await scene.lee.click(further, label="Continue")
    assert shown.modal is not None


async def test_words_in_direct_messages_are_answered_there(scene: Scene) -> None:
    """Their content needs no privileged intent."""
    await scene.lee.send_dm("I just had an interview with Acme")
    assert "short form" in scene.told
    shown = await scene.lee.user.click(
        scene.lee.user.dm_channel.history()[-1], label="Open the form"
    )
    assert filled(shown)["company"] == "Acme"


async def test_closed_direct_messages_are_said_where_the_person_is(scene: Scene) -> None:
    """Discord refuses with 50007, and the first command tells so and how they are opened."""
    scene.env.inject_error(
        "POST", "/channels/*/messages", status=403, code=50007, message="Cannot send messages"
    )
    answered = await scene.lee.slash(scene.channel, "interview help")
    assert "your direct messages are closed" in words(answered.followups[-1])
    assert answered.followups[-1].ephemeral


async def test_names_are_offered_within_discords_limits(scene: Scene) -> None:
    """Twenty-five choices at most, and none for what nobody told."""
    await scene.add("Acme")
    offered = await scene.lee.autocomplete(scene.channel, "interview list", "interview", "ac")
    assert [one["name"] for one in offered] == ["Acme"]
    countries = await scene.lee.autocomplete(scene.channel, "interview add", "country", "a")
    assert 1 < len(countries) <= 25


async def test_twelve_interviews_stay_within_discords_limits(scene: Scene) -> None:
    """What would outgrow a message is paged; simcord refuses what Discord would."""
    for number in range(12):
        await scene.add(f"Company {number} with a rather long name " + "and more of it " * 2)
    dashboard = await scene.lee.slash(scene.channel, "interview next")
    listed = await scene.lee.slash(scene.channel, "interview list")
    assert dashboard.response is not None
    assert listed.response is not None


async def test_the_commands_are_set_once(scene: Scene) -> None:
    """A restart finds them as they should be: Discord lets them be set only so often."""
    again = Afterview(scene.store, LIBRARY).client
    await scene.env.restart_bot(again)
    await register_commands(again, LIBRARY)
    assert [one.method for one in scene.env.http_requests if "commands" in one.path].count(
        "PUT"
    ) == 1
