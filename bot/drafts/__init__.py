"""Words for the person to send themselves: from recorded facts only, one per person and no two alike."""

from bot.drafts.claims import UnrecordedClaim, recorded_facts, unrecorded
from bot.drafts.enquiry import acceptance_set, acceptance_thanks, feedback_request, follow_up
from bot.drafts.likeness import MOST_ALIKE, likeness, too_alike
from bot.drafts.pen import Missing
from bot.drafts.phrases import Phrases, load_phrases, parse_phrases
from bot.drafts.privacy import find_secret
from bot.drafts.referee import heads_up, referee_thanks
from bot.drafts.thanks import envelope_lines, thank_you_set, without_own_fact

__all__ = [
    "MOST_ALIKE",
    "Missing",
    "Phrases",
    "UnrecordedClaim",
    "acceptance_set",
    "acceptance_thanks",
    "envelope_lines",
    "feedback_request",
    "find_secret",
    "follow_up",
    "heads_up",
    "likeness",
    "load_phrases",
    "parse_phrases",
    "recorded_facts",
    "referee_thanks",
    "thank_you_set",
    "too_alike",
    "unrecorded",
    "without_own_fact",
]
