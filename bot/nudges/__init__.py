"""When the bot speaks up by itself: pure rules from facts to nudges (the table in the journey's rules)."""

from bot.nudges.customs import Customs, CustomsOf
from bot.nudges.joining import PENDING, SOFT, bundle, calm_is_late, plan_view, said_at
from bot.nudges.planning import plan
from bot.nudges.reconciling import meant_for, reconcile, still_wanted
from bot.nudges.silence import needs_check_in, pace_of
from bot.nudges.waiting import follow_up_moment

__all__ = [
    "PENDING",
    "SOFT",
    "Customs",
    "CustomsOf",
    "bundle",
    "calm_is_late",
    "follow_up_moment",
    "meant_for",
    "needs_check_in",
    "pace_of",
    "plan",
    "plan_view",
    "reconcile",
    "said_at",
    "still_wanted",
]
