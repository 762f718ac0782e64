"""A stand-in Slack on loopback: real HTTP and WebSocket, Slack's JSON, rules, limits and errors.

    async with SlackStandIn() as slack:             # or the fixture `slack`, which ends without breaches
        team = slack.workspace("T1", enterprise=None, scopes=SCOPES, installed=True, org_wide=False)
        person = team.person("U1", zone="Europe/Berlin", locale="en-US")
        channel = team.channel("C1", person, kind="channel", bot_is_in=False)   # group, mpim
        env = {"SLACK_API_URL": slack.url, "SLACK_BOT_TOKEN": team.bot_token, "SLACK_APP_TOKEN": slack.app_token}
        ... start the bot, then `await slack.connected(1)`; over HTTP instead: `slack.post_to(URL)`

A person acts, the same over both doors. Each act waits for the acknowledgement and gives an `Answer` (acked, body,
seconds, problem), never for what follows:

    await person.command("/interview", "add", channel="C1")     # without a channel: from the direct messages
    await person.write("words", files={"cv.txt": b"..."}); person.open_home(tab="home"); person.change(zone=...)
    await person.edit(message, "words"); person.erase(message)   # their own, out of person.dm.messages
    await person.press("Label", at=None)            # the open modal, else the newest message, else Home
    await person.pick("", "Option", at=None)        # menus and pickers in messages and Home
    await person.fill("Label or block_id", value)   # str, option label, [labels], date, time, datetime, None
    await person.submit(); person.close(everything=False)       # submit gives None where the client refuses

A person sees: `person.sees()` (the app's messages, newest last: where, via, text, blocks, words as shown, pings,
buttons, ts, edited, files, metadata, only_for), `person.modal` and `person.home` (title, words, buttons,
value(field), errors by block_id, state), `person.dm.messages` (own words too), `person.reads()` (everything),
`person.troubles` (what Slack said went wrong).
Waiting is by news, never by looking again: `person.wait_for(lambda p: ..., seconds)`, `wait_for_words("...")`,
`wait_for_modal("...")`, `wait_for_home("...")`, `slack.wait_for(lambda: ...)`. `channel.public` and
`team.public_messages` are what others see.

Time: `slack.clock.advance(seconds)` lets trigger ids (3 s), response URLs (30 min), tokens (12 h), tickets, pace and
redelivery (at once, 1 min, 5 min) run out; `SlackStandIn(Clock(lambda: 0.0))` stands still by itself.

Faults: `slack.fail("chat.postMessage", how, times=1, ...)` with how one of ratelimited (retry_after), 500, 503, html,
reset_before, reset_after, lost_after (503 with all done), delay (seconds), hang (seconds, nothing done),
error (error="..."); the names `response_url`, `upload` and `*` work too.
`slack.rates.per_channel = True` (a message a second),
`slack.rates.per_minute["conversations.history"] = 1`. `channel.archived`,
`channel.refuses = "ERROR"`, `person.deactivated`,
`team.uninstall(order=("tokens_revoked", "app_uninstalled"))`, `slack.state.tokens.revoke_team("T1")`.

Wire: `slack.refresh()` (disconnect), `slack.socket.drop()`, `slack.socket.open` (connections, each with `delivered`),
`slack.deliver_again(slack.deliveries.events[-1])`, `slack.deliveries.send(payload)` (an outer event as it stands),
`slack.deliveries.event(team, {...})` (any event), `slack.deliveries.late` / `.tried`;
over HTTP `door.sign(body, stamp=, secret=)`, `door.verify()` (challenge).
OAuth: `person.install(INSTALL_URL, deny=False, another_browser=False)` gives (status, page);
`slack.authorize_url` (with `team=`, `user=`, `deny=1`), `slack.client_id`,
`slack.client_secret`, `slack.state.token_rotation = True`, `slack.state.redirect_uris`.

Kept: `slack.calls` (Counter by method), `slack.log` (arguments and answers), `slack.breaches` (limits gone over; such a
call answers invalid_blocks or invalid_arguments as Slack does).
"""

from tests.wire.clock import Clock
from tests.wire.slack.deliveries import Answer
from tests.wire.slack.people import Person
from tests.wire.slack.records import Channel, Message, View
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import SCOPES, Workspace

__all__ = [
    "SCOPES",
    "Answer",
    "Channel",
    "Clock",
    "Message",
    "Person",
    "SlackStandIn",
    "View",
    "Workspace",
]
