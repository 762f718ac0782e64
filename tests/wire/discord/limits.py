"""What Discord takes in a message: every payload is held to the published limits, and every breach is said."""

from tests.wire.discord.components import check_components
from tests.wire.discord.records import COMPONENTS_V2, Message
from tests.wire.discord.rules import Breaches
from tests.wire.json_shapes import Json, as_object, as_objects

CONTENT = 2000
EMBEDS, EMBED_TEXT = 10, 6000
NONCE = 25
FILES = 10
# What may stand in an embed.
EMBED = {"title": 256, "description": 4096}


def check_message(sent: Json, before: Message | None = None) -> Breaches:
    """Hold a message to the limits; with the message that it changes, if there is one."""
    breaches = Breaches()
    flags = int(sent.get("flags") or 0) | (before.flags if before is not None else 0)
    layout = bool(flags & COMPONENTS_V2)
    if layout:
        _check_layout(breaches, sent, before)
    else:
        breaches.string(sent.get("content"), ("content",), CONTENT, least=0)
        _check_embeds(breaches, sent.get("embeds"))
    nonce = sent.get("nonce")
    if nonce is not None and len(str(nonce)) > NONCE:
        breaches.add(
            ("nonce",), "NONCE_TYPE_TOO_LONG", f"Nonce must be at most {NONCE} characters."
        )
    if len(as_objects(sent.get("attachments"))) > FILES:
        breaches.count(sent["attachments"], ("attachments",), 0, FILES)
    if sent.get("components") is not None:
        check_components(breaches, sent["components"], layout=layout)
    return breaches


def _check_layout(breaches: Breaches, sent: Json, before: Message | None) -> None:
    """A message of components has nothing beside them, not even what an older state of it had."""
    for key in ("content", "embeds", "sticker_ids", "poll"):
        old = getattr(before, key, None) if key not in sent and before is not None else None
        if sent.get(key) or old:
            breaches.add(
                (key,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _check_embeds(breaches: Breaches, embeds: object) -> None:
    if embeds is None:
        return
    breaches.count(embeds, ("embeds",), 0, EMBEDS)
    total = 0
    for n, embed in enumerate(as_objects(embeds)):
        at = ("embeds", str(n))
        for key, most in EMBED.items():
            breaches.string(embed.get(key), (*at, key), most, least=0)
            total += len(str(embed.get(key) or ""))
        footer, author = as_object(embed.get("footer")), as_object(embed.get("author"))
        breaches.string(footer.get("text"), (*at, "footer", "text"), 2048, least=0)
        breaches.string(author.get("name"), (*at, "author", "name"), 256, least=0)
        total += len(str(footer.get("text") or "")) + len(str(author.get("name") or ""))
        fields = as_objects(embed.get("fields"))
        breaches.count(fields, (*at, "fields"), 0, 25)
        for m, field in enumerate(fields):
            breaches.string(field.get("name"), (*at, "fields", str(m), "name"), 256, needed=True)
            breaches.string(field.get("value"), (*at, "fields", str(m), "value"), 1024, needed=True)
            total += len(str(field.get("name"))) + len(str(field.get("value")))
    if total > EMBED_TEXT:
        breaches.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED",
                     f"Embed size exceeds maximum size of {EMBED_TEXT}")  # fmt: skip
