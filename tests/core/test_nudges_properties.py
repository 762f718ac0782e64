"""What holds for every journey: no nudge at night, one a day, same facts same set, no burst."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendar import is_quiet
from bot.interview import (
    Contact,
    FollowUp,
    Interview,
    NextStep,
    Outcome,
    OutcomeKind,
    Referee,
    ReferenceUse,
    Snooze,
    Step,
    Thanks,
    ToSend,
    Wait,
)
from bot.journey import Facts, Journey
from bot.nudges import bundle, plan, plan_view, reconcile, still_wanted
from bot.people import Address, Pace, Person, QuietHours
from bot.schedule import Nudge, NudgeKind, NudgeState
from tests.core.nudging import Days, customs

ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Havana",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Pacific/Kiritimati",
    ]
)
COUNTRIES = st.sampled_from([None, "DE", "US", "NL", "KR", "KE", "SA", "JP", "NZ"])
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 365 * 24 * 60).map(lambda number: BEGIN + timedelta(minutes=number))
# Nights of at least an hour and days of at least six, so that there is time to say anything at all.
QUIET = st.builds(
    lambda start, hours: QuietHours(start, _plus(start, hours)), TIMES, st.integers(0, 18)
)
SKIPPED = st.frozensets(
    st.sampled_from([Step.CONTACTS, Step.REFERENCES, Step.THANK_YOU]), max_size=1
)


def _plus(start: time, hours: int) -> time:
    return (datetime.combine(date(2026, 1, 1), start) + timedelta(hours=hours)).time()


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Somebody with any settings."""
    joined = draw(MOMENTS)
    return Person(
        id="me",
        address=Address("terminal", "me"),
        joined=joined,
        last_act=joined,
        zone=draw(ZONES),
        country=draw(COUNTRIES),
        quiet=draw(QUIET),
        calm_at=draw(TIMES),
        weekly_day=draw(st.integers(0, 6)),
        weekly_at=draw(TIMES),
        goal=draw(st.sampled_from([None, 5])),
        pace=draw(st.sampled_from([Pace.NORMAL, Pace.NORMAL, Pace.NORMAL, Pace.LESS])),
        dark_until=draw(st.none() | MOMENTS),
    )


@st.composite
def facts(draw: st.DrawFn, who: Person) -> Facts:
    """Up to three interviews with whatever may be told about them."""
    told = Facts()
    for number in range(draw(st.integers(0, 3))):
        id = f"i{number}"
        ended = who.joined + timedelta(minutes=draw(st.integers(-3000, 60 * 24 * 40)))
        logged = max(who.joined, ended) + timedelta(minutes=draw(st.sampled_from([0, 10, 4000])))
        told = told.put(draw(_interview(id, ended, logged, who.zone)))
        for fact in draw(_around(id, ended)):
            told = told.put(fact)
    return told


@st.composite
def _interview(draw: st.DrawFn, id: str, ended: datetime, logged: datetime, home: str) -> Interview:
    steps = st.sampled_from(list(NextStep))
    days = st.none() | st.integers(0, 50).map(lambda number: (ended + timedelta(number)).date())
    waits = [Wait(0, ended, draw(steps), draw(days))]
    if draw(st.booleans()):
        waits.append(
            Wait(1, logged + timedelta(days=draw(st.integers(0, 9))), draw(steps), draw(days))
        )
    over = Outcome(OutcomeKind.REJECTION, logged)
    return Interview(
        id=id,
        application=id,
        company=id,
        ended=ended,
        ended_zone=home,
        logged=logged,
        waits=tuple(waits),
        country=draw(COUNTRIES),
        zone=draw(st.none() | ZONES),
        contact_unwelcome=draw(st.sampled_from([False, False, True])),
        skipped=draw(SKIPPED),
        outcome=draw(st.sampled_from([None, None, None, over])),
    )


@st.composite
def _around(
    draw: st.DrawFn, of: str, ended: datetime
) -> list[Contact | FollowUp | Referee | ReferenceUse | ToSend]:
    around: list[Contact | FollowUp | Referee | ReferenceUse | ToSend] = [
        Contact(f"{of}c{number}", of, "Dana", thanks=draw(st.sampled_from(list(Thanks))))
        for number in range(draw(st.integers(0, 2)))
    ]
    for number in range(draw(st.integers(0, 2))):
        sent = ended + timedelta(hours=draw(st.integers(1, 800)))
        around.append(FollowUp(f"{of}f{number}", of, draw(st.integers(0, 1)), sent))
    if draw(st.booleans()):
        around.append(Referee(f"{of}r", "Kim"))
        around.append(ReferenceUse(f"{of}u", of, f"{of}r", ended))
    if draw(st.booleans()):
        around.append(ToSend(f"{of}t", of, "portfolio", (ended + timedelta(days=3)).date()))
    return around


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Any journey to which nothing has been said yet."""
    who = draw(people())
    return Journey(who, draw(facts(who)))


@st.composite
def with_something_put_off(draw: st.DrawFn) -> Journey:
    """Any journey with a nudge put off, and perhaps everything held."""
    told = draw(journeys())
    planned = sorted(plan(told, customs), key=lambda one: (one.due, repr(one.key)))
    if planned:
        one = draw(st.sampled_from(planned))
        until = one.due + timedelta(minutes=draw(st.integers(1, 20_000)))
        key = one.key
        snooze = Snooze(
            "z", key.kind.value, key.interview, until, key.wait, key.occurrence, one.due
        )
        told = replace(told, facts=told.facts.put(snooze))
    hold = draw(st.none() | MOMENTS)
    return replace(told, person=replace(told.person, hold_until=hold))


def _local(instant: datetime, who: Person) -> datetime:
    return instant.astimezone(ZoneInfo(who.zone))


@given(with_something_put_off())
def test_no_nudge_falls_into_quiet_hours_unless_its_moment_was_chosen(told: Journey) -> None:
    """In any zone, with any quiet hours, across every clock change of the year."""
    for one in plan(told, customs):
        assert one.chosen or not is_quiet(_local(one.due, told.person).time(), told.person.quiet)


@given(with_something_put_off())
def test_every_planned_moment_is_an_instant_in_utc(told: Journey) -> None:
    """And its wall-clock time, where it has one, is naive."""
    for one in plan(told, customs):
        assert one.due.tzinfo is UTC
        assert one.wall is None or one.wall.tzinfo is None
        assert one.state is NudgeState.PLANNED


@given(journeys())
def test_calm_and_the_weekly_look_fire_at_most_once_a_local_day(told: Journey) -> None:
    """However clocks jump."""
    for kind in (NudgeKind.CALM, NudgeKind.KEEP_LOOKING):
        due = [one.due for one in plan(told, customs) if one.key.kind is kind]
        days = [_local(one, told.person).date() for one in due]
        assert len(days) == len(set(days))


@given(ZONES, TIMES, st.integers(0, 330))
def test_a_weekly_look_fires_exactly_once_a_week_through_every_clock_change(
    zone: str, at: time, day: int
) -> None:
    """Ten weeks from any day of the year, at any minute: each seven days after the one before."""
    joined = BEGIN + timedelta(days=day)
    who = Person("me", Address("terminal", "me"), joined, joined, zone=zone, goal=5)
    who = replace(who, quiet=QuietHours(time(0), time(0)), weekly_at=at, calm_on=False)
    days = Days(Journey(who), joined)
    days.until(joined + timedelta(days=72))
    said = [date.fromisoformat(moment.split()[1]) for moment, _ in days.said]
    assert len(said) >= 10
    assert {later - earlier for earlier, later in pairwise(said)} == {timedelta(days=7)}


@given(with_something_put_off(), st.randoms(use_true_random=False))
def test_the_order_of_telling_does_not_matter(told: Journey, chance: random.Random) -> None:
    """Same facts, same set."""
    shuffled = Facts()
    everything = list(told.facts.all())
    chance.shuffle(everything)
    for fact in everything:
        shuffled = shuffled.put(fact)
    assert plan(replace(told, facts=shuffled), customs) == plan(told, customs)


@given(with_something_put_off(), MOMENTS)
def test_planning_twice_changes_nothing(told: Journey, now: datetime) -> None:
    """Neither the set nor the schedule."""
    wanted = plan(told, customs)
    once = replace(told, nudges=reconcile(told, wanted, now))
    again = plan(once, customs)
    assert again == wanted
    assert reconcile(once, again, now) == once.nudges


@given(with_something_put_off(), MOMENTS)
def test_a_late_start_never_bursts(told: Journey, now: datetime) -> None:
    """Whenever the bot first plans, nothing it keeps is past."""
    assert all(one.due >= now for one in reconcile(told, plan(told, customs), now))


@given(with_something_put_off(), MOMENTS)
def test_what_was_said_is_never_planned_again(told: Journey, now: datetime) -> None:
    """Not by its key, whatever else changes."""
    said = tuple(
        replace(one, state=NudgeState.SENT, settled=one.due, batch=repr(one.key))
        for one in plan(told, customs)
        if one.due < now
    )
    wanted = plan(replace(told, nudges=said), customs)
    assert not {one.key for one in wanted} & {one.key for one in said}


@given(journeys())
def test_calm_keeps_60_minutes_from_every_message_before_it(told: Journey) -> None:
    """As they will be said, joined or not."""
    nudges = reconcile(told, plan(told, customs), BEGIN - timedelta(days=99))
    shown = plan_view(replace(told, nudges=nudges))
    others = [at for kind, _, at in shown if kind is not NudgeKind.CALM]
    for kind, _, at in shown:
        if kind is NudgeKind.CALM:
            assert not any(timedelta(0) <= at - other < timedelta(hours=1) for other in others)


@settings(max_examples=60)
@given(with_something_put_off(), st.integers(0, 30_000))
def test_whatever_happens_messages_come_by_day_and_calm_alone(told: Journey, pause: int) -> None:
    """Two months of a silent person, with the machine down for a while: all of it is said by the rules."""
    begin = min((one.logged for one in told.facts.interviews), default=told.person.joined)
    days = Days(told, begin)
    days.until(begin + timedelta(days=3))
    days.sleep(begin + timedelta(days=3, minutes=pause))
    resumed = len(days.said)
    days.until(begin + timedelta(days=60))
    for batch in _batches(days.journey):
        first = min(batch, key=lambda one: one.settled or one.due)
        local = _local(first.settled or first.due, told.person)
        night = is_quiet(local.time(), told.person.quiet)
        assert not night or all(
            one.chosen for one in batch if one.key.kind is not NudgeKind.CHECK_IN
        )
        assert len(batch) == 1 or NudgeKind.CALM not in {one.key.kind for one in batch}
    assert len(days.said[resumed:]) == len(set(days.said[resumed:]))
    assert bundle(days.journey, days.now) == ()


def _batches(told: Journey) -> list[list[Nudge]]:
    sent = [one for one in told.nudges if one.state is NudgeState.SENT]
    return [[one for one in sent if one.batch == batch] for batch in {one.batch for one in sent}]


@given(with_something_put_off())
def test_what_is_planned_may_be_said_at_its_moment(told: Journey) -> None:
    """The deliverer's question agrees with the plan."""
    for one in plan(told, customs):
        assert still_wanted(told, plan(told, customs), one.key, one.due)
