"""The stand-in's web API and OAuth answer as Slack's do."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore

from tests.wire.slack.bolt import button, error_of, make_client, serve
from tests.wire.slack.faults import How
from tests.wire.slack.people import Person
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


async def test_tokens_and_scopes_are_checked(slack: SlackStandIn) -> None:
    """Each refusal has its own error."""
    team = slack.workspace("T2", scopes=("chat:write",))
    person = team.person("U2")

    assert await error_of(make_client(slack, "xoxb-no").auth_test()) == "invalid_auth"
    assert await error_of(make_client(slack, "").auth_test()) == "not_authed"
    client = make_client(slack, team.bot_token)
    assert (await client.auth_test())["team_id"] == "T2"
    assert await error_of(client.api_call("no.such")) == "unknown_method"
    refused = client.users_info(user=person.id)
    assert await error_of(refused) == "missing_scope"
    assert slack.log[-1].answer == {
        "ok": False,
        "error": "missing_scope",
        "needed": "users:read",
        "provided": "chat:write",
    }


async def test_methods_that_only_read_take_no_json(slack: SlackStandIn, person: Person) -> None:
    """What is sent so is lost."""
    client = make_client(slack, person.team.bot_token)

    assert await error_of(client.api_call("users.info", json={"user": "U1"})) == "user_not_found"
    assert (await client.api_call("users.info", params={"user": "U1"}))["ok"]


async def test_a_late_answer_comes_after_the_message(slack: SlackStandIn, person: Person) -> None:
    """A client that gives up before has posted all the same."""
    client = make_client(slack, person.team.bot_token)
    slack.fail("chat.postMessage", "delay", seconds=30)
    posting = asyncio.create_task(client.chat_postMessage(channel="U1", text="Hello"))

    await person.wait_for_words("Hello")

    assert not posting.done()
    slack.clock.advance(30)
    assert (await posting)["ok"]


async def test_history_is_paged_and_holds_no_ephemeral(slack: SlackStandIn, person: Person) -> None:
    """Newest first, with metadata where it is asked for."""
    client = make_client(slack, person.team.bot_token)
    slack.state.subscribed.clear()
    for n in range(3):
        metadata = {"event_type": "nudge", "event_payload": {"key": str(n)}}
        await client.chat_postMessage(channel="U1", text=str(n), metadata=metadata)
    await client.chat_postEphemeral(channel=person.dm.id, user="U1", text="only you")

    first = (
        await client.conversations_history(channel=person.dm.id, limit=2, include_all_metadata=True)
    ).data
    assert isinstance(first, dict)
    assert [one["text"] for one in first["messages"]] == ["2", "1"]
    assert first["messages"][0]["metadata"]["event_payload"] == {"key": "2"}
    rest = (
        await client.conversations_history(
            channel=person.dm.id, cursor=first["response_metadata"]["next_cursor"]
        )
    ).data
    assert isinstance(rest, dict)
    assert [one["text"] for one in rest["messages"]] == ["0"]
    assert rest["has_more"] is False


async def test_a_channel_takes_one_message_a_second(slack: SlackStandIn, person: Person) -> None:
    """The next one too soon is told how long to wait; other channels go on."""
    client = make_client(slack, person.team.bot_token)
    person.team.person("U2")
    slack.state.subscribed.clear()
    slack.rates.per_channel = True
    await client.chat_postMessage(channel="U1", text="one")

    assert await error_of(client.chat_postMessage(channel="U1", text="two")) == "ratelimited"
    assert slack.log[-1].status == 429
    await client.chat_postMessage(channel="U2", text="other")
    slack.clock.advance(1)
    await client.chat_postMessage(channel="U1", text="two")

    assert [one.text for one in person.sees()] == ["one", "two"]


@pytest.mark.parametrize(
    ("how", "delivered"),
    [
        ("ratelimited", 0),
        ("500", 0),
        ("503", 0),
        ("html", 0),
        ("reset_before", 0),
        ("error", 0),
        ("reset_after", 1),
        ("lost_after", 1),
    ],
)
async def test_a_planned_fault_happens_once(
    slack: SlackStandIn, person: Person, how: How, delivered: int
) -> None:
    """With the message delivered or not, as its name says."""
    client = make_client(slack, person.team.bot_token)
    slack.state.subscribed.clear()
    slack.fail("chat.postMessage", how)

    with pytest.raises(Exception):  # noqa: B017, PT011 - each in its own way, as the SDK has it
        await client.chat_postMessage(channel="U1", text="Hello")

    assert len(person.sees()) == delivered
    assert (await client.chat_postMessage(channel="U1", text="Hello"))["ok"]
    assert slack.calls["chat.postMessage"] == 2


# slack_sdk still hands its client's secret over in aiohttp's old way.
@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_consent_brings_a_token_that_rotates(
    slack: SlackStandIn, browser: aiohttp.ClientSession
) -> None:
    """A code works once; a refresh token works once; a token dies after twelve hours."""
    slack.state.token_rotation = True
    team = slack.workspace("T1", installed=False)
    team.person("U1")
    query = {"client_id": slack.client_id, "scope": "chat:write", "state": "s1"}
    slack.state.redirect_uris.append("https://app.example/slack/oauth_redirect")
    async with browser.get(slack.authorize_url, params=query, allow_redirects=False) as page:
        back = page.headers["Location"]
    code = back.partition("code=")[2].partition("&")[0]
    assert back.endswith("state=s1")
    client = make_client(slack, "")
    who = {"client_id": slack.client_id, "client_secret": slack.client_secret}

    granted = (await client.oauth_v2_access(code=code, **who)).data
    assert isinstance(granted, dict)
    assert await error_of(client.oauth_v2_access(code=code, **who)) == "code_already_used"
    old = make_client(slack, granted["access_token"])
    slack.clock.advance(12 * 3600)
    assert await error_of(old.auth_test()) == "token_expired"
    refresh = {"grant_type": "refresh_token", "refresh_token": granted["refresh_token"], **who}
    fresh = (await client.oauth_v2_access(**refresh)).data
    assert isinstance(fresh, dict)
    assert (await make_client(slack, fresh["access_token"]).auth_test())["ok"]
    assert await error_of(client.oauth_v2_access(**refresh)) == "invalid_refresh_token"


async def test_an_uninstall_kills_tokens_and_is_told(
    slack: SlackStandIn, connected: Workspace
) -> None:
    """Both events come, and no call works any more."""
    await connected.uninstall()

    kinds = [one["event"]["type"] for one in slack.deliveries.events]
    assert kinds == ["tokens_revoked", "app_uninstalled"]
    assert await error_of(make_client(slack, connected.bot_token).auth_test()) == "token_revoked"


async def test_an_update_keeps_the_blocks_it_does_not_name(
    slack: SlackStandIn, person: Person
) -> None:
    """An empty list takes them away."""
    client = make_client(slack, person.team.bot_token)
    posted = await client.chat_postMessage(channel="U1", text="one", blocks=[button("Go")])
    where, ts = str(posted["channel"]), str(posted["ts"])

    await client.chat_update(channel=where, ts=ts, text="two")
    assert person.sees()[-1].buttons == ["Go"]
    await client.chat_update(channel=where, ts=ts, text="three", blocks=[])

    assert (person.sees()[-1].buttons, person.sees()[-1].words) == ([], "three")


async def test_what_would_ping_is_seen_as_such(slack: SlackStandIn, person: Person) -> None:
    """Escaped words are words."""
    client = make_client(slack, person.team.bot_token)
    await client.chat_postMessage(channel="U1", text="<!channel> and &lt;@U2&gt;")

    assert person.sees()[-1].pings == ["<!channel>"]
    assert person.sees()[-1].words == "<!channel> and <@U2>"


async def test_places_that_refuse_say_why(slack: SlackStandIn, person: Person) -> None:
    """Archived, not joined, somebody gone, or whatever a test says."""
    client = make_client(slack, person.team.bot_token)
    person.team.channel("C1", person)
    archived = person.team.channel("C2", person, bot_is_in=True)
    archived.archived = True
    refusing = person.team.channel("C3", person, bot_is_in=True)
    refusing.refuses = "restricted_action"
    gone = person.team.person("U2")
    gone.deactivated = True

    def post(channel: str):
        return error_of(client.chat_postMessage(channel=channel, text="x"))

    assert await post("C1") == "not_in_channel"
    assert await post("C2") == "is_archived"
    assert await post("C3") == "restricted_action"
    assert await post("C4") == "channel_not_found"
    assert await error_of(client.conversations_open(users="U2")) == "user_disabled"
    assert await error_of(client.conversations_open(users="U3")) == "user_not_found"


async def test_one_install_reaches_every_workspace_of_an_organisation(slack: SlackStandIn) -> None:
    """And no other workspace."""
    one = slack.workspace("T1", enterprise="E1", org_wide=True)
    two = slack.workspace("T2", enterprise="E1", org_wide=True)
    other = slack.workspace("T3").person("U3")
    person = two.person("U2")
    client = make_client(slack, one.bot_token)

    await client.chat_postMessage(channel="U2", text="Hello")

    assert [seen.text for seen in person.sees()] == ["Hello"]
    assert await error_of(client.chat_postMessage(channel="U3", text="x")) == "channel_not_found"
    assert other.sees() == []


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_an_app_is_installed_in_a_browser(slack: SlackStandIn, tmp_path: Path) -> None:
    """Bolt's own OAuth flow takes its state from the same browser alone, and exchanges the code."""
    person = slack.workspace("T1", installed=False).person("U1")
    store = FileInstallationStore(base_dir=str(tmp_path / "installations"))
    settings = AsyncOAuthSettings(
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        scopes=["chat:write"],
        authorization_url=slack.authorize_url,
        installation_store=store,
        state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(tmp_path / "states")),
    )
    flow = AsyncOAuthFlow(settings=settings, client=make_client(slack, ""))
    app = AsyncApp(signing_secret=slack.signing_secret, oauth_flow=flow)
    async with serve(app.web_app("/slack/events")) as origin:
        slack.state.redirect_uris.append(f"{origin}/slack/oauth_redirect")
        page = f"{origin}/slack/install"

        assert (await person.install(page, another_browser=True))[0] == 400
        assert "access_denied" in (await person.install(page, deny=True))[1]
        assert store.find_bot(enterprise_id=None, team_id="T1") is None
        assert (await person.install(page))[0] == 200

    bot = store.find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    assert bot.bot_token == person.team.bot_token
