"""A stand-in Discord on loopback: real HTTP and WebSocket, Discord's JSON, rules, limits and errors.

    async with DiscordStandIn() as discord:        # or the fixture `stand_in`, which ends without breaches
        home = discord.server("Home", bot_is_in=True)          # its channel: discord.channel(home, "general")
        lee = discord.person("lee", home, locale="en-US", installed=False)
        env = settings(discord)                    # DISCORD_TOKEN, _APPLICATION_ID, _API_URL, _GATEWAY_URL
        ... start the bot, then `await discord.ready()`, `await discord.synced()`

A person acts, and each act waits for the app's first answer: an `Answer` (acked, callback, message, choices,
seconds, problem, heard). They are in their direct messages with the app unless `lee.place = channel`:

    await lee.command("interview done", company="Globex")      # "done" does where one command ends with it
    await lee.suggestions("done", company="Glo")                # autocomplete of the last option: its names
    await lee.say("words", files={"cv.txt": b"..."}); await lee.edit(message, "words")
    await lee.press("Label", at=None)              # the newest message that has it, or one certain message
    await lee.pick("", "Option", at=None)          # menus in messages, by placeholder or custom_id
    await lee.fill("Label or custom_id", value)    # str, option label, [labels], True, None
    await lee.submit(); await lee.close()          # submit gives None where Discord's client refuses
    await lee.send_component("made up id", at=message, values=None)

A person sees: `lee.sees()` (the app's messages, those only they see too, newest last: words, content, components,
buttons, pings, flags, only_for, edited, files, loading, via), `lee.modal` (title, words, labels, value(field),
errors), `lee.dm.messages` (own words too), `lee.reads()` (everything), `lee.troubles` (what Discord said went wrong).
`lee.dms_closed = True` answers 50007; without a common server or `installed` 50278; `lee.join(guild)`,
`lee.leave(guild)`, `lee.dismiss(message)`. `discord.private_channel(lee, max)` has the app only through `installed`;
`discord.thread(channel, "name")` is one that everybody there reads.
`channel.public` is what everybody in a channel sees.

Waiting is by news, never by looking again: `lee.wait_for(lambda one: ..., seconds)`, `lee.wait_for_words("...")`,
`lee.wait_for_modal("...")`, `discord.wait_for(lambda: ...)`.

Time: `discord.clock.advance(seconds)` lets the 3 s for a first answer, the 15 min of a token and the 2 min of a nonce
run out; `DiscordStandIn(Clock(lambda: 0.0))` stands still by itself. What the app paces by its own time runs on
another: `discord.pace.advance(seconds)` lets heartbeats be missed, rate limits pass, and the 5 s between two
identifies (which a test that restarts the bot at once pushes on).

Gateway: `discord.gateway` has `drop()` (cut, may resume), `fall_silent()` (open, but says nothing more),
`close(code)`, `reconnect()`, `invalidate(resumable=)`, `ask_for_heartbeat()`, `withhold_acks = True`, `down = 503`
(`turned_away`), `heartbeat_interval`, `forget_sessions()`, `identified`, `resumed`, `ready`, `open`, `ever`
(connections: `beats`, `to_resume`, `close_code`), `dispatch(event, data, guild_id)` (any event);
`discord.gateway.identifying` has `shards`, `needed_shards`, `max_concurrency`, `total`, `remaining`.
`discord.add_bot(guild)`, `discord.remove_bot(guild)`.

Faults: `discord.fail("create_message", how, times=1, ...)` with how one of ratelimited (retry_after, scope user, shared
or global), 500, 502, 503, html, banned, reset_before, reset_after, lost_after and lost_502 (503 and 502 with all done),
delay (seconds), error (code=50007, 40003, ...). Endpoints: create_dm, create_message, edit_message, get_messages,
delete_message, interaction_callback, edit_original, delete_original, get_original, create_followup, edit_followup,
get_commands, bulk_overwrite_commands, get_gateway_bot, get_current_user, get_current_application, `*`.
`discord.rates.buckets["create_message"] = Bucket(5, 5.0)`; `discord.rates.per_second` (50 in all, as Discord has it).

Kept: `discord.calls` (Counter by endpoint), `discord.log` (bodies and answers), `discord.app` (token, commands, syncs,
privileged), `discord.invalid_answers`, `discord.breaches` (limits gone over, and messages whose `allowed_mentions`
could call somebody; a call over a limit answers 50035 as Discord does).
"""

from tests.wire.clock import Clock
from tests.wire.discord.interactions import Answer, Callback
from tests.wire.discord.people import Person
from tests.wire.discord.rates import Bucket
from tests.wire.discord.records import Channel, Guild, Message, Modal
from tests.wire.discord.server import DiscordStandIn

__all__ = [
    "Answer",
    "Bucket",
    "Callback",
    "Channel",
    "Clock",
    "DiscordStandIn",
    "Guild",
    "Message",
    "Modal",
    "Person",
]
