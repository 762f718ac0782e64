"""A tiny bot on discord.py, with which the stand-in is tried."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
from discord import app_commands, ui

from tests.wire.discord.server import DiscordStandIn


class Note(ui.Modal, title="A note"):
    """A form with one field of each kind."""

    words: ui.Label[ui.LayoutView] = ui.Label(
        text="Words", component=ui.TextInput(custom_id="words", min_length=2, max_length=20)
    )
    mood: ui.Label[ui.LayoutView] = ui.Label(
        text="Mood",
        component=ui.Select(
            custom_id="mood",
            required=False,
            options=[
                discord.SelectOption(label="Good", value="g"),
                discord.SelectOption(label="Bad"),
            ],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        """Say what was typed."""
        assert isinstance(self.words.component, ui.TextInput)
        await interaction.response.send_message(
            f"Noted {self.words.component.value}", ephemeral=True
        )


class Tap(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"tap:(?P<number>\d+)"):
    """A button that works after any restart."""

    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label=f"Tap {number}", custom_id=f"tap:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[ui.LayoutView], match: object, /
    ) -> "Tap":
        """Find what was pressed."""
        return cls(
            int(item.custom_id.removeprefix("tap:"))
            if isinstance(item, ui.Button) and item.custom_id
            else 0
        )

    async def callback(self, interaction: discord.Interaction) -> None:
        """Count on."""
        await interaction.response.edit_message(view=card(self.number + 1))


def card(number: int) -> ui.LayoutView:
    """A card with words and a button."""
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(Tap(number))
    view.add_item(ui.Container(ui.TextDisplay(f"Tapped {number} times"), row))
    return view


class Bot(discord.AutoShardedClient):
    """Answers a few commands, and says what it hears."""

    running: "asyncio.Task[None]"

    def __init__(self, heartbeat_timeout: float = 60.0) -> None:
        super().__init__(
            heartbeat_timeout=heartbeat_timeout,
            intents=discord.Intents(guilds=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
        )
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(TRY)
        self.add_dynamic_items(Tap)

    async def on_message(self, message: discord.Message) -> None:
        """Answer what people write."""
        assert self.user is not None
        if message.author.id != self.user.id:
            await message.channel.send(
                f"Heard {discord.utils.escape_mentions(message.content)}", nonce=message.id
            )


TRY = app_commands.Group(
    name="try",
    description="Try something",
    allowed_contexts=app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=True
    ),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
)


@TRY.command(description="Say hello")
async def hello(interaction: discord.Interaction, name: str = "you") -> None:
    """Answer at once."""
    await interaction.response.send_message(f"Hello {name}", ephemeral=True)


@hello.autocomplete("name")
async def names(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer names."""
    return [
        app_commands.Choice(name=one, value=one) for one in ("Ada", "Bob") if one.startswith(typed)
    ]


@TRY.command(description="Say something later")
async def later(interaction: discord.Interaction) -> None:
    """Put the answer off, then give it and say more."""
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(content="Here it is")
    await interaction.followup.send("And more", ephemeral=True)


@TRY.command(description="Open a form")
async def note(interaction: discord.Interaction) -> None:
    """Open a form."""
    await interaction.response.send_modal(Note())


@TRY.command(name="card", description="Show a card")
async def show_card(interaction: discord.Interaction) -> None:
    """Show a card."""
    await interaction.response.send_message(view=card(0))


@TRY.command(description="Write to me")
async def write(interaction: discord.Interaction) -> None:
    """Write a direct message with a file, and say how that went."""
    await interaction.response.defer(ephemeral=True)
    try:
        file = discord.File(__file__, filename="bot.py")
        await interaction.user.send("By the way", file=file)
    except discord.Forbidden as refused:
        await interaction.edit_original_response(content=f"Closed {refused.code}")
    else:
        await interaction.edit_original_response(content="Written")


@TRY.command(description="Say nothing")
async def silence(interaction: discord.Interaction) -> None:
    """Answer nothing at all."""


@asynccontextmanager
async def connected(stand_in: DiscordStandIn, bot: Bot | None = None) -> AsyncIterator[Bot]:
    """A bot that is connected and has its commands set; discord.py's addresses have to be the stand-in's."""
    bot = bot or Bot()
    await bot.login(stand_in.app.token)
    bot.running = asyncio.create_task(bot.connect())
    try:
        await bot.tree.sync()
        await stand_in.ready()
        await bot.wait_until_ready()
        yield bot
    finally:
        await bot.close()
        await asyncio.gather(bot.running, return_exceptions=True)
