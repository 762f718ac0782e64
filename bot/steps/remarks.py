"""What people say of what is recorded, each kind with its answer; tried before words are read as anything else."""

from collections.abc import Callable, Mapping

from bot.steps import addresses_told, asides, consent_told, deliveries, facts_told, news, set_right
from bot.turn import Turn

Parts = Mapping[str, str]
"""What the words name, by the name of the pattern's group."""

ANSWERS: Mapping[str, Callable[[Turn, Parts, str], bool]] = {
    "absent": set_right.absent,
    "address": addresses_told.told,
    "answer_by": news.answer_by,
    "asked": asides.asked,
    "acquaintance": addresses_told.told_with_name,
    "begins": news.begins,
    "cancelled": news.cancelled,
    "delivered": deliveries.delivered,
    "feedback": news.feedback,
    "got_it": news.got_it,
    "i_live": facts_told.i_live,
    "interview_fact": facts_told.interview_fact,
    "known_person": facts_told.known_person,
    "lied": asides.lied,
    "mind_changed": news.mind_changed,
    "more_time": news.more_time,
    "moved": news.moved,
    "offer_gone": news.offer_gone,
    "offer_while_waiting": news.offer_while_waiting,
    "referee_refused": consent_told.refused,
    "referee_told": consent_told.told,
    "renamed": set_right.renamed,
    "said_no": news.said_no,
    "said_yes": news.begins,
    "unwelcome": facts_told.unwelcome,
    "vouches": consent_told.vouches,
    "wrong_company": set_right.wrong_company,
}
"""By the kind of remark: says whether what is recorded fits the words, and answers if so."""


def answer(turn: Turn, text: str) -> bool:
    """Answer words about what is recorded; False if they are none, or nothing recorded fits them."""
    return any(
        ANSWERS[one.kind](turn, one.parts, text) for one in turn.library.intents.remarks(text)
    )
