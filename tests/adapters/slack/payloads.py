"""What Slack sends, shaped as in its documentation."""

from typing import Any

Json = dict[str, Any]

FORM = "v1:add:first:x:0"
BUTTON = "v1:home:show::"

COMMAND: Json = {
    "token": "gIkuvaNzQIHg97ATvDxqgjtO",
    "team_id": "T0001",
    "team_domain": "example",
    "enterprise_id": "E0001",
    "enterprise_name": "Globular Construct Inc",
    "channel_id": "C2147483705",
    "channel_name": "test",
    "user_id": "U2147483697",
    "user_name": "steve",
    "command": "/interview",
    "text": "add Acme &amp; Sons",
    "response_url": "https://hooks.slack.com/commands/1234/5678",
    "trigger_id": "13345224609.738474920.8088930838d88f008e0",
    "api_app_id": "A123456",
    "is_enterprise_install": "false",
}

PRESS: Json = {
    "type": "block_actions",
    "team": {"id": "T9TK3CUKW", "domain": "example"},
    "user": {"id": "UA8RXUSPL", "username": "jtorrance", "name": "jtor", "team_id": "T9TK3CUKW"},
    "api_app_id": "AABA1ABCD",
    "token": "9s8d9as89d8as9d8as989",
    "container": {
        "type": "message",
        "message_ts": "1548261231.000200",
        "channel_id": "DBRYP2D9Q",
        "is_ephemeral": False,
    },
    "trigger_id": "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
    "channel": {"id": "DBRYP2D9Q", "name": "directmessage"},
    "enterprise": None,
    "is_enterprise_install": False,
    "message": {"bot_id": "BAH5CA16Z", "type": "message", "text": "x", "ts": "1548261231.000200"},
    "state": {"values": {}},
    "response_url": "https://hooks.slack.com/actions/AABA1ABCD/1232321423432/D09sSasdasdAS9091209",
    "actions": [
        {
            "type": "button",
            "action_id": "press:0",
            "block_id": "=qXel",
            "text": {"type": "plain_text", "text": "View", "emoji": False},
            "value": BUTTON,
            "action_ts": "1548426417.840180",
        }
    ],
}

SUBMISSION: Json = {
    "type": "view_submission",
    "team": {"id": "T9TK3CUKW", "domain": "coverbands"},
    "user": {"id": "U1A2B3C4", "name": "mae", "team_id": "T9TK3CUKW"},
    "enterprise": {"id": "E5Z", "name": "Covers"},
    "trigger_id": "156772938.1827394",
    "view": {
        "id": "VNHU13V36",
        "type": "modal",
        "callback_id": "form",
        "private_metadata": FORM,
        "state": {
            "values": {
                "field:company": {"typed": {"type": "plain_text_input", "value": "R&amp;D <3"}},
                "field:role": {"typed": {"type": "plain_text_input", "value": None}},
            }
        },
        "hash": "156663117.cd33ad1f",
    },
    "response_urls": [],
}

CLOSED: Json = {
    "type": "view_closed",
    "team": {"id": "T9TK3CUKW", "domain": "coverbands"},
    "user": {"id": "U1A2B3C4", "name": "mae", "team_id": "T9TK3CUKW"},
    "view": SUBMISSION["view"],
    "api_app_id": "AABA1ABCD",
    "is_cleared": False,
}


def event(id: str, **fields: Any) -> Json:
    """Return one event in its envelope."""
    return {
        "token": "one-long-verification-token",
        "team_id": "T061EG9R6",
        "api_app_id": "A0PNCHHK2",
        "event": fields,
        "type": "event_callback",
        "event_id": id,
        "event_time": 1355517523,
        "authorizations": [{"enterprise_id": None, "team_id": "T061EG9R6", "is_bot": True}],
    }


MESSAGE = event(
    "Ev0PV52K21",
    type="message",
    channel="D024BE91L",
    user="U2147483697",
    text="Dana, <mailto:dana@acme.de|dana@acme.de>",
    ts="1355517523.000005",
    event_ts="1355517523.000005",
    channel_type="im",
)

SHARED = event(
    "Ev0PV52K22",
    type="message",
    subtype="file_share",
    channel="D024BE91L",
    user="U2147483697",
    text="",
    ts="1355517524.000005",
    channel_type="im",
    files=[
        {
            "id": "F0S43PZDF",
            "name": "notes.txt",
            "mimetype": "text/plain",
            "size": 1024,
            "url_private": "https://files.slack.com/files-pri/T0-F0/notes.txt",
            "url_private_download": "https://files.slack.com/files-pri/T0-F0/download/notes.txt",
        }
    ],
)

OPENED = event(
    "Ev0PV52K23",
    type="app_home_opened",
    user="U123ABC456",
    channel="D123ABC456",
    event_ts="1515449522000016",
    tab="home",
    view={"id": "VPASKP233", "type": "home", "hash": "1585177230.e2f9a1d9", "blocks": []},
)

UNINSTALLED = event("Ev0PV52K24", type="app_uninstalled")
REVOKED = event(
    "Ev0PV52K25", type="tokens_revoked", tokens={"oauth": ["UXXXXXXXX"], "bot": ["UXXXXXXXX"]}
)
CHANGED = event(
    "Ev0PV52K26",
    type="user_change",
    user={"id": "U1", "tz": "Europe/Berlin", "locale": "de-DE", "is_bot": False, "deleted": False},
)

ALL = (
    COMMAND,
    PRESS,
    SUBMISSION,
    CLOSED,
    MESSAGE,
    SHARED,
    OPENED,
    UNINSTALLED,
    REVOKED,
    CHANGED,
)
