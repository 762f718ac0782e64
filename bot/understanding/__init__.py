"""Typed words read: dates and times, what comes next, people, addresses, places. It only reads; the caller echoes."""

from bot.understanding.addresses import read_email, read_linkedin, read_phone
from bot.understanding.applied import split_applied
from bot.understanding.cities import cities_beginning, read_city
from bot.understanding.corrections import correct
from bot.understanding.countries import names_in, read_country
from bot.understanding.hours import read_quiet, read_time
from bot.understanding.languages import language_of
from bot.understanding.moments import read_day, read_moment
from bot.understanding.names import capitalised, has_role_word, may_be_small_name
from bot.understanding.next_step import read_next_step, tells_end, tells_next_step
from bot.understanding.people import PersonRead, names_unknown, read_people
from bot.understanding.reading import (
    Ambiguous,
    AmbiguousPlace,
    Moment,
    NextStepRead,
    Place,
    Problem,
    Towards,
    Unread,
)
from bot.understanding.text import fold, tidy
from bot.understanding.told import Told, read_told, tells_feeling
from bot.understanding.zones import read_zone

__all__ = [
    "Ambiguous",
    "AmbiguousPlace",
    "Moment",
    "NextStepRead",
    "PersonRead",
    "Place",
    "Problem",
    "Told",
    "Towards",
    "Unread",
    "capitalised",
    "cities_beginning",
    "correct",
    "fold",
    "has_role_word",
    "language_of",
    "may_be_small_name",
    "names_in",
    "names_unknown",
    "read_city",
    "read_country",
    "read_day",
    "read_email",
    "read_linkedin",
    "read_moment",
    "read_next_step",
    "read_people",
    "read_phone",
    "read_quiet",
    "read_time",
    "read_told",
    "read_zone",
    "split_applied",
    "tells_end",
    "tells_feeling",
    "tells_next_step",
    "tidy",
]
