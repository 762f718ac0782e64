"""Every command and every step, by name: the one list that grows with a new step."""

from collections.abc import Mapping

from bot.handler import Command, Handler
from bot.steps import (
    add,
    before,
    calm,
    contacts,
    customs,
    dashboard,
    deletion,
    follow_up,
    guide,
    home,
    keep_looking,
    listing,
    next_round,
    outcome,
    pace,
    progress,
    references,
    reflection,
    settings,
    snooze,
    thank_you,
    to_send,
    undo,
)

COMMANDS: Mapping[str, Command] = {
    "": home.command,
    "before": before.command,
    "add": add.command,
    "list": listing.command,
    "people": contacts.command,
    "notes": reflection.command,
    "thanks": thank_you.command,
    "references": references.command,
    "apply": keep_looking.command,
    "followup": follow_up.command,
    "calm": calm.command,
    "outcome": outcome.command,
    "settings": settings.command,
    "snooze": snooze.command,
    "undo": undo.command,
    "delete": deletion.command,
    "stop": pace.stop,
    "help": guide.command,
    # Reached by plain words.
    "just_had": add.just_had,
    "wrote": follow_up.wrote,
    "heard": follow_up.heard,
    "heard_next": follow_up.heard_next,
    "hard": calm.hard,
    "polite": home.polite,
    "start": pace.start,
    "sent": thank_you.sent_to,
    "promised": to_send.command,
    "sources": customs.command,
}

PLAIN_COMMANDS = frozenset(
    {
        "add",
        "apply",
        "before",
        "calm",
        "followup",
        "list",
        "notes",
        "outcome",
        "people",
        "references",
        "thanks",
    }
)
"""Commands that also work without the slash, where the words mean nothing else."""

HANDLERS: Mapping[str, Handler] = {
    "add": add.HANDLER,
    "before": before.HANDLER,
    "calm": calm.HANDLER,
    "contacts": contacts.HANDLER,
    "dashboard": dashboard.HANDLER,
    "deletion": deletion.HANDLER,
    "follow_up": follow_up.HANDLER,
    "home": home.HANDLER,
    "keep_looking": keep_looking.HANDLER,
    "listing": listing.HANDLER,
    "next_round": next_round.HANDLER,
    "outcome": outcome.HANDLER,
    "pace": pace.HANDLER,
    "progress": progress.HANDLER,
    "promise": follow_up.PROMISE,
    "references": references.HANDLER,
    "reflection": reflection.HANDLER,
    "settings": settings.HANDLER,
    "snooze": snooze.HANDLER,
    "thank_you": thank_you.HANDLER,
    "to_send": to_send.HANDLER,
    "undo": undo.HANDLER,
}
