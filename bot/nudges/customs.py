"""What the planner must know of a country's customs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

ThankYouCustom = Literal["expected", "welcome", "optional", "unusual", "unknown"]
ReferencesCustom = Literal["usual", "on_request", "certificates", "rare", "unknown"]


@dataclass(frozen=True, slots=True)
class Customs:
    """What is right in one country, as far as it decides when the bot speaks up.

    Args:
        thank_you: How a thank-you note is seen.
        references: How references are handled.
        follow_up_after: Working days after the interview before a follow-up is right.
        max_follow_ups: Most follow-ups in one wait.
        spacing: Working days between two follow-ups.
        after_promise: Working days after a promised date before a follow-up is right.
    """

    thank_you: ThankYouCustom
    references: ReferencesCustom
    follow_up_after: int
    max_follow_ups: int
    spacing: int = 5
    after_promise: int = 2


CustomsOf = Callable[[str | None], Customs]
"""Finds the customs of a country by its ISO 3166 alpha-2 code; None where the country is unknown."""
