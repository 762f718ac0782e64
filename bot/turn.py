"""One turn of the conversation: what the steps read, and where they put what they decide."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from random import Random
from zoneinfo import ZoneInfo

from bot.action import Action
from bot.catalogue import Words
from bot.interview import Interview, Step
from bot.journey import Dialogue, Fact, Journey, Question
from bot.library import Library
from bot.message import Button, Choices, Form, Message, Part, Reply, Text, Topic, words_in
from bot.ports import NewId


class Turn:
    """What one act does: steps change the journey and say things; the conversation saves and returns both.

    Args:
        journey: The person's journey as loaded.
        now: The instant of the act (UTC).
        library: Words and tables.
        new_id: Makes ids.
        chance: For choices that need not be the same each time.
        pressed: The action whose button was pressed, None for other acts.
    """

    def __init__(
        self,
        journey: Journey,
        now: datetime,
        library: Library,
        new_id: NewId,
        chance: Random,
    ) -> None:
        self.journey = journey
        self.now = now
        self.library = library
        self.new_id = new_id
        self.chance = chance
        self.undoable = True
        self.answered = False
        self._messages: list[Message] = []
        self._edit: Message | None = None
        self._form: Form | None = None
        self._problems: dict[str, str] = {}
        self._erases = False
        self._moments: dict[str, datetime] = {}

    # What steps read

    @property
    def words(self) -> Words:
        """The person's language."""
        return self.library.words_in(self.journey.person.language)

    @property
    def zone(self) -> str:
        """The person's zone."""
        return self.journey.person.zone

    @property
    def preview(self) -> str:
        """What a notification may show of any message: the job search itself is the secret."""
        return self.words("home.preview")

    @property
    def today(self) -> date:
        """The person's date."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def moment(self, instant: datetime, zone: str | None = None) -> str:
        """Return an instant in words, in the person's zone unless told another."""
        worded = self.words.moment(instant, zone or self.zone, self.now)
        self._moments[worded] = instant
        return worded

    def moments_in(self, parts: Sequence[Part]) -> Mapping[str, datetime]:
        """Return the instants that parts tell of, by the words in which they do."""
        if not self._moments:
            return {}
        told = "\n".join(words_in(parts))
        return {worded: at for worded, at in self._moments.items() if worded in told}

    def iso(self, instant: datetime, zone: str | None = None) -> str:
        """Return an instant as ISO 8601 with the offset of the person's zone, or of another."""
        return instant.astimezone(ZoneInfo(zone or self.zone)).isoformat()

    def named(self, interview: Interview) -> str:
        """Return what an interview is called: the company, and its role where two share a company."""
        twins = [
            one
            for one in self.journey.facts.interviews
            if one.company.casefold() == interview.company.casefold()
        ]
        if len(twins) == 1:
            return interview.company
        told_apart = [one for one in (interview.role, interview.round) if one]
        day = self.words.day(interview.ended.astimezone(ZoneInfo(self.zone)).date(), self.today)
        return ", ".join((interview.company, *told_apart, *([] if told_apart else [day])))

    # What steps change

    def put(self, fact: Fact) -> None:
        """Add a fact, or replace the one with its id."""
        self.journey = replace(self.journey, facts=self.journey.facts.put(fact))

    def remove(self, fact: Fact) -> None:
        """Remove a fact."""
        self.journey = replace(self.journey, facts=self.journey.facts.remove(fact))

    def change_person(self, **changes: object) -> None:
        """Change settings of the person, by field name of `Person`."""
        self.journey = replace(self.journey, person=replace(self.journey.person, **changes))  # pyright: ignore[reportArgumentType]

    def change_dialogue(self, **changes: object) -> None:
        """Change where the conversation stands, by field name of `Dialogue`."""
        dialogue = replace(self.journey.dialogue, **changes)  # pyright: ignore[reportArgumentType]
        self.journey = replace(self.journey, dialogue=dialogue)

    @property
    def dialogue(self) -> Dialogue:
        """Where the conversation stands."""
        return self.journey.dialogue

    def focus(self, interview: Interview) -> None:
        """Make an interview the one spoken of."""
        self.change_dialogue(focus=interview.id, focused=self.now)

    def open_step(self, interview: Interview, step: Step) -> Interview:
        """Note that the person looked at a step of an interview, and return the interview."""
        changed = replace(interview, opened=interview.opened | {step})
        self.put(changed)
        return changed

    def ask(self, step: str, ask: str, subject: str = "", argument: str = "") -> None:
        """Leave a question open; the next words that are nothing else answer it."""
        self.change_dialogue(question=Question(step, ask, subject, self.now, argument=argument))

    def settle_question(self) -> None:
        """Close the open question: it was answered, skipped or put off."""
        self.answered = True
        self.change_dialogue(question=None)

    # What steps say

    def say(
        self,
        topic: Topic,
        *parts: Part | str,
        interview: Interview | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Answer with a message; a plain string is a paragraph."""
        self._messages.append(self._message(topic, parts, interview, facts))

    def say_first(self, topic: Topic, text: str) -> None:
        """Say a paragraph before all that was said in this turn, which may end with a question."""
        self._messages.insert(0, self._message(topic, (text,), None, None))

    def edit(
        self,
        topic: Topic,
        *parts: Part | str,
        interview: Interview | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Replace the message whose button was pressed; it loses the buttons it is not given again."""
        self._edit = self._message(topic, parts, interview, facts)

    def _message(
        self,
        topic: Topic,
        parts: Sequence[Part | str],
        interview: Interview | None,
        facts: Mapping[str, object] | None,
    ) -> Message:
        shown = tuple(Text(part) if isinstance(part, str) else part for part in parts)
        id = None if interview is None else interview.id
        moments = self.moments_in(shown)
        return Message(topic, shown, id, facts or {}, preview=self.preview, moments=moments)

    def say_edit(self) -> None:
        """Say what was meant to replace a pressed message; for words, where no button was pressed."""
        if self._edit is not None:
            self._messages.append(self._edit)
            self._edit = None

    def open(self, form: Form) -> None:
        """Open a form; an open one is replaced."""
        self._form = form
        self.change_dialogue(form=form, form_restated=False)

    def erase(self) -> None:
        """Have everything erased that is kept of the person, once this turn is over."""
        self._erases = True

    def problem(self, field: str, words: str) -> None:
        """Refuse a field of the submitted form; it stays open with everything typed."""
        self._problems[field] = words

    @property
    def has_problems(self) -> bool:
        """Whether the submitted form was refused."""
        return bool(self._problems)

    @property
    def has_form(self) -> bool:
        """Whether this turn opened a form."""
        return self._form is not None

    def button(self, label: str, step: str, verb: str, id: str = "", argument: str = "") -> Button:
        """Return a button; the label is shortened to what a button takes."""
        return Button(_shorten(label), Action(step, verb, id, argument).pack())

    def choices(self, *buttons: Button) -> Choices:
        """Return a row of buttons."""
        labels: set[str] = set()
        apart: list[Button] = []
        for number, one in enumerate(buttons, 1):
            # Two long names may be cut to the same words; no two buttons of a message read alike.
            label = one.label if one.label not in labels else f"{one.label[:70]} ({number})"
            labels.add(label)
            apart.append(replace(one, label=label))
        return Choices(tuple(apart))

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all was said in this turn so far."""
        return not (self._messages or self._edit or self._form or self._problems)

    def unsay(self) -> None:
        """Drop everything said in this turn."""
        self._messages.clear()
        self._edit = None
        self._form = None

    def unsay_first(self) -> None:
        """Drop the first thing said in this turn, which a later one has made needless."""
        del self._messages[:1]

    @property
    def said(self) -> Sequence[Message]:
        """The messages of this turn so far."""
        return self._messages

    def reply(self) -> Reply:
        """Return what this turn answers."""
        return Reply(
            tuple(self._messages), self._edit, self._form, dict(self._problems), self._erases
        )


def _shorten(label: str) -> str:
    return label if len(label) <= 75 else label[:74].rstrip() + "…"
