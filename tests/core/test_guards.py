"""Whatever is gone, unknown or tampered with is answered kindly, by every step in the same way."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

import bot.steps
from bot.action import Action
from bot.inbound import Pressed, Said, Submitted
from bot.journey import Journey, Question
from bot.library import load_library
from bot.ports import Turned
from bot.schedule import NudgeKey, NudgeKind
from bot.steps.table import HANDLERS
from bot.turn import Turn
from tests.desk import Desk, heard, read

LIBRARY = load_library()


def words_of(step: str) -> Iterator[str]:
    """Yield every short lower-case word a step's module knows: its verbs and its questions among them."""
    file = Path(str(bot.steps.__file__)).parent / f"{step}.py"
    if not file.exists():
        return
    found = {
        node.value
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    yield from sorted(
        one for one in found if one.replace("_", "").isalpha() and one.islower() and len(one) < 16
    )


@pytest.mark.parametrize("step", sorted(HANDLERS))
async def test_a_button_of_something_gone_explains_itself(step: str) -> None:
    """No button of a deleted record, an unknown verb or a strange argument goes without an answer."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add()
    own = (await desk.journey()).facts.interviews[0].id
    for verb in (*words_of(step), "nonsense"):
        for id in ("gone", "", own):
            for argument in ("", "nonsense", "1"):
                reply = await desk.act(Pressed(Action(step, verb, id, argument).pack()))
                assert reply.messages or reply.edit or reply.form, f"{step}:{verb}:{id}"


@pytest.mark.parametrize("step", sorted(HANDLERS))
async def test_a_form_of_something_gone_explains_itself(step: str) -> None:
    """No form about a deleted record goes without an answer."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    for verb in (*words_of(step), "nonsense"):
        reply = await desk.act(Submitted(Action(step, verb, "gone", "1").pack(), {"name": "Dana"}))
        assert reply.messages or reply.edit or reply.form or reply.problems, f"{step}:{verb}"


@pytest.mark.parametrize("step", sorted(HANDLERS))
@pytest.mark.parametrize(
    "typed", ["skip", "back", "later", "cancel", "edit", "no", "yes", "Dana Smith"]
)
async def test_an_answer_about_something_gone_is_still_answered(step: str, typed: str) -> None:
    """A question whose interview or person was deleted meanwhile leads nowhere bad."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    for ask in (*words_of(step), "nonsense"):
        await _ask(desk, Question(step, ask, "gone", desk.now))
        reply = await desk.act(Said(typed))
        assert read(*heard(reply)) or reply.form, f"{step}:{ask}"
        await _ask(desk, Question(step, ask, "gone", desk.now))
        assert read(*heard(await desk.act(Said("help"))))


OF_AN_INTERVIEW = sorted(
    name
    for name, one in HANDLERS.items()
    if one.remind is not None and name not in ("calm", "keep_looking")
)


@pytest.mark.parametrize("step", OF_AN_INTERVIEW)
async def test_a_reminder_about_nothing_is_a_fault(step: str) -> None:
    """A nudge of an interview that is gone is refused, never worded about nothing."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    turn = Turn(await desk.journey(), desk.now, LIBRARY, desk.new_id, Random(1))
    handler, key = HANDLERS[step], NudgeKey(NudgeKind(step), "gone")
    assert handler.remind is not None
    with pytest.raises(LookupError):
        handler.remind(turn, None, key)
    if handler.finish is not None:
        handler.finish(turn, None, key)
    assert turn.journey.facts == (await desk.journey()).facts


async def _ask(desk: Desk, question: Question) -> None:
    # Somebody who just had everything erased begins anew.
    await desk.sit_down()

    def put(journey: Journey | None) -> Turned[bool]:
        assert journey is not None
        dialogue = replace(journey.dialogue, question=question)
        return Turned(replace(journey, dialogue=dialogue), value=True)

    await desk.store.turn(desk.who, None, desk.now, put)
