"""A person who does anything in any order never reaches a dead end or an unhandled error."""

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.inbound import Closed, Pressed, Said, Submitted
from bot.library import load_library
from bot.people import Pace
from bot.schedule import NudgeState
from bot.steps.table import COMMANDS
from tests.desk import Desk

LIBRARY = load_library()
WORDS = (
    "what's next", "skip", "back", "later", "cancel", "edit", "no", "yes", "undo", "stop",
    "I just had an interview with Acme", "I just had an interview with Globex", "I heard back",
    "Dr Dana Smith, head of data, dana@acme.de, and Lee from platform", "no, at 3 pm",
    "I wrote to them", "they called", "remind me on Monday", "by Friday", "31 Feb", "nothing said",
    "It went well. They use Kafka. Next time I should practise.", "I accepted the offer",
    "Acme rejected me", "they invited me to the second round", "Jane Doe, my manager, jane@x.com",
    "portfolio by Friday", "I promised to send a portfolio by Friday", "\x00", "🙂", "שלום", "?" * 50,
)  # fmt: skip
VALUES = (
    "", "Acme", "today 15:30", "tomorrow", "Germany", "Atlantis", "they call by Friday", "video",
    "Dana Smith, dana@acme.de", "not-an-address@", "yes", "Europe/Berlin", "a" * 200, "5",
)  # fmt: skip


class Somebody(RuleBasedStateMachine):
    """Types, presses, fills in and waits at random."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(LIBRARY)
        self.loop = asyncio.new_event_loop()
        self.loop.run_until_complete(self.desk.sit_down())

    def teardown(self) -> None:
        self.loop.close()

    @rule(text=st.one_of(st.sampled_from(WORDS), st.text(max_size=60)))
    def type(self, text: str) -> None:
        reply = self.loop.run_until_complete(self.desk.act(Said(text)))
        assert reply.messages or reply.form or reply.edit, f"no answer to {text!r}"

    @rule(
        name=st.sampled_from(sorted(COMMANDS)),
        rest=st.one_of(st.just(""), st.sampled_from(WORDS + VALUES)),
    )
    def command(self, name: str, rest: str) -> None:
        reply = self.loop.run_until_complete(self.desk.act(Said(f"/interview {name} {rest}")))
        assert reply.messages or reply.form or reply.edit, f"no answer to {name} {rest!r}"

    @rule(number=st.integers(0, 40))
    def press(self, number: int) -> None:
        buttons = [one for message in self.desk.said[-12:] for one in message.buttons()]
        if buttons:
            action = buttons[number % len(buttons)].action
            reply = self.loop.run_until_complete(self.desk.act(Pressed(action)))
            assert reply.messages or reply.form or reply.edit, f"no answer to {action}"

    @rule(typed=st.lists(st.sampled_from(VALUES), min_size=5, max_size=5))
    def submit(self, typed: list[str]) -> None:
        if self.desk.form is not None:
            keys = [one.key for one in self.desk.form.fields]
            values = dict(zip(keys, typed, strict=False))
            reply = self.loop.run_until_complete(
                self.desk.act(Submitted(self.desk.form.id, values))
            )
            assert reply.messages or reply.form or reply.edit or reply.problems

    @rule()
    def close(self) -> None:
        if self.desk.form is not None:
            self.loop.run_until_complete(self.desk.act(Closed(self.desk.form.id)))

    @rule(hours=st.sampled_from((1, 3, 24, 72, 24 * 8)))
    def wait(self, hours: int) -> None:
        end = (
            (self.desk.now + timedelta(hours=hours))
            .astimezone(ZoneInfo(self.desk.zone))
            .replace(tzinfo=None)
        )
        self.loop.run_until_complete(self.desk.wait_until(end.isoformat(sep=" ")))

    @invariant()
    def nothing_stands_overdue(self) -> None:
        journey = self.loop.run_until_complete(self.desk.store.load(self.desk.who))
        if journey is None:
            # All that was kept was erased, as was asked.
            return
        planned = [one for one in journey.nudges if one.state is NudgeState.PLANNED]
        assert all(one.due >= self.desk.now for one in planned)
        if journey.person.pace is Pace.STOPPED:
            assert planned == []


Somebody.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestSomebody = Somebody.TestCase
