"""Payloads as Discord's documentation shows them, with only what matters here left in."""

from typing import Any

Json = dict[str, Any]

USER: Json = {
    "id": "53908232506183680",
    "username": "mason",
    "global_name": "Mason",
    "avatar": "a_d5efa99b3eeaa7dd43acca82f5692432",
    "discriminator": "0",
    "public_flags": 131141,
}
"""As in a direct message."""
MEMBER: Json = {"user": USER, "roles": ["539082325061836999"], "permissions": "2147483647"}
"""As in a server."""

COMMAND: Json = {
    "type": 2,
    "token": "A_UNIQUE_TOKEN",
    "member": MEMBER,
    "id": "786008729715212338",
    "application_id": "775799577604522054",
    "guild_id": "290926798626357999",
    "app_permissions": "442368",
    "guild_locale": "en-US",
    "locale": "en-US",
    "context": 0,
    "authorizing_integration_owners": {"0": "290926798626357999"},
    "data": {
        "options": [
            {
                "type": 1,
                "name": "apply",
                "options": [
                    {"type": 3, "name": "company", "value": "Acme"},
                    {"type": 3, "name": "role", "value": "Data engineer"},
                ],
            }
        ],
        "type": 1,
        "name": "interview",
        "id": "771825006014889984",
    },
    "channel_id": "645027906669510667",
    "version": 1,
}

BUTTON = "v1:contacts:later:01J:"
PRESS: Json = {
    "version": 1,
    "type": 3,
    "token": "unique_interaction_token",
    "id": "846462639134605312",
    "application_id": "290926444748734465",
    "user": USER,
    "channel_id": "345626669114982999",
    "context": 1,
    "locale": "de",
    "message": {"type": 0, "id": "846452320798998598", "flags": 32768, "content": ""},
    "data": {"custom_id": f"av:{BUTTON}", "component_type": 2, "id": 3},
}

FORM = "v1:add:first:01J:0"
MODAL: Json = {
    "version": 1,
    "type": 5,
    "token": "unique_interaction_token",
    "id": "846462639134605999",
    "application_id": "290926444748734465",
    "user": USER,
    "channel_id": "345626669114982999",
    "context": 1,
    "locale": "en-GB",
    "data": {
        "custom_id": f"av:{FORM}",
        "components": [
            {
                "type": 18,
                "id": 1,
                "component": {"type": 4, "id": 2, "custom_id": "company", "value": "Acme"},
            },
            {
                "type": 18,
                "id": 3,
                "component": {"type": 3, "id": 4, "custom_id": "country", "values": ["DE"]},
            },
            {
                "type": 18,
                "id": 5,
                "component": {"type": 21, "id": 6, "custom_id": "channel", "value": "email"},
            },
            {
                "type": 18,
                "id": 7,
                "component": {"type": 22, "id": 8, "custom_id": "people", "values": ["a", "b"]},
            },
            {
                "type": 18,
                "id": 9,
                "component": {"type": 21, "id": 10, "custom_id": "mood", "value": None},
            },
        ],
    },
}

AUTOCOMPLETE: Json = COMMAND | {
    "type": 4,
    "data": {
        "id": "771825006014889984",
        "name": "interview",
        "type": 1,
        "options": [
            {
                "type": 1,
                "name": "list",
                "options": [{"type": 3, "name": "interview", "value": "Ac", "focused": True}],
            }
        ],
    },
}

MESSAGE: Json = {
    "id": "334385199974967042",
    "channel_id": "290926798999357250",
    "type": 0,
    "author": USER,
    "content": "I met Dana",
    "timestamp": "2026-11-23T13:00:00.000000+00:00",
    "edited_timestamp": None,
    "tts": False,
    "mention_everyone": False,
    "mentions": [],
    "mention_roles": [],
    "attachments": [],
    "embeds": [],
    "pinned": False,
    "flags": 0,
}
FILE: Json = {
    "id": "1179911283812208640",
    "filename": "notes\u202e.txt",
    "size": 24,
    "url": "https://cdn.discordapp.com/attachments/1/2/notes.txt",
    "content_type": "text/plain; charset=utf-8",
}
