"""How far which set-up goes: arithmetic over measured figures, up to ten million people.

    .venv/bin/python benchmarks/scale.py

Every number is written here with where it comes from; change one and run it again. Nothing is measured here.
"""

from math import ceil

# How people live; guesses of ours, on the high side.
WAITING = 0.10
"""Share of all members who wait for an answer in any week."""
ACTS = 6
"""What each of them does in a day: words, presses, commands."""
BUSIEST_HOUR = 0.15
"""Share of a day's acts in its busiest hour."""
NUDGES = 19 / 28
"""Nudges of each of them in a day: 19 in four weeks of one wait, as planned for one interview."""
BUSIEST_MINUTE = 0.10
"""Share of a day's nudges due in one minute: half are calm, at one wall-clock time, a fifth of people in one zone."""

# What was measured on 2 shared cores (docs/explanation/figures.md).
TURNS_SLACK = 1_357
"""Commands a second through Slack's HTTP door, one process on SQLite: benchmarks/slack.py."""
TURNS_DISCORD = 973
"""Interactions a second through discord.py, one process on SQLite: benchmarks/interactions.py."""
DELIVERED_SQLITE = 500
"""Nudges a second, asked again and worded, one process: benchmarks/delivery.py."""
DELIVERED_POSTGRESQL = 370
"""The same on PostgreSQL."""
IN_FLIGHT = 10
LATENCY = 0.25
"""Posts under way at a time, and the seconds a platform takes for one; both take some 50 to 300 ms."""
BYTES = 5_233
"""Of one person with one interview and 19 nudges, in SQLite."""

# What the platforms allow (their documentation).
DISCORD_POSTS = 50
"""A second for one bot, in all servers together; answers to interactions do not count."""
SLACK_POSTS = 1
"""A second in one conversation; some hundred a minute in a workspace, and no limit over all workspaces together."""

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
COLUMNS = (
    "people",
    "waiting",
    "acts/s",
    "processes",
    "nudges/min",
    "by one",
    "processes",
    "Discord",
    "database",
)


def row(people: int) -> tuple[str, ...]:
    """Return the line of a community of that size."""
    waiting = people * WAITING
    acts = waiting * ACTS * BUSIEST_HOUR / 3600
    answering = ceil(acts / (min(TURNS_SLACK, TURNS_DISCORD) / 2))
    due = waiting * NUDGES * BUSIEST_MINUTE
    one = min(DELIVERED_POSTGRESQL, IN_FLIGHT / LATENCY)
    delivering = ceil(due / one / 60)
    return (
        f"{people:,}",
        f"{waiting:,.0f}",
        f"{acts:,.1f}",
        f"{answering}",
        f"{due:,.0f}",
        spell(due / one),
        f"{delivering}",
        spell(due / DISCORD_POSTS),
        f"{people * BYTES / 1e9:,.2f} GB",
    )


def spell(seconds: float) -> str:
    """Return a duration in words."""
    if seconds < 1:
        return "< 1 s"
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def main() -> None:
    """Print the table."""
    rows = [COLUMNS, *(row(people) for people in SIZES)]
    widths = [max(len(line[n]) for line in rows) for n in range(len(COLUMNS))]
    for line in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))
    print(
        "\nacts/s: in the busiest hour. processes: that answer them at half of what one can.\n"
        "nudges/min: due in the busiest minute. by one: how long one process posts them."
        " processes: that are through within a minute.\n"
        "Discord: how long one bot needs, for all of them on Discord."
    )


if __name__ == "__main__":
    main()
