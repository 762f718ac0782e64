"""The worked example of the journey, to the minute."""

from tests.core.nudging import Days, at, contact, interview, journey, they_call


def test_the_worked_example_holds_to_the_minute() -> None:
    """Germany, a promise for the next Friday, two people met, and then not a word."""
    told = journey(
        interview(wait=they_call("2026-11-27"), country="DE", format="video"),
        contact("dana"),
        contact("lee"),
    )
    days = Days(told, at("2026-11-20 15:40"))

    days.until(at("2026-12-01 10:00"))

    assert days.said == [
        ("Fri 2026-11-20 16:30", ("reflection",)),
        ("Fri 2026-11-20 18:30", ("thank_you",)),
        ("Fri 2026-11-20 19:30", ("calm",)),
        ("Sat 2026-11-21 09:00", ("reflection",)),
        ("Sun 2026-11-22 18:30", ("calm",)),
        ("Mon 2026-11-23 09:30", ("keep_looking",)),
        ("Tue 2026-11-24 18:30", ("calm",)),
        ("Thu 2026-11-26 18:30", ("calm",)),
        ("Fri 2026-11-27 18:30", ("promise", "check_in")),
        ("Tue 2026-12-01 10:00", ("follow_up",)),
    ]


def test_after_the_worked_example_calm_comes_once_a_week_until_the_outcome_is_asked() -> None:
    """The silence made it less often: calm weekly, no keep looking, the outcome after ten days."""
    told = journey(
        interview(wait=they_call("2026-11-27"), country="DE"), contact("dana"), contact("lee")
    )
    days = Days(told, at("2026-11-20 15:40"))

    days.until(at("2027-02-01 10:00"))

    assert days.said[10:] == [
        ("Thu 2026-12-03 18:30", ("calm",)),
        ("Thu 2026-12-10 18:30", ("calm",)),
        ("Tue 2026-12-15 10:00", ("outcome",)),
        ("Thu 2026-12-17 18:30", ("calm",)),
        ("Thu 2026-12-24 18:30", ("calm",)),
        ("Thu 2026-12-31 18:30", ("calm",)),
    ]
