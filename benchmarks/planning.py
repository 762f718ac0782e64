"""Planning one journey: the whole plan from facts, and reconciling it with the rows.

.venv/bin/python benchmarks/planning.py
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from benchmarks.timing import median_ms, show
from bot.etiquette import load_etiquette
from bot.interview import Interview, NextStep, Wait
from bot.journey import Facts, Journey
from bot.nudges import plan, reconcile
from bot.people import Address, Person

NOW = datetime(2026, 11, 20, 14, 40, tzinfo=UTC)


def journey(interviews: int) -> Journey:
    """Return somebody with so many open interviews, one a day."""
    person = Person("me", Address("terminal", "me"), NOW, NOW, zone="Europe/Berlin", zone_told=True)
    facts = Facts()
    for number in range(interviews):
        ended = NOW - timedelta(days=number % 30, minutes=10)
        wait = Wait(0, ended, NextStep.THEY_CALL, date(2026, 11, 27) + timedelta(days=number % 20))
        country = ("DE", "US", "JP", "KE")[number % 4]
        facts = facts.put(
            Interview(
                f"i{number}",
                f"i{number}",
                f"Company {number}",
                ended,
                "Europe/Berlin",
                ended,
                (wait,),
                country=country,
                zone="Europe/Berlin",
            )
        )
    return Journey(person, facts)


def main() -> None:
    """Print the table."""
    customs = load_etiquette().customs
    for interviews in (1, 10, 200):
        told = journey(interviews)
        planned = replace(told, nudges=reconcile(told, plan(told, customs), NOW))
        runs = 200 if interviews < 100 else 20
        show(f"plan, {interviews} interviews", median_ms(lambda j=told: plan(j, customs), runs))
        wanted = plan(planned, customs)
        show(
            f"reconcile, {interviews} interviews, {len(planned.nudges)} nudges",
            median_ms(lambda j=planned, w=wanted: reconcile(j, w, NOW), runs),
        )


if __name__ == "__main__":
    main()
