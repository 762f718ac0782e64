"""Everything said in a play, as the objects that `--json` prints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.message import Card, Draft, File, Form, Message, Picture, Text

JsonObject = dict[str, object]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing said.

    Args:
        id: Counts up in a play.
        at: When (UTC).
        zone: IANA zone the moment is shown in.
        to: Whom the bot speaks to, or who speaks.
        who: `you` or `bot`.
        type: `message`, `form`, `problem`, `picture`, `file` or `plan`.
        message, form: What was said; None for what the person did.
        text: Everything readable but labels.
        replaces: Id of the message it edits.
        values, errors: What stands in a form, and what is wrong with it, by field key.
        path, alt: Of pictures and files; `about` is the message they come with.
        plan: Planned nudges: kind, interview, moment.
    """

    id: str
    at: datetime
    zone: str
    to: str
    who: str
    type: str
    text: str = ""
    message: Message | None = None
    form: Form | None = None
    replaces: str | None = None
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    errors: Mapping[str, str] = field(default_factory=dict[str, str])
    path: Path | None = None
    about: Message | None = None
    alt: str | None = None
    plan: tuple[tuple[str, str | None, datetime], ...] | None = None

    def readable(self) -> str:
        """Return what an `expect` looks at: text, labels and alt text, spaces folded."""
        if self.message is not None:
            return readable(self.message)
        shown: list[str] = [self.text, self.alt or ""]
        if self.form is not None:
            shown.append(self.form.title)
            for one in self.form.fields:
                options = {option.key: option.label for option in one.options}
                shown += [one.label, one.hint, *options.values()]
                if self.type == "form" and not options:
                    shown.append(one.value)
            shown.append(self.form.submit)
        return _folded(shown)

    def to_json(self) -> JsonObject:
        """Return the object that `--json` prints; every key is always there."""
        message, form = self.message, self.form
        source = message or form or self.about
        topic, interview = (source.topic, source.interview) if source else (None, None)
        return {
            "id": self.id,
            "replaces": self.replaces,
            "at": self.at.astimezone(ZoneInfo(self.zone)).isoformat(),
            "to": self.to,
            "who": self.who,
            "type": self.type,
            "text": self.text,
            "topic": None if topic is None else topic.value,
            "nudge": list(message.nudge) if message is not None and message.nudge else None,
            "interview": interview,
            "buttons": [
                {"label": one.label, "action": one.action}
                for one in (message.buttons() if message is not None else ())
            ],
            "fields": [] if form is None else _fields(form, self.values, self.errors),
            "page": None if form is None else [form.page, form.of],
            "path": None if self.path is None else str(self.path),
            "alt": self.alt,
            "draft": None if message is None else _draft(message),
            "plan": None if self.plan is None else [self._planned(*one) for one in self.plan],
            "facts": {} if message is None else dict(message.facts),
        }

    def _planned(self, kind: str, interview: str | None, at: datetime) -> JsonObject:
        shown = at.astimezone(ZoneInfo(self.zone)).isoformat()
        return {"kind": kind, "interview": interview, "at": shown}


def readable(message: Message) -> str:
    """Return what can be read of a message: text, labels and alt text, unwrapped, spaces folded."""
    labels = [one.label for one in message.buttons()]
    alts = [part.alt for part in message.parts if isinstance(part, Picture | File)]
    return _folded([text_of(message), *labels, *alts])


def text_of(message: Message) -> str:
    """Return everything a message says but its labels, unwrapped."""
    lines: list[str] = []
    for part in message.parts:
        match part:
            case Text(body):
                lines.append(body)
            case Card(title, under, facts):
                lines += [title, *under, *(f"{label}: {value}" for label, value in facts)]
            case Draft(_, _, _, subject, body):
                lines += [f"Subject: {subject}", body] if subject else [body]
            case _:
                pass
    return "\n".join(lines)


def _folded(pieces: Iterable[str]) -> str:
    return " ".join(" ".join(pieces).split())


def _fields(form: Form, values: Mapping[str, str], errors: Mapping[str, str]) -> list[JsonObject]:
    return [
        {
            "key": one.key,
            "label": one.label,
            "kind": one.kind.value,
            "options": [{"key": option.key, "label": option.label} for option in one.options],
            "required": one.required,
            "value": values.get(one.key, one.value),
            "error": errors.get(one.key),
        }
        for one in form.fields
    ]


def _draft(message: Message) -> JsonObject | None:
    draft = next((part for part in message.parts if isinstance(part, Draft)), None)
    if draft is None:
        return None
    return {
        "kind": draft.kind,
        "person": draft.person,
        "channel": draft.channel,
        "subject": draft.subject,
        "body": draft.body,
    }
