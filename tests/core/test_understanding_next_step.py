"""What was said about the next step, corrections of an echo, and times for settings.

Everything is read on Friday 20 November 2026 at 15:40 in Berlin.
"""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview import NextStep
from bot.understanding import (
    Ambiguous,
    Moment,
    NextStepRead,
    Unread,
    correct,
    read_moment,
    read_next_step,
    read_quiet,
    read_time,
)

ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 20, 14, 40, tzinfo=UTC)

SAID = """
they call by Friday | they_call 2026-11-27
They'll call me by Friday. | they_call 2026-11-27
they'll let me know next week | they_call 2026-11-27
they will get back to me in 1-2 weeks | they_call 2026-12-04
they get in touch | they_call
they call | they_call
they call soon | they_call
they'll decide in a few days | they_call
they call tomorrow at 10 | they_call 2026-11-21
they call me by the 27th of November | they_call 2026-11-27
they'll be in touch by end of day tomorrow | they_call 2026-11-21
they'll call on the 25th | they_call 2026-11-25
they may call | they_call
I hear by Monday | they_call 2026-11-23
I'll hear from them in a couple of weeks | they_call 2026-12-04
hear back by mid December | they_call 2026-12-15
I was told to wait until 1 December | they_call 2026-12-01
I expect them to call Monday | they_call 2026-11-23
expect an answer within ten days | they_call 2026-11-30
decision by 4 December | they_call 2026-12-04
Dana will call by Wednesday | they_call 2026-11-25
HR will email me within a week | they_call 2026-11-27
She'll email early next week | they_call 2026-11-23
the recruiter will call me on Thursday or Friday | they_call 2026-11-27
between Tuesday and Thursday | they_call 2026-11-26
by Friday | they_call 2026-11-27
by Fri 27 Nov | they_call 2026-11-27
next week | they_call 2026-11-27
end of next week | they_call 2026-11-27
within 5 business days | they_call 2026-11-27
in two weeks | they_call 2026-12-04
two weeks max | they_call 2026-12-04
up to two weeks | they_call 2026-12-04
by the end of the month | they_call 2026-11-30
they call by 2026-11-27 | they_call 2026-11-27
they'll call by Christmas | they_call 2026-12-25
second round next week | they_call 2026-11-27
I sat there and they will call | they_call
nothing was said, but they call by Friday | they_call 2026-11-27
by 03/04 | they_call 2027-03-04 / 2027-04-03
they decide on Tuesday and call on Thursday | they_call 2026-11-24 / 2026-11-26
I should call on Tuesday | i_call 2026-11-24
I'm to ring them on 3 Dec | i_call 2026-12-03
I call 2026-11-24 | i_call 2026-11-24
I call | i_call
I should follow up next Monday | i_call 2026-11-23
they want me to call on Monday | i_call 2026-11-23
they said I should email them next Monday | i_call 2026-11-23
I need to send references by Friday | i_call 2026-11-27
call them on Tuesday | i_call 2026-11-24
my turn | i_call
up to me | i_call
nothing said | nothing_said
Nothing was said about it | nothing_said
no idea | nothing_said
they didn't say | nothing_said
not sure yet | nothing_said
I don't know | nothing_said
- | nothing_said
? | nothing_said
by 31 Feb | unread impossible
they call by blursday | unread not_a_date
they call after the holidays | unread not_a_date
they call in 900 weeks | unread too_far
they call in 2040 weeks | unread not_a_date
they call at 10 | unread not_a_date
asdf | unread not_understood
purple elephants | unread not_understood
bis Freitag | they_call 2026-11-27
"""

CORRECTED = """
no, at 3 pm | 2026-11-20 15:00
no, 15:15 | 2026-11-20 15:15
no, 3 | 2026-11-20 15:00
no, Thursday | 2026-11-19 14:00
I meant Thursday | 2026-11-19 14:00
not Friday but Thursday | 2026-11-19 14:00
not 2 but 3 | 2026-11-20 15:00
3 not 2 | 2026-11-20 15:00
not 20 but 19 | 2026-11-19 14:00
1 pm, not 2 | 2026-11-20 13:00
15:00 instead of 14:00 | 2026-11-20 15:00
sorry it was yesterday | 2026-11-19 14:00
yesterday at noon | 2026-11-19 12:00
the 18th | 2026-11-18 14:00
no, 19.11. | 2026-11-19 14:00
no, am | 2026-11-20 02:00
half an hour later | 2026-11-20 14:30
an hour earlier | 2026-11-20 13:00
a day earlier | 2026-11-19 14:00
that's wrong, it was at 13:00 | 2026-11-20 13:00
October | 2026-10-20 14:00
2025 | 2025-11-20 14:00
no, London time | 2026-11-20 14:00 Europe/London
no, CET | 2026-11-20 14:00
UTC | 2026-11-20 14:00 UTC
it was 1pm EST | 2026-11-20 13:00 America/New_York
last Tuesday | 2026-11-17 14:00
no | unread not_a_date
no, 31 Feb | unread impossible
not 5 but 6 | unread not_a_date
thanks | unread not_a_date
what's next | unread not_a_date
I just had an interview with Acme | unread not_a_date
"""


def phrases(table: str) -> list[tuple[str, str]]:
    """Split a table into its rows."""
    rows = (line.split(" | ", 1) for line in table.strip().splitlines())
    return [(phrase, meaning) for phrase, meaning in rows]


def shown(read: Moment | Ambiguous | Unread) -> str:
    """Write a reading down as the tables do."""
    if isinstance(read, Unread):
        return f"unread {read.reason}"
    if isinstance(read, Ambiguous):
        return " / ".join(shown(one) for one in read.readings)
    wall = f"{read.wall:%Y-%m-%d %H:%M}" if read.has_time else f"{read.wall:%Y-%m-%d}"
    return wall if read.zone == ZONE else f"{wall} {read.zone}"


def today_at_two() -> Moment:
    """The moment that is corrected: today 14:00."""
    read = read_moment("today 14:00", NOW, ZONE, towards="past")
    assert isinstance(read, Moment)
    return read


@pytest.mark.parametrize(("phrase", "meaning"), phrases(SAID))
def test_a_next_step_is_read_as_meant(phrase: str, meaning: str) -> None:
    """Who moves, and by when, is read as meant; a day that was not understood is asked for."""
    read = read_next_step(phrase, NOW, ZONE)
    if isinstance(read, NextStepRead):
        said = f"{read.kind} {shown(read.on)}" if read.on else read.kind.value
    else:
        said = shown(read)
    assert said == meaning


def test_an_empty_next_step_is_nothing_said() -> None:
    """Who leaves the field empty heard nothing."""
    assert read_next_step("  ", NOW, ZONE) == NextStepRead(NextStep.NOTHING_SAID)


@pytest.mark.parametrize(("phrase", "meaning"), phrases(CORRECTED))
def test_a_correction_keeps_what_it_does_not_name(phrase: str, meaning: str) -> None:
    """A correction changes the day, the time or the zone and leaves the others as they were."""
    assert shown(correct(today_at_two(), phrase, NOW)) == meaning


def test_a_number_that_fits_the_minutes_too_is_asked_back() -> None:
    """ "Not 3 but 4" of half past three may be four or half past four."""
    previous = read_moment("yesterday 15:30", NOW, ZONE, towards="past")
    assert isinstance(previous, Moment)
    assert shown(correct(previous, "not 3 but 4", NOW)) == "2026-11-19 16:00 / 2026-11-19 16:30"


def test_a_day_alone_is_corrected_to_a_day_alone() -> None:
    """A promised day gets another day and no time."""
    previous = read_moment("Monday", NOW, ZONE, towards="future")
    assert isinstance(previous, Moment)
    assert shown(correct(previous, "no, Tuesday", NOW)) == "2026-11-24"
    assert shown(correct(previous, "the 25th", NOW)) == "2026-11-25"
    assert shown(correct(previous, "a week later", NOW)) == "2026-11-30"
    assert shown(correct(previous, "not 23 but 24", NOW)) == "2026-11-24"


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("22:00-07:00", time(22), time(7)),
        ("22:00 – 07:00", time(22), time(7)),
        ("10pm to 7am", time(22), time(7)),
        ("10 pm until 7:30 am", time(22), time(7, 30)),
        ("22-7", time(22), time(7)),
        ("10-7", time(22), time(7)),
        ("from 22:00 until 7:00", time(22), time(7)),
        ("between 10pm and 7am", time(22), time(7)),
        ("21.30 - 8", time(21, 30), time(8)),
        ("off", time(0), time(0)),
    ],
)
def test_quiet_hours_are_read(phrase: str, start: time, end: time) -> None:
    """Quiet hours are read in the ways people write a stretch of the night."""
    assert read_quiet(phrase) == (start, end)


@pytest.mark.parametrize("phrase", ["22:00", "foo", "foo-bar", "25-26", "", "9" * 500])
def test_half_a_stretch_is_no_quiet_hours(phrase: str) -> None:
    """What lacks an end or makes no sense is not guessed."""
    assert read_quiet(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "meaning"),
    [
        ("18:30", time(18, 30)),
        ("at 18:30", time(18, 30)),
        ("6pm", time(18)),
        ("7", time(7)),
        ("3", time(3)),
        ("half past six", time(6, 30)),
        ("6.30 pm", time(18, 30)),
        ("18h", time(18)),
        ("noon", time(12)),
        ("25:00", None),
        ("later", None),
        ("9" * 500, None),
    ],
)
def test_a_time_for_a_setting_is_read_as_it_stands(phrase: str, meaning: time | None) -> None:
    """A setting's time is never moved to the afternoon."""
    assert read_time(phrase) == meaning


@given(text=st.text(max_size=150))
def test_no_words_are_too_strange_to_answer(text: str) -> None:
    """Whatever is typed about next steps, corrections and hours is read or refused, and never raises."""
    assert isinstance(read_next_step(text, NOW, ZONE), NextStepRead | Unread)
    assert isinstance(correct(today_at_two(), text, NOW), Moment | Ambiguous | Unread)
    read_quiet(text)
    read_time(text)
