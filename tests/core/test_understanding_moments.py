"""Moments read from typed words: the phrases that are understood, those asked back, and those refused.

Every phrase is read on Friday 20 November 2026 at 15:40 in Berlin.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import Ambiguous, Moment, Towards, Unread, correct, read_day, read_moment
from bot.understanding.reading import moment_at

ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 20, 14, 40, tzinfo=UTC)

# phrase | what it comes to: a wall clock, a day, several, or why it is unread
ENDED = """
today 15:30 | 2026-11-20 15:30
today at 3 | 2026-11-20 15:00
today at 3pm | 2026-11-20 15:00
today 3 p.m. | 2026-11-20 15:00
today, 3:15 PM | 2026-11-20 15:15
today 15.30 | 2026-11-20 15:30
today 1530 | 2026-11-20 15:30
today 15h | 2026-11-20 15:00
today 15h30 | 2026-11-20 15:30
today 14 Uhr | 2026-11-20 14:00
today at noon | 2026-11-20 12:00
today at half past two | 2026-11-20 14:30
today at quarter to three | 2026-11-20 14:45
today at quarter past 2 | 2026-11-20 14:15
today at ten to three | 2026-11-20 14:50
today at twenty past two | 2026-11-20 14:20
today at 11 | 2026-11-20 11:00
today at three o'clock | 2026-11-20 15:00
3 today | unread not_a_date
at 3 today | 2026-11-20 15:00
15:30 | 2026-11-20 15:30
15:30 today | 2026-11-20 15:30
15:30. | 2026-11-20 15:30
at 3. | 2026-11-20 15:00
3pm | 2026-11-20 15:00
5pm | 2026-11-19 17:00
1530 | 2026-11-20 15:30
half past three | 2026-11-20 15:30
half three | 2026-11-20 15:30
noon | 2026-11-20 12:00
midnight | 2026-11-20 00:00
around 3 | 2026-11-20 15:00
about 3pm | 2026-11-20 15:00
3ish | unread not_a_date
at 3ish | 2026-11-20 15:00
just now | 2026-11-20 15:40
now | 2026-11-20 15:40
a moment ago | 2026-11-20 15:40
an hour ago | 2026-11-20 14:40
half an hour ago | 2026-11-20 15:10
20 minutes ago | 2026-11-20 15:20
20 min ago | 2026-11-20 15:20
20m ago | 2026-11-20 15:20
1h ago | 2026-11-20 14:40
two hours ago | 2026-11-20 13:40
1.5 hours ago | 2026-11-20 14:10
an hour and a half ago | 2026-11-20 14:10
1h 20m ago | 2026-11-20 14:20
2 hours and 10 minutes ago | 2026-11-20 13:30
it ended 10 minutes ago | 2026-11-20 15:30
I finished at 3 | 2026-11-20 15:00
this morning | 2026-11-20 10:00
this morning at 9 | 2026-11-20 09:00
this afternoon | 2026-11-20 15:00
this afternoon at 3 | 2026-11-20 15:00
at 3 in the afternoon | 2026-11-20 15:00
8 in the morning | 2026-11-20 08:00
last night at 8 | 2026-11-19 20:00
today at lunchtime | 2026-11-20 12:30
today | 2026-11-20
yesterday | 2026-11-19
yesterday 15:30 | 2026-11-19 15:30
yesterday afternoon | 2026-11-19 15:00
yesterday afternoon at 4 | 2026-11-19 16:00
yesterday at noon | 2026-11-19 12:00
yesterday evening | 2026-11-19 19:00
the day before yesterday | 2026-11-18
the day before yesterday at 10am | 2026-11-18 10:00
Thursday | 2026-11-19
Thursday at 3 | 2026-11-19 15:00
Thu 15:30 | 2026-11-19 15:30
on Thursday, 15:30 | 2026-11-19 15:30
on Thursday afternoon | 2026-11-19 15:00
Thursday morning | 2026-11-19 10:00
Friday at 3 | 2026-11-20 15:00
Friday at 5 | 2026-11-13 17:00
Friday | 2026-11-20
Saturday | 2026-11-14
noon on Saturday | 2026-11-14 12:00
last Saturday | 2026-11-14
last Friday | 2026-11-13
last Sunday at 3 | 2026-11-15 15:00
last Thursday at 3 | 2026-11-19 15:00
last Tuesday | 2026-11-17
this Tuesday | 2026-11-17
Tuesday this week | 2026-11-17
Tuesday last week | 2026-11-10
last week Tuesday | 2026-11-10
a week ago | 2026-11-13
two days ago | 2026-11-18
2 days ago at 14:00 | 2026-11-18 14:00
three weeks ago | 2026-10-30
a month ago | 2026-10-20
a week ago Tuesday | 2026-11-10
14.03. | 2026-03-14
14.03.2026 | 2026-03-14
14.03.2026 15:30 | 2026-03-14 15:30
14.03.26 15.30 | 2026-03-14 15:30
14.3. um 15 Uhr | 2026-03-14 15:00
14.03 | 2026-03-14 / 2026-11-20 14:03
14.03 15:30 | 2026-03-14 15:30
2026-11-19 | 2026-11-19
2026-11-19 15:30 | 2026-11-19 15:30
2026-11-19T15:30 | 2026-11-19 15:30
2026/11/19 15:30 | 2026-11-19 15:30
20261119 15:30 | 2026-11-19 15:30
19/11 | 2026-11-19
11/19/2026 | 2026-11-19
19-11-2026 3pm | 2026-11-19 15:00
03/04 | 2026-03-04 / 2026-04-03
03/04/2026 at 3pm | 2026-03-04 15:00 / 2026-04-03 15:00
03/03 | 2026-03-03
19 Nov | 2026-11-19
19 November 2026 | 2026-11-19
November 19th | 2026-11-19
Nov 19, 3pm | 2026-11-19 15:00
Nov 19, 2026 at 3:30pm | 2026-11-19 15:30
the 19th of November | 2026-11-19
19th November, 15:30 | 2026-11-19 15:30
nineteenth | unread not_a_date
first of November | 2026-11-01
the 17th | 2026-11-17
the 17th at 3 | 2026-11-17 15:00
the 25th | 2026-10-25
Thu 19 Nov, 15:30 | 2026-11-19 15:30
Thursday, November 19 | 2026-11-19
Fri 19 Nov | 2026-11-19 / 2026-11-20
31 Dec | 2025-12-31
29 Feb | unread impossible
31 Feb | unread impossible
31.02.2026 | unread impossible
2026-02-30 | unread impossible
45.13. | unread impossible
14.03.1999 | unread too_far
1 Jan 2031 | unread too_far
last week | unread only_period
last month | unread only_period
a few days ago | unread vague
recently | unread vague
12 | unread not_a_date
3 | unread not_a_date
may | unread not_a_date
march | unread not_a_date
maybe | unread not_a_date
I will call May | unread not_a_date
hello | unread not_a_date
blursday at 3 | unread not_a_date
25:00 | unread not_a_date
15:75 | unread not_a_date
heute 15:30 | 2026-11-20 15:30
heute um halb vier | 2026-11-20 15:30
heute Morgen um 9 | 2026-11-20 09:00
gestern Nachmittag | 2026-11-19 15:00
vorgestern um 14 Uhr | 2026-11-18 14:00
vor einer Stunde | 2026-11-20 14:40
vor zwei Tagen | 2026-11-18
Donnerstag 15 Uhr | 2026-11-19 15:00
letzten Samstag | 2026-11-14
19. November 15:30 | 2026-11-19 15:30
hier à 15h | 2026-11-19 15:00
ce matin à 9h30 | 2026-11-20 09:30
il y a deux heures | 2026-11-20 13:40
jeudi à 15 heures | 2026-11-19 15:00
samedi dernier | 2026-11-14
ayer a las 15 | 2026-11-19 15:00
hace una hora | 2026-11-20 14:40
ontem às 15h | 2026-11-19 15:00
ieri alle 15 | 2026-11-19 15:00
un'ora fa | 2026-11-20 14:40
vor elf Stunden | 2026-11-20 04:40
il y a dix jours | 2026-11-10
il y a dix jours à 15h | 2026-11-10 15:00
nächste Woche | unread only_period
quarta | unread not_a_date
15:30 CET | 2026-11-20 15:30
15:30 Europe/Paris | 2026-11-20 15:30 Europe/Paris
3pm London time | 2026-11-19 15:00 Europe/London
2pm London time | 2026-11-20 14:00 Europe/London
today 2pm in London | 2026-11-20 14:00 Europe/London
today 15:30 (Berlin) | 2026-11-20 15:30
today 9am EST | 2026-11-20 09:00 America/New_York
today 8 am Eastern time | 2026-11-20 08:00 America/New_York
today 16:30 UTC+2 | 2026-11-20 16:30 Etc/GMT-2
today 14:30 UTC | 2026-11-20 14:30 UTC
2026-11-20T15:30+01:00 | 2026-11-20 15:30 Etc/GMT-1
2026-11-20T14:30Z | 2026-11-20 14:30 UTC
today 8pm IST | 2026-11-20 20:00 Asia/Jerusalem / 2026-11-20 20:00 Asia/Kolkata / 2026-11-20 20:00 Europe/Dublin
today 15:30 my time | 2026-11-20 15:30
15:30 Europe/Atlantis | unread unknown_zone
15:30 Narnia time | unread unknown_zone
today at 2:45 in the afternoon | 2026-11-20 14:45
it finished at 14:20 | 2026-11-20 14:20
we wrapped up around 3 | 2026-11-20 15:00
ended 5 min ago | 2026-11-20 15:35
about half an hour ago | 2026-11-20 15:10
about an hour ago | 2026-11-20 14:40
45 minutes ago | 2026-11-20 14:55
three quarters of an hour ago | 2026-11-20 14:55
earlier today | 2026-11-20
earlier today at 11 | 2026-11-20 11:00
today from 2 to 3pm | 2026-11-20 15:00
2pm to 3pm today | 2026-11-20 15:00
14:00-15:00 today | 2026-11-20 15:00
today 14-15h | 2026-11-20 15:00
Wednesday just before noon | unread not_a_date
Wednesday at noon | 2026-11-18 12:00
wed 10am | 2026-11-18 10:00
Weds. 10.30 | 2026-11-18 10:30
Monday 16th | 2026-11-16
Monday the 16th at 2 | 2026-11-16 14:00
Monday 16 November 14:00 | 2026-11-16 14:00
Mon, Nov 16, 2:00 PM | 2026-11-16 14:00
16 Nov at 2 p.m. | 2026-11-16 14:00
Nov 16 @ 14:00 | 2026-11-16 14:00
16.11., 14 Uhr | 2026-11-16 14:00
16. 11. 2026 | 2026-11-16
16/11/26 14:00 | 2026-11-16 14:00
2026-11-16 at 14.00 | 2026-11-16 14:00
the other day | unread vague
yesterday at 3:30 | 2026-11-19 15:30
yesterday at five | 2026-11-19 17:00
yesterday around noon | 2026-11-19 12:00
yesterday late afternoon | 2026-11-19 17:00
yesterday, 5 o'clock | 2026-11-19 17:00
last night | 2026-11-19 19:00
tuesday evening | 2026-11-17 19:00
on the 12th of this month | 2026-11-12
two weeks ago on Tuesday | 2026-11-03
a fortnight ago | 2026-11-06
10 days ago | 2026-11-10
one week ago today | 2026-11-13
six months ago | 2026-05-20
this past Monday | 2026-11-16
Monday of this week at 9 | 2026-11-16 09:00
Tuesday of last week | 2026-11-10
half 3 | 2026-11-20 15:30
quarter to 3 this afternoon | 2026-11-20 14:45
3.15pm | 2026-11-20 15:15
15:30h | 2026-11-20 15:30
15 o'clock | 2026-11-20 15:00
at 15 | 2026-11-20 15:00
3:30 | 2026-11-20 15:30
0930 today | 2026-11-20 09:30
today @3 | 2026-11-20 15:00
TODAY 3PM!!! | 2026-11-20 15:00
today ~3pm | 2026-11-20 15:00
today, at about 3 o'clock | 2026-11-20 15:00
just finished | 2026-11-20 15:40
just got out | unread not_a_date
ten minutes ago | 2026-11-20 15:30
an hour or so ago | 2026-11-20 14:40
heute um 15 Uhr 30 | 2026-11-20 15:30
am Mittwoch um 10 | 2026-11-18 10:00
gestern um halb drei | 2026-11-19 14:30
mercredi à 10h | 2026-11-18 10:00
el miércoles a las 10 | 2026-11-18 10:00
"""

AHEAD = """
by Friday | 2026-11-27
until Monday | 2026-11-23
on Monday at 9 | 2026-11-23 09:00
Monday 9:00 | 2026-11-23 09:00
tomorrow | 2026-11-21
tomorrow 9am | 2026-11-21 09:00
tomorrow at 9 | 2026-11-21 09:00
tomorrow morning | 2026-11-21 10:00
tomorrow morning at 9 | 2026-11-21 09:00
tonight | 2026-11-20 19:00
tonight at 8 | 2026-11-20 20:00
day after tomorrow | 2026-11-22
Friday at 17:00 | 2026-11-20 17:00 / 2026-11-27 17:00
Friday at 9 | 2026-11-27 09:00
this Friday | 2026-11-20
next Monday | 2026-11-23
next Friday | 2026-11-27
next Sunday | 2026-11-22 / 2026-11-29
this Sunday | 2026-11-22
coming Sunday | 2026-11-22
Tuesday next week | 2026-11-24
next week Tuesday at 10 | 2026-11-24 10:00
Tuesday week | 2026-12-01
a week from Tuesday | 2026-12-01
two weeks from Tuesday | 2026-12-08
a week from today | 2026-11-27
a week from tomorrow | 2026-11-28
in an hour | 2026-11-20 16:40
in half an hour | 2026-11-20 16:10
in 48 hours | 2026-11-22 15:40
in 20 min | 2026-11-20 16:00
in 3 days | 2026-11-23
in three days at 9 | 2026-11-23 09:00
in two weeks | 2026-12-04
in 2 weeks' time | 2026-12-04
two weeks from now | 2026-12-04
in a fortnight | 2026-12-04
in a month | 2026-12-20
in one to two weeks | 2026-12-04
in 2-3 days | 2026-11-23
within 5 business days | 2026-11-27
within ten working days | 2026-12-04
in the next two weeks | 2026-12-04
a week | 2026-11-27
end of next week | 2026-11-27
the end of the week | 2026-11-20
end of the month | 2026-11-30
end of November | 2026-11-30
mid December | 2026-12-15
mid-December | 2026-12-15
the middle of next week | 2026-11-25
early next week | 2026-11-23
early December | 2026-12-05
end of next month | 2026-12-31
end of the year | 2026-12-31
end of the quarter | 2026-12-31
by December | 2026-12-01 / 2026-12-31
the 25th | 2026-11-25
the 3rd | 2026-12-03
the 3rd of next month | 2026-12-03
14.03. | 2027-03-14
3.12. | 2026-12-03
3 Dec | 2026-12-03
December 3rd at noon | 2026-12-03 12:00
3rd of December | 2026-12-03
03/12 | 2026-12-03 / 2027-03-12
03/12/2026 | 2026-12-03
Fri 27 Nov | 2026-11-27
Friday 28 November | 2026-11-27 / 2026-11-28
week 49 | unread only_period
next week | unread only_period
next month | unread only_period
this weekend | unread only_period
in December | unread only_period
Christmas | 2026-12-25
New Year's Eve | 2026-12-31
soon | unread vague
in a few days | unread vague
31 November | unread impossible
the 32nd | unread impossible
29 Feb 2027 | unread impossible
in 900 weeks | unread too_far
morgen | 2026-11-21
morgen früh | 2026-11-21 10:00
übermorgen um 10 | 2026-11-22 10:00
Freitag | 2026-11-27
nächsten Montag um 14 Uhr | 2026-11-23 14:00
in zwei Wochen | 2026-12-04
Ende nächster Woche | 2026-11-27
bis Freitag | 2026-11-27
demain à 9h | 2026-11-21 09:00
vendredi prochain | 2026-11-27
dans deux semaines | 2026-12-04
le 3 décembre | 2026-12-03
mañana | 2026-11-21
mañana a las 9 | 2026-11-21 09:00
el próximo viernes | 2026-11-27
amanhã | 2026-11-21
domani alle 9 | 2026-11-21 09:00
dopodomani | 2026-11-22
venerdì prossimo | 2026-11-27
tomorrow noon | 2026-11-21 12:00
tomorrow at 10:30 am | 2026-11-21 10:30
Monday morning | 2026-11-23 10:00
Monday morning at 8:30 | 2026-11-23 08:30
first thing Monday | 2026-11-23 09:00
Monday first thing | 2026-11-23 09:00
by Monday EOD | 2026-11-23 17:00
by end of day Monday | 2026-11-23 17:00
by close of business Tuesday | 2026-11-24 17:00
no later than Thursday | 2026-11-26
before Wednesday | 2026-11-25
on or before Dec 1 | 2026-12-01
by 1 December at the latest | 2026-12-01
in about two weeks | 2026-12-04
in ten days | 2026-11-30
in 10 days' time | 2026-11-30
ten days from now | 2026-11-30
3 weeks from now | 2026-12-11
in a week | 2026-11-27
in a week's time | 2026-11-27
in a week or two | 2026-12-04
in the next 3 days | 2026-11-23
within the week | unread only_period
within a fortnight | 2026-12-04
within 24 hours | 2026-11-21 15:40
the week after next | unread only_period
end of this week | 2026-11-20
end of year | 2026-12-31
the last day of November | 2026-11-30
last day of the month | 2026-11-30
mid next week | 2026-11-25
late next week | 2026-11-27
beginning of December | 2026-12-05
start of next week | 2026-11-23
the first week of December | unread not_a_date
the 1st | 2026-12-01
1st Dec | 2026-12-01
Dec. 1st | 2026-12-01
December the first | 2026-12-01
Tues 24th | 2026-11-24
Tue 24/11 | 2026-11-24
a week on Monday | 2026-11-30
Monday week | 2026-11-30
the Monday after next | unread not_a_date
two Mondays from now | unread not_a_date
next Wednesday at 3 | 2026-11-25 15:00
coming Monday | 2026-11-23
after lunch | unread not_a_date
tonight at half past eight | 2026-11-20 20:30
in two hours | 2026-11-20 17:40
in 90 minutes | 2026-11-20 17:10
an hour from now | 2026-11-20 16:40
later today | 2026-11-20
in half a year | 2027-05-20
new year's day | 2027-01-01
nächste Woche Dienstag | 2026-11-24
in 14 Tagen | 2026-12-04
la semana que viene | unread only_period
après-demain à 14h30 | 2026-11-22 14:30
lundi prochain à 9h | 2026-11-23 09:00
il 3 dicembre alle 10 | 2026-12-03 10:00
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
        return " / ".join(sorted(shown(one) for one in read.readings))
    wall = f"{read.wall:%Y-%m-%d %H:%M}" if read.has_time else f"{read.wall:%Y-%m-%d}"
    return wall if read.zone == ZONE else f"{wall} {read.zone}"


@pytest.mark.parametrize(("phrase", "meaning"), phrases(ENDED))
def test_an_end_is_read_as_meant(phrase: str, meaning: str) -> None:
    """What people type when an interview ended is read as meant, asked back or refused."""
    assert shown(read_moment(phrase, NOW, ZONE, towards="past")) == meaning


@pytest.mark.parametrize(("phrase", "meaning"), phrases(AHEAD))
def test_a_moment_ahead_is_read_as_meant(phrase: str, meaning: str) -> None:
    """What people type of days to come is read as meant, asked back or refused."""
    assert shown(read_moment(phrase, NOW, ZONE, towards="future")) == meaning


@pytest.mark.parametrize(
    ("country", "meaning"),
    [
        ("US", "2026-03-04"),
        ("GB", "2026-04-03"),
        ("DE", "2026-04-03"),
        ("JP", "2026-03-04"),
        ("KE", "2026-04-03"),
        ("SE", "2026-04-03"),
        ("SG", "2026-04-03"),
        ("ZW", "2026-03-04 / 2026-04-03"),
        ("CA", "2026-03-04 / 2026-04-03"),
        ("XX", "2026-03-04 / 2026-04-03"),
        (None, "2026-03-04 / 2026-04-03"),
    ],
)
def test_the_country_decides_which_of_two_numbers_is_the_month(
    country: str | None, meaning: str
) -> None:
    """03/04 is April where days come first, March where months do, and asked where nobody knows."""
    assert shown(read_moment("03/04", NOW, ZONE, towards="past", country=country)) == meaning


def test_a_number_over_twelve_is_the_day_in_every_country() -> None:
    """25/11 and 11/25 are one day, whatever the country."""
    read = {
        shown(read_day(text, NOW, ZONE, towards="future", country=country))
        for text in ("25/11", "11/25")
        for country in ("US", "GB", None)
    }
    assert read == {"2026-11-25"}


@pytest.mark.parametrize(
    ("phrase", "assumed"),
    [
        ("today 15:30", ()),
        ("today at 3", ("pm",)),
        ("15:30", ("date",)),
        ("at 3", ("date", "pm")),
        ("14.03. 15:30", ("year",)),
        ("the 17th 15:30", ("month",)),
        ("yesterday afternoon", ("time",)),
        ("14.03.2026 15:30", ()),
        ("today at 03:00", ()),
    ],
)
def test_what_was_filled_in_is_named(phrase: str, assumed: tuple[str, ...]) -> None:
    """Whatever was not said but filled in is listed, so that the echo can name it."""
    read = read_moment(phrase, NOW, ZONE, towards="past")
    assert isinstance(read, Moment)
    assert read.assumed == assumed


def test_a_time_skipped_by_a_clock_change_is_the_first_minute_after_it() -> None:
    """02:30 on the night to summer time is read as 03:00."""
    read = read_moment("29.03.2026 02:30", NOW, ZONE, towards="past")
    assert isinstance(read, Moment)
    assert read.instant == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    """02:30 on the night to winter time is the one in summer time."""
    read = read_moment("25.10.2026 02:30", NOW, ZONE, towards="past")
    assert isinstance(read, Moment)
    assert read.instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_zone_named_with_the_time_beats_the_own_one() -> None:
    """Three o'clock London time is three o'clock there, on the day it is there."""
    read = read_moment("today 2pm London time", NOW, ZONE, towards="past")
    assert isinstance(read, Moment)
    assert (read.zone, read.instant) == ("Europe/London", datetime(2026, 11, 20, 14, tzinfo=UTC))


def test_a_month_on_is_the_last_day_where_the_month_is_shorter() -> None:
    """In a month from 31 January is 28 February."""
    now = datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert shown(read_day("in a month", now, ZONE, towards="future")) == "2026-02-28"


def test_the_same_weekday_is_todays_when_looking_back_and_next_weeks_when_looking_ahead() -> None:
    """Who says "by Friday" on a Friday means another one, who says "Friday at 3" after it means today."""
    assert shown(read_day("Friday", NOW, ZONE, towards="past")) == "2026-11-20"
    assert shown(read_day("by Friday", NOW, ZONE, towards="future")) == "2026-11-27"


def test_the_next_weekday_is_asked_back_while_this_weeks_is_still_to_come() -> None:
    """ "Next Friday" said on a Wednesday is two days to some and nine to others."""
    wednesday = datetime(2026, 11, 18, 12, tzinfo=UTC)
    read = read_day("next Friday", wednesday, ZONE, towards="future")
    assert shown(read) == "2026-11-20 / 2026-11-27"
    assert shown(read_day("next Monday", wednesday, ZONE, towards="future")) == "2026-11-23"


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("next week", "2026-11-23", "2026-11-27"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("week 49", "2026-11-30", "2026-12-04"),
        ("the week of 7 December", "2026-12-07", "2026-12-11"),
        ("in December", "2026-12-01", "2026-12-31"),
        ("next quarter", "2027-01-01", "2027-03-31"),
        ("this weekend", "2026-11-21", "2026-11-22"),
    ],
)
def test_a_period_stands_for_the_day_the_caller_wants(phrase: str, first: str, last: str) -> None:
    """A whole week or month is its first or its last day, as told."""
    assert shown(read_day(phrase, NOW, ZONE, towards="future", period="first")) == first
    assert shown(read_day(phrase, NOW, ZONE, towards="future", period="last")) == last


def test_without_a_direction_both_sides_are_offered() -> None:
    """A lone weekday that may lie either way is asked back."""
    assert shown(read_day("Monday", NOW, ZONE, towards="any")) == "2026-11-16 / 2026-11-23"
    assert shown(read_day("today", NOW, ZONE, towards="any")) == "2026-11-20"


def test_the_limits_are_the_callers() -> None:
    """What is too far away for one question may do for another."""
    assert shown(read_day("in 3 years", NOW, ZONE, towards="future")) == "unread too_far"
    far = read_day("in 3 years", NOW, ZONE, towards="future", most_ahead=timedelta(days=2000))
    assert shown(far) == "2029-11-20"


def test_where_no_time_is_expected_digits_are_a_day() -> None:
    """14.03 is a day where only a day was asked for."""
    assert shown(read_day("14.03", NOW, ZONE, towards="past")) == "2026-03-14"


def test_a_long_text_is_no_moment() -> None:
    """Whoever pastes a page gets told so at once."""
    assert shown(read_moment("9" * 40_001, NOW, ZONE, towards="past")) == "unread too_long"


@pytest.mark.parametrize(
    "sentence",
    [
        "what's next",
        "thanks",
        "hello there",
        "I just had an interview with Acme",
        "I am sad",
        "no",
        "yes please",
        "the march of time",
        "Dana may come",
        "so do I",
        "mar",
        "sun and rain",
        "and",
        "on",
        "a",
        "1/2/3/4",
        "version 3.14.15",
        "call 555-0100",
        "10,000",
        "🙂",
        "שלום",
    ],
)
def test_other_words_are_no_moment(sentence: str) -> None:
    """Ordinary words are never taken for a date."""
    assert isinstance(read_moment(sentence, NOW, ZONE, towards="past"), Unread)
    assert isinstance(read_moment(sentence, NOW, ZONE, towards="future"), Unread)


WORDS = st.sampled_from(
    """last next this Thursday mon may 31 feb 29.02. 03/04 at 3 pm 24:00 noon in two weeks ago end
    of the month 99 CET UTC+14 UTC-25 (Nowhere) time before 0.0. 1/1/0001 31.12.9999 half past 'tis
    🇩🇪 \x00 \u202e week 53 within 999 business days years""".split()  # noqa: SIM905 - a sentence of them
)


@given(
    text=st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=8).map(" ".join)),
    towards=st.sampled_from(["past", "future", "any"]),
)
def test_no_text_is_too_strange_to_answer(text: str, towards: Towards) -> None:
    """Whatever is typed is read, asked back or refused, and never raises."""
    read = read_moment(text, NOW, ZONE, towards=towards)
    assert isinstance(read, Moment | Ambiguous | Unread)


@given(
    zone=st.sampled_from(sorted(one for one in available_timezones() if "/" in one)),
    wall=st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-11-18")),
)
def test_iso_is_read_as_it_stands_in_every_zone(zone: str, wall: datetime) -> None:
    """A wall clock written as ISO 8601 comes back as the same wall clock."""
    wall = wall.replace(second=0, microsecond=0)
    read = read_moment(f"{wall:%Y-%m-%d %H:%M}", NOW, zone, towards="past")
    assert isinstance(read, Moment)
    assert read.wall == wall
    # In a gap the instant is the first minute after it, so it may show a later clock.
    assert read.instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) >= wall


@given(
    now=st.datetimes(
        datetime.fromisoformat("2026-01-01"),
        datetime.fromisoformat("2030-01-01"),
        timezones=st.just(UTC),
    ),
    weekday=st.sampled_from(["Monday", "Wednesday", "Saturday"]),
)
def test_a_weekday_lies_within_a_week_on_the_side_asked_for(now: datetime, weekday: str) -> None:
    """A bare weekday is one of the last seven days, or one of the next seven."""
    today = now.astimezone(ZoneInfo(ZONE)).date()
    past = read_day(weekday, now, ZONE, towards="past")
    future = read_day(weekday, now, ZONE, towards="future")
    assert isinstance(past, Moment)
    assert isinstance(future, Moment)
    assert 0 <= (today - past.wall.date()).days <= 6
    assert 1 <= (future.wall.date() - today).days <= 7
    assert f"{past.wall:%A}" == f"{future.wall:%A}" == weekday


MORNING = datetime(2026, 11, 20, 10, 40, tzinfo=UTC)
"""A Friday, 11:40 in Berlin."""


@pytest.mark.parametrize(
    ("typed", "walls"),
    [
        ("today 4:10", ["2026-11-20 04:10"]),
        ("today at half past four", ["2026-11-20 04:30"]),
        ("20 Nov 4:10", ["2026-11-20 04:10"]),
        ("today 4:10 pm", ["2026-11-20 16:10"]),
        ("yesterday 4:10", ["2026-11-19 16:10"]),
        ("4:10", ["2026-11-19 16:10", "2026-11-20 04:10"]),
        ("Friday at 4", ["2026-11-13 16:00", "2026-11-20 04:00"]),
    ],
)
def test_an_end_told_in_the_morning_is_not_still_to_come(typed: str, walls: list[str]) -> None:
    """An early hour that is over wins over an afternoon to come; two that are over are asked back."""
    read = read_moment(typed, MORNING, ZONE, towards="past")
    assert not isinstance(read, Unread)
    readings = read.readings if isinstance(read, Ambiguous) else (read,)
    assert [f"{one.wall:%Y-%m-%d %H:%M}" for one in readings] == walls


@pytest.mark.parametrize(
    ("ended", "wall"),
    [("2026-11-20 10:00", "2026-11-20 04:00"), ("2026-11-19 15:30", "2026-11-19 16:00")],
)
def test_a_correction_in_the_morning_is_not_still_to_come(ended: str, wall: str) -> None:
    """ "No, at 4" is four in the afternoon where that is over."""
    before = moment_at(datetime.fromisoformat(ended), ZONE, has_time=True)
    read = correct(before, "no, at 4", MORNING)
    assert isinstance(read, Moment)
    assert f"{read.wall:%Y-%m-%d %H:%M}" == wall
