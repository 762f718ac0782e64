"""What Slack sends is read as what a person did, and the rest as nothing at all."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.inbound import Acted, Left, Posted, read
from bot.inbound import Closed, Command, Opened, Pressed, Profile, Said, Submitted, Uploaded
from bot.people import Address
from tests.adapters.slack import payloads
from tests.adapters.slack.payloads import Json

JUNK: list[Any] = [None, "", 0, [], {}, [None], {"id": None}, "x", True]


def acted(payload: Json) -> Acted:
    """Return what somebody did."""
    found = read(payload)
    assert isinstance(found, Acted)
    return found


def changed(payload: Json, **event: Any) -> Json:
    """Return an event with other fields."""
    return payload | {"event": payload["event"] | event}


def test_a_command_is_read_with_its_words() -> None:
    """The first word is the subcommand, the rest stays together, entities are characters again."""
    found = acted(payloads.COMMAND)
    assert found.inbound.act == Command("add", "Acme & Sons")
    assert found.inbound.who == Address("slack", "U2147483697", "T0001", "E0001")
    assert found.where.response_url
    assert found.where.trigger


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("", Command("")),
        (None, Command("")),
        ("  next ", Command("next")),
        ("what's next", Command("what's", "next")),
        ("notes first line\nsecond", Command("notes", "first line\nsecond")),
    ],
)
def test_whatever_stands_behind_the_command_is_passed_on(text: str | None, act: Command) -> None:
    """Plain words are the core's to understand."""
    assert acted(payloads.COMMAND | {"text": text}).inbound.act == act


def test_a_press_carries_its_action_and_its_message() -> None:
    """A button in a direct message tells which message it sits in."""
    found = acted(payloads.PRESS)
    assert found.inbound.act == Pressed(payloads.BUTTON, "1548261231.000200")
    assert found.inbound.who == Address("slack", "UA8RXUSPL", "T9TK3CUKW", "")
    assert found.where.channel == "DBRYP2D9Q"


ORG_WIDE = payloads.PRESS | {
    "team": None,
    "enterprise": {"id": "E1", "name": "Org"},
    "is_enterprise_install": True,
}


@pytest.mark.parametrize(
    ("user_s", "view_s", "team"), [("T1", None, "T1"), ("E1", "T2", "T2"), ("E1", None, "")]
)
def test_an_organisation_is_not_taken_for_a_workspace(
    user_s: str, view_s: str | None, team: str
) -> None:
    """Where the app is installed for all of one, a press tells the person's workspace, or only hers."""
    user = {"id": "W1", "team_id": user_s}
    found = acted(ORG_WIDE | {"user": user, "view": {"team_id": view_s}})
    assert found.inbound.who == Address("slack", "W1", team, "E1")


def test_it_is_known_where_the_app_is_installed_for_an_organisation() -> None:
    """Commands say so in a word, interactions with true, events of the installation that may see them."""
    here = [{"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}]
    assert acted(ORG_WIDE).where.org_wide
    assert acted(payloads.COMMAND | {"is_enterprise_install": "true"}).where.org_wide
    assert acted(payloads.MESSAGE | {"authorizations": here}).where.org_wide
    for single in (payloads.COMMAND, payloads.PRESS, payloads.MESSAGE):
        assert not acted(single).where.org_wide


def test_an_overflow_menu_is_pressed_like_a_button() -> None:
    """Its chosen option is the action."""
    option = {"type": "overflow", "action_id": "press:3", "selected_option": {"value": "v1:a:b::"}}
    assert acted(payloads.PRESS | {"actions": [option]}).inbound.act == Pressed(
        "v1:a:b::", "1548261231.000200"
    )


def test_a_picker_in_a_modal_is_no_answer_yet() -> None:
    """What it holds comes with the submission."""
    picker = {"type": "datepicker", "action_id": "day", "selected_date": "2026-11-20"}
    assert read(payloads.PRESS | {"actions": [picker]}) is None


def test_a_press_in_the_home_tab_has_a_view_and_no_message() -> None:
    """Its answer goes to the direct message, and the tab is drawn anew."""
    sent = {key: one for key, one in payloads.PRESS.items() if key not in ("message", "channel")}
    sent |= {
        "container": {"type": "view", "view_id": "V1"},
        "view": {"id": "V1", "type": "home", "hash": "h"},
    }
    found = acted(sent)
    assert found.inbound.act == Pressed(payloads.BUTTON, "")
    assert (found.where.view, found.where.view_hash, found.where.tab) == ("V1", "h", "home")


def test_a_form_is_read_as_it_was_typed() -> None:
    """What stands in a modal is not escaped; its id comes back."""
    found = acted(payloads.SUBMISSION)
    assert found.inbound.act == Submitted(payloads.FORM, {"company": "R&amp;D <3", "role": ""})
    assert found.inbound.who == Address("slack", "U1A2B3C4", "T9TK3CUKW", "E5Z")
    assert found.where.view == "VNHU13V36"


def test_a_corrected_form_is_another_event() -> None:
    """The view and its hash stay the same while errors are shown; a repeated delivery has the same id."""
    again = payloads.SUBMISSION | {"trigger_id": "2.2"}
    assert acted(again).inbound.id != acted(payloads.SUBMISSION).inbound.id
    assert acted(copy.deepcopy(again)).inbound.id == acted(again).inbound.id


def test_a_closed_form_says_which() -> None:
    """Closing tells the form's id."""
    found = acted(payloads.CLOSED)
    assert found.inbound.act == Closed(payloads.FORM)
    assert found.inbound.id == acted(copy.deepcopy(payloads.CLOSED)).inbound.id


def test_somebody_else_s_modal_is_ignored() -> None:
    """Only our own forms are answered."""
    view = payloads.SUBMISSION["view"] | {"callback_id": "other"}
    assert read(payloads.SUBMISSION | {"view": view}) is None
    assert read(payloads.CLOSED | {"view": view}) is None


def test_words_in_the_direct_message_are_heard() -> None:
    """Links that Slack made of an address are the address again."""
    found = acted(payloads.MESSAGE)
    assert found.inbound.act == Said("Dana, dana@acme.de")
    assert found.inbound.id == "Ev0PV52K21"
    assert found.inbound.who == Address("slack", "U2147483697", "T061EG9R6", "")
    assert (found.where.channel, found.where.ts) == ("D024BE91L", "1355517523.000005")


@pytest.mark.parametrize(
    "fields",
    [
        {"subtype": "bot_message"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "something_new"},
        {"edited": {"user": "U1", "ts": "1.1"}},
        {"user": "USLACKBOT"},
        {"user": None},
        {"channel_type": "channel", "channel": "C1"},
        {"channel_type": "mpim", "channel": "G1"},
    ],
)
def test_what_no_person_wrote_to_us_alone_is_ignored(fields: Json) -> None:
    """Other bots' words, edits, deletions and channels."""
    assert read(changed(payloads.MESSAGE, **fields)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"subtype": "me_message"},
        {"subtype": "thread_broadcast", "thread_ts": "1.1", "root": {"text": "before"}},
    ],
)
def test_words_are_heard_however_a_person_wrote_them(fields: Json) -> None:
    """Behind `/me`, and in a thread with the box ticked that shows them in the conversation too."""
    assert acted(changed(payloads.MESSAGE, **fields)).inbound.act == Said("Dana, dana@acme.de")


def test_our_own_words_are_no_act_and_tell_where_something_was_said() -> None:
    """Another process may have said it; a change of it, and what bots say in channels, tells nothing."""
    ours = changed(payloads.MESSAGE, bot_id="B1", user="UBOT")
    assert read(ours) == Posted("D024BE91L")
    assert read(changed(ours, subtype="message_changed")) is None
    assert read(changed(ours, channel="C1", channel_type="channel")) is None


def test_a_shared_file_comes_with_its_words() -> None:
    """Without words the file is the act; its data is not fetched, and its name may be hidden."""
    assert acted(payloads.SHARED).inbound.act == Uploaded("notes.txt", b"")
    with_words = acted(changed(payloads.SHARED, text="My notes"))
    assert with_words.inbound.act == Said("My notes", "notes.txt")
    hidden = [{"id": "F1", "file_access": "check_file_info"}]
    assert acted(changed(payloads.SHARED, files=hidden)).inbound.act == Uploaded("?", b"")


def test_opening_the_app_is_no_word() -> None:
    """The tab that came into view is told, so that it can be drawn."""
    found = acted(payloads.OPENED)
    assert found.inbound.act == Opened()
    assert (found.where.tab, found.where.view) == ("home", "VPASKP233")
    assert acted(changed(payloads.OPENED, tab="messages", view=None)).where.tab == "messages"


def test_leaving_names_the_installation() -> None:
    """Uninstalled or revoked, the workspace is the one to stop for."""
    assert read(payloads.UNINSTALLED) == Left("Ev0PV52K24", "T061EG9R6", "")
    assert read(payloads.REVOKED) == Left("Ev0PV52K25", "T061EG9R6", "")


def test_a_person_s_own_token_is_none_of_ours() -> None:
    """Only the bot's token ends an installation."""
    assert read(changed(payloads.REVOKED, tokens={"oauth": ["U1"], "bot": []})) is None


def test_a_changed_profile_tells_zone_and_language() -> None:
    """A closed account is told as such, and bots have no profile."""
    user = payloads.CHANGED["event"]["user"]
    assert acted(payloads.CHANGED).inbound.act == Profile("Europe/Berlin", "de")
    gone = read(changed(payloads.CHANGED, user=user | {"deleted": True}))
    assert gone == Left("Ev0PV52K26", "T061EG9R6", "", "U1")
    assert read(changed(payloads.CHANGED, user=user | {"is_bot": True})) is None


@pytest.mark.parametrize("payload", [{}, {"type": "url_verification"}, {"type": "shortcut"}])
def test_what_is_unknown_is_ignored(payload: Json) -> None:
    """Other payloads are nothing, not an error."""
    assert read(payload) is None


@given(st.sampled_from(payloads.ALL), st.data())
def test_odd_payloads_never_raise(payload: Json, data: st.DataObject) -> None:
    """Any field may be missing, null or of another kind."""
    odd = copy.deepcopy(payload)
    for _ in range(data.draw(st.integers(1, 4))):
        _spoil(odd, data)
    found = read(odd)
    assert found is None or isinstance(found, Acted | Left | Posted)
    if isinstance(found, Acted):
        assert found.inbound.id
        assert found.inbound.who.user


def _spoil(found: Any, data: st.DataObject) -> None:
    while True:
        keys = list(found) if isinstance(found, dict) else list(range(len(found)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if not isinstance(found[key], dict | list) or data.draw(st.booleans()):
            break
        found = found[key]
    if isinstance(found, dict) and data.draw(st.booleans()):
        del found[key]
    else:
        found[key] = copy.deepcopy(data.draw(st.sampled_from(JUNK)))
