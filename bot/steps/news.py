"""News of an interview that changes what was planned: called off, moved, won, or won elsewhere."""

from collections.abc import Mapping

from bot.interview import Interview, OutcomeKind
from bot.journey import Question
from bot.message import Button, Topic
from bot.steps import next_round, outcome, outcome_words, which
from bot.steps.acquaintances import interview_at_hand
from bot.turn import Turn
from bot.understanding import Ambiguous, Unread, read_moment


def cancelled(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Say that it is a nuisance, and ask whether another day is looked for or it is over."""
    words = turn.words
    interview = interview_at_hand(turn)
    if interview is not None and not interview.open:
        interview = next(iter(reversed(turn.journey.open_interviews())), None)
    buttons: list[Button] = [turn.button(words("home.before_button"), "before", "show")]
    if interview is None:
        turn.say(Topic.OUTCOME, words("news.cancelled"), turn.choices(*buttons))
        return True
    turn.focus(interview)
    turn.answered = True
    company = turn.named(interview)
    over = turn.button(
        words("news.over_button", company=company),
        "outcome",
        OutcomeKind.REJECTION.value,
        interview.id,
    )
    turn.say(
        Topic.OUTCOME,
        words("news.cancelled"),
        words("news.cancelled_over", company=company),
        turn.choices(over, *buttons),
        interview=interview,
    )
    return True


def moved(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take the new day of a round that is to come; where none is recorded, say what to do when it is over."""
    told = parts.get("day", "")
    rounds = [
        one
        for one in turn.journey.facts.interviews
        if one.outcome is not None and one.outcome.kind is OutcomeKind.NEXT_ROUND
    ]
    question = turn.dialogue.question
    if rounds and told and next_round.tell(turn, rounds[-1], told):
        if (
            question is not None
            and turn.dialogue.question == question
            and question.step == next_round.STEP
        ):
            # The day that was asked for is told.
            turn.settle_question()
        return True
    read = read_moment(told, turn.now, turn.zone, towards="future") if told else Unread("vague")
    if isinstance(read, Unread | Ambiguous):
        said = turn.words("news.moved")
    elif read.has_time:
        said = turn.words("news.moved_to", when=turn.moment(read.instant))
    else:
        said = turn.words("news.moved_to", when=turn.words.day(read.wall.date(), turn.today))
    before = turn.button(turn.words("home.before_button"), "before", "show")
    turn.say(Topic.HOME, said, turn.words("news.moved_after"), turn.choices(before))
    return True


def got_it(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take a cheer for an offer; where nothing is open, ask with whom."""
    interview = which.spoken_of(turn)
    if not turn.journey.open_interviews():
        turn.say(Topic.OUTCOME, turn.words("news.got_it"))
    elif interview is not None and interview.open:
        outcome.command(turn, f"#{interview.id} offer")
    else:
        outcome.command(turn, "offer")
    return True


def offer_while_waiting(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Record an offer, and say how to ask those who are still waited for."""
    offered = which.named_in(turn, parts["from"])
    other = [one for one in which.named_in(turn, parts["other"]) if one.open]
    if len(offered) == 1:
        outcome.command(turn, f"#{offered[0].id} offer")
    else:
        turn.say(Topic.OUTCOME, turn.words("news.offer_unknown", company=parts["from"]))
    name = turn.named(other[0]) if len(other) == 1 else parts["other"]
    button = (
        (
            turn.choices(
                turn.button(
                    turn.words("news.ask_button", company=name), "follow_up", "anyway", other[0].id
                )
            ),
        )
        if len(other) == 1
        else ()
    )
    turn.say(
        Topic.FOLLOW_UP,
        turn.words("news.ask_other", company=name),
        *button,
        interview=other[0] if len(other) == 1 else None,
    )
    return True


def missed_call(turn: Turn, rest: str) -> None:
    """Say how to call back."""
    turn.say(Topic.FOLLOW_UP, turn.words("news.missed_call"))
    turn.answered = True


def wants_out(turn: Turn, rest: str) -> None:
    """Say how to step back, and record it only once it is done."""
    interview, _ = which.pick(turn, "wants_out", rest)
    if interview is None:
        return
    turn.focus(interview)
    turn.answered = True
    label = turn.words("news.wants_out_button", company=turn.named(interview))
    withdrawn = turn.button(label, "outcome", OutcomeKind.WITHDRAWN.value, interview.id)
    turn.say(
        Topic.OUTCOME, turn.words("news.wants_out"), turn.choices(withdrawn), interview=interview
    )


def offer_doubts(turn: Turn, rest: str) -> None:
    """Say what helps with an offer that is in doubt, and take the offer if it is not recorded yet."""
    interview = interview_at_hand(turn)
    turn.answered = True
    if interview is None or not interview.open:
        turn.say(Topic.OUTCOME, turn.words("news.offer_doubts"))
        return
    label = turn.words("news.offer_button", company=turn.named(interview))
    offer = turn.button(label, "outcome", OutcomeKind.OFFER.value, interview.id)
    turn.say(
        Topic.OUTCOME, turn.words("news.offer_doubts"), turn.choices(offer), interview=interview
    )


def answer_by(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take by when an offer wants its answer; False where no offer is waiting, or several are."""
    offer = _only_offer(turn)
    if offer is None:
        return False
    question = Question("outcome", "deadline", offer.id, turn.now)
    turn.focus(offer)
    return outcome.answer(turn, question, parts["day"])


def begins(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take "I start on Monday" for a yes to the one offer there is; False where there is none."""
    offer = _only_offer(turn)
    if offer is None:
        return False
    outcome.command(turn, f"#{offer.id} accepted")
    return True


def _only_offer(turn: Turn) -> Interview | None:
    waiting = [
        one
        for one in turn.journey.facts.interviews
        if one.outcome is not None
        and one.outcome.kind is OutcomeKind.OFFER
        and one.outcome.accepted is None
    ]
    return waiting[0] if len(waiting) == 1 else None


def no_fault(turn: Turn, rest: str) -> None:
    """Say of a delay on their side what it means: nothing about the person."""
    looking = turn.button(turn.words("progress.open_keep_looking"), "keep_looking", "show")
    turn.say(Topic.FOLLOW_UP, turn.words("news.no_fault"), turn.choices(looking))
    turn.answered = True


def more_time(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Help with an offer that has to be thought over; False where there is none."""
    offer = _only_offer(turn)
    if offer is None:
        return False
    turn.answered = True
    turn.say(
        Topic.OUTCOME,
        turn.words("news.offer_doubts"),
        turn.words("news.more_time"),
        interview=offer,
    )
    return True


def said_no(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take "I said no" for declining the one offer there is; False where there is none."""
    offer = _only_offer(turn)
    if offer is None:
        return False
    outcome.command(turn, f"#{offer.id} declined")
    return True


def offer_gone(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take an offer that was taken back for a no; False where there was none."""
    offer = _only_offer(turn)
    if offer is None:
        return False
    outcome.command(turn, f"#{offer.id} rejection")
    return True


def mind_changed(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Take an offer of those who had said no; False where none had."""
    refused = _refused(turn)
    if refused is None:
        return False
    outcome.command(turn, f"#{refused.id} offer")
    return True


def feedback(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Show how to ask for feedback after the newest no; False where none came."""
    refused = _refused(turn)
    if refused is None:
        return False
    outcome_words.ask_feedback(turn, refused)
    return True


def _refused(turn: Turn) -> Interview | None:
    """Return the interview of the newest no, None where none came."""
    refused = [
        one
        for one in turn.journey.facts.interviews
        if one.outcome is not None and one.outcome.kind is OutcomeKind.REJECTION
    ]
    return refused[-1] if refused else None
