"""Somebody whom the running program owes a nudge, whatever time it is."""

from datetime import timedelta
from random import Random

from adapters.bootstrap import fresh_id, system_clock
from adapters.sql.crypto import load_keys
from adapters.sql.store import open_store
from bot.conversation import Conversation
from bot.inbound import Inbound, Profile, Said, Submitted
from bot.library import load_library
from bot.people import Address
from tests.wire.slack.people import Person


async def owe_a_nudge(url: str, key: str, person: Person) -> None:
    """Let somebody have told of an interview two days ago, where it is noon now."""
    now, who = system_clock(), Address("slack", person.id, person.team.id)
    # Zones called Etc have their sign the other way round. Their profile tells it too, or it may be night there.
    zone = f"Etc/GMT{now.hour - 12:+d}" if now.hour != 12 else "Etc/GMT"
    person.zone = zone
    told = now - timedelta(days=2)
    store = open_store(url, load_keys(key))
    talk = Conversation(store, load_library(), lambda: told, fresh_id, Random(1))
    await talk.handle(Inbound(fresh_id(), who, Profile(zone)))
    reply = await talk.handle(Inbound(fresh_id(), who, Said("/interview add Acme")))
    assert reply.form is not None
    fields = {"company": "Acme", "ended": "today 10:00", "country": "Germany"}
    await talk.handle(Inbound(fresh_id(), who, Submitted(reply.form.id, fields)))
    due = await store.next_due()
    assert due is not None
    assert due < now
    await store.close()
