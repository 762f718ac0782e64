"""What is said unasked arrives once, whatever happens on the way, and reaches nobody who left."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.bootstrap import system_clock
from adapters.patience import Patience
from adapters.slack.api import RefusedError, SlackApi, UncertainError
from adapters.slack.speech import Speech
from adapters.slack.tokens import Identity, OneWorkspace
from adapters.slack.workspaces import Workspaces
from bot.errors import TryLater, Undeliverable
from bot.message import Button, Choices, File, Message, Text, Topic
from bot.people import Address, Space
from tests.wire.slack.faults import How
from tests.wire.slack.people import Person
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

NUDGE = Message(
    Topic.FOLLOW_UP,
    (Text("Now is a good time to ask Acme."), Choices((Button("I asked Acme", "v1:a:b:c:d"),))),
    preview="A word from Afterview",
)
ME = Address("slack", "U1", "T1")


def worded(text: str) -> Message:
    """Return a message of a few words."""
    return Message(Topic.HOME, (Text(text),), preview="x")


@pytest.fixture
async def speech(slack: SlackStandIn, team: Workspace) -> AsyncIterator[Speech]:
    """The bot's voice in one workspace, which waits for no rate limit."""

    async def no_sleep(seconds: float) -> None:
        await asyncio.sleep(0)
        slack.clock.advance(seconds)

    api = SlackApi(slack.url, slack.clock.now, no_sleep)
    tokens = OneWorkspace()
    tokens.arrive(Identity(team.bot_token, "UBOT", "BBOT"), Space("slack", "", team.id))

    async def leave(enterprise: str, team: str) -> None:
        assert (enterprise, team) == ("", "T1")

    yield Speech(api, Workspaces(api, tokens, leave), Patience(no_sleep), system_clock)
    await api.close()


async def test_it_is_said_in_private_under_a_preview_that_tells_nothing(
    speech: Speech, person: Person, team: Workspace
) -> None:
    """The words are in the direct messages alone, and not in what a locked screen shows."""
    await speech.post(ME, NUDGE, "key", again=False)
    [seen] = person.sees()
    assert seen.where == "dm"
    assert seen.text == "A word from Afterview"
    assert "Acme" in seen.words
    assert "I asked Acme" in seen.buttons
    assert team.public_messages == []


@pytest.mark.parametrize("how", ["reset_after", "lost_after"])
async def test_one_that_may_have_arrived_is_looked_for_before_it_is_repeated(
    speech: Speech, slack: SlackStandIn, person: Person, how: How
) -> None:
    """After a post with an unknown end that got through, the repeat finds it and posts nothing."""
    slack.fail("chat.postMessage", how)
    with pytest.raises(UncertainError):
        await speech.post(ME, NUDGE, "key", again=False)
    await speech.post(ME, NUDGE, "key", again=True)
    assert len(person.sees()) == 1


@pytest.mark.parametrize("how", ["reset_before", "500", "503", "html"])
async def test_one_that_did_not_arrive_is_repeated(
    speech: Speech, slack: SlackStandIn, person: Person, how: How
) -> None:
    """After a post that did not get through, the repeat posts it, once."""
    slack.fail("chat.postMessage", how)
    with pytest.raises(UncertainError):
        await speech.post(ME, NUDGE, "key", again=False)
    assert person.sees() == []
    await speech.post(ME, NUDGE, "key", again=True)
    await speech.post(ME, NUDGE, "key", again=True)
    assert len(person.sees()) == 1


async def test_where_looking_is_limited_nothing_is_repeated_blindly(
    speech: Speech, slack: SlackStandIn, person: Person
) -> None:
    """An app that may look once a minute waits for another try rather than posting twice."""
    await speech.post(ME, NUDGE, "key", again=False)
    slack.fail("conversations.history", "ratelimited", retry_after=60)
    with pytest.raises(TryLater):
        await speech.post(ME, NUDGE, "key", again=True)
    assert len(person.sees()) == 1


async def test_a_short_rate_limit_is_waited_for(
    speech: Speech, slack: SlackStandIn, person: Person
) -> None:
    """Slack's "in two seconds" is obeyed, and the message comes then."""
    slack.fail("chat.postMessage", "ratelimited", retry_after=2)
    await speech.post(ME, NUDGE, "key", again=False)
    assert len(person.sees()) == 1
    assert slack.calls["chat.postMessage"] == 2


@pytest.mark.parametrize(
    ("code", "seconds"),
    [
        ("ratelimited", 1),
        ("rate_limited", 1),
        ("org_login_required", 60),
        ("team_added_to_org", 60),
    ],
)
async def test_what_slack_takes_later_is_not_taken_for_a_refusal(
    speech: Speech, slack: SlackStandIn, person: Person, code: str, seconds: int
) -> None:
    """A limit without HTTP's 429, and a workspace on its way into an organisation: it comes afterwards."""
    slack.fail("chat.postMessage", "error", error=code)
    begun = slack.clock.now()
    await speech.say(ME, [worded("An answer")])
    assert person.reads().count("An answer") == 1
    assert slack.clock.now() - begun >= seconds
    assert slack.calls["conversations.history"] == 0


@pytest.mark.usefixtures("person")
async def test_a_workspace_that_moves_is_asked_once_in_a_while(
    speech: Speech, slack: SlackStandIn
) -> None:
    """What is said unasked waits for the minute, and everybody else's there too."""
    slack.fail("chat.postMessage", "error", error="team_added_to_org")
    for _ in range(2):
        with pytest.raises(TryLater) as later:
            await speech.post(ME, NUDGE, "key", again=False)
        assert later.value.everybody
    assert slack.calls["chat.postMessage"] == 1


@pytest.mark.usefixtures("person")
async def test_a_long_rate_limit_is_left_to_another_try_without_asking_again(
    speech: Speech, slack: SlackStandIn
) -> None:
    """Until the minute is over the method is not called for that workspace at all."""
    slack.fail("chat.postMessage", "ratelimited", retry_after=60)
    for _ in range(3):
        with pytest.raises(TryLater):
            await speech.post(ME, NUDGE, "key", again=False)
    assert slack.calls["chat.postMessage"] == 1


async def test_a_limit_in_the_midst_of_a_message_does_not_repeat_its_beginning(
    speech: Speech, slack: SlackStandIn, person: Person
) -> None:
    """Its words are there and its file is not yet: the limit says so, and the next try brings the file alone."""
    message = replace(NUDGE, parts=(*NUDGE.parts, File("a.txt", "text/plain", b"x", "A file")))
    slack.fail("files.getUploadURLExternal", "ratelimited", retry_after=60)
    with pytest.raises(TryLater) as refused:
        await speech.post(ME, message, "key", again=False)
    assert refused.value.begun
    slack.clock.advance(60)
    await speech.post(ME, message, "key", again=True)
    assert slack.calls["chat.postMessage"] == 1
    assert [len(one.files) for one in person.sees()] == [0, 1]


async def test_one_is_found_page_by_page_where_slack_lets_it_look_once_a_minute(
    speech: Speech, slack: SlackStandIn, person: Person
) -> None:
    """Every look goes on where the limit broke off the one before, however much was said since."""
    slack.fail("chat.postMessage", "lost_after")
    with pytest.raises(UncertainError):
        await speech.post(ME, NUDGE, "key", again=False)
    for number in range(40):
        await speech.post(ME, worded(f"Number {number}"), f"other {number}", again=False)
    slack.rates.per_minute["conversations.history"] = 1
    for _ in range(2):
        with pytest.raises(TryLater) as limit:
            await speech.post(ME, NUDGE, "key", again=True)
        slack.clock.advance(limit.value.seconds)
    await speech.post(ME, NUDGE, "key", again=True)
    assert slack.calls["chat.postMessage"] == 41
    assert person.reads().count("good time to ask") == 1


async def test_an_owed_answer_that_had_arrived_is_not_said_again(
    speech: Speech, slack: SlackStandIn, person: Person
) -> None:
    """It is looked for before it is said with the next one, for nobody knew how its try had ended."""
    slack.fail("chat.postMessage", "lost_after")
    slack.fail("conversations.history", "503", times=5)
    with pytest.raises(UncertainError):
        await speech.say(ME, [worded("First")])
    await speech.say(ME, [worded("Second")])
    assert [person.reads().count(one) for one in ("First", "Second")] == [1, 1]


async def test_a_part_that_slack_does_not_take_holds_nothing_else_up(
    speech: Speech, slack: SlackStandIn, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """What was owed and what follows is said; the operator reads of it, in Slack's words alone."""
    slack.fail("chat.postMessage", "503", times=6)
    with pytest.raises(UncertainError):
        await speech.say(ME, [worded("Owed")])
    slack.fail("chat.postMessage", "error", error="invalid_blocks")
    await speech.say(ME, [worded("First"), worded("Second")])
    assert [person.reads().count(one) for one in ("Owed", "First", "Second")] == [0, 1, 1]
    assert "invalid_blocks" in caplog.text
    assert "Owed" not in caplog.text
    slack.fail("chat.postMessage", "error", error="invalid_blocks")
    with pytest.raises(RefusedError):
        await speech.say(ME, [worded("Third")])


async def test_closed_direct_messages_keep_what_was_owed(
    speech: Speech, slack: SlackStandIn, person: Person
) -> None:
    """Open again, they get it; what was new had been brought another way."""
    slack.fail("chat.postMessage", "503", times=6)
    with pytest.raises(UncertainError):
        await speech.say(ME, [worded("Owed")])
    person.dm.refuses = "messages_tab_disabled"
    with pytest.raises(RefusedError):
        await speech.say(ME, [worded("New")])
    person.dm.refuses = ""
    await speech.say(ME, [worded("Last")])
    assert [person.reads().count(one) for one in ("Owed", "New", "Last")] == [1, 0, 1]


async def test_answers_keep_their_order(speech: Speech, person: Person) -> None:
    """Two answers given at once come in the order in which they were given."""
    said = [worded(f"Number {n}") for n in range(6)]
    await asyncio.gather(*(speech.say(ME, said[n : n + 2]) for n in (0, 2, 4)))
    assert [one.words for one in person.sees()] == [f"Number {n}" for n in range(6)]


async def test_a_conversation_that_moved_is_found_again(
    speech: Speech, slack: SlackStandIn, person: Person
) -> None:
    """What was remembered of where it is does not keep a nudge or an answer from arriving."""
    for say in (
        speech.post(ME, NUDGE, "key", again=False),
        speech.say(ME, (Message(Topic.HOME, (Text("An answer."),), preview="x"),)),
    ):
        speech.remember(ME, "D0OLD")
        await say
    assert len(person.sees()) == 2
    assert slack.calls["conversations.open"] == 2


async def test_a_file_is_uploaded_into_the_direct_messages(speech: Speech, person: Person) -> None:
    """A file comes with its name, for the person alone."""
    file = File("notes.csv", "text/csv", b"a,b\n", "Your notes")
    await speech.say(ME, (Message(Topic.HOME, (Text("Here it is."), file), preview="x"),))
    assert [one.name for seen in person.sees() for one in seen.files] == ["notes.csv"]


@pytest.mark.parametrize("how", ["503", "reset_before", "reset_after", "lost_after", "ratelimited"])
@pytest.mark.parametrize("where", ["files.completeUploadExternal", "chat.postMessage"])
async def test_a_file_that_did_not_get_through_is_brought_once(
    speech: Speech, slack: SlackStandIn, person: Person, how: How, where: str
) -> None:
    """Neither the file nor the words before it come twice, nor does one come without the other."""
    file = File("notes.csv", "text/csv", b"a,b\n", "Your notes")
    slack.fail(where, how)
    await speech.say(ME, (Message(Topic.HOME, (Text("Here it is."), file), preview="x"),))
    assert [one.words for one in person.sees() if one.words] == ["Here it is."]
    assert [one.name for seen in person.sees() for one in seen.files] == ["notes.csv"]


async def test_a_nudge_whose_file_is_missing_gets_it_by_the_next_try(
    speech: Speech, slack: SlackStandIn, person: Person
) -> None:
    """The words are found and not repeated, and the file is still brought."""
    file = File("notes.csv", "text/csv", b"a,b\n", "Your notes")
    nudge = Message(Topic.HOME, (Text("Here it is."), file), preview="x")
    slack.fail("upload", "503")
    with pytest.raises(UncertainError):
        await speech.post(ME, nudge, "key", again=False)
    await speech.post(ME, nudge, "key", again=True)
    await speech.post(ME, nudge, "key", again=True)
    assert [one.words for one in person.sees() if one.words] == ["Here it is."]
    assert [one.name for seen in person.sees() for one in seen.files] == ["notes.csv"]


async def test_whoever_left_is_not_tried_again(
    speech: Speech, slack: SlackStandIn, person: Person
) -> None:
    """A closed account and a revoked token are the end of it, not a fault to repeat."""
    await speech.channel(ME)
    person.deactivated = True
    with pytest.raises(Undeliverable):
        await speech.post(ME, NUDGE, "key", again=False)
    slack.state.tokens.revoke_team("T1")
    with pytest.raises(Undeliverable):
        await speech.post(ME, NUDGE, "key", again=False)
