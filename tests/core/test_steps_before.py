"""Before leaving the room: thank them aloud, ask for what the wait will need, mind what one wanted to do better."""

import pytest

from bot.inbound import Pressed
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def desk(*companies: str, country: str = "Germany") -> Desk:
    """Return somebody who has interviews, or none."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    for company in companies:
        await sat.add(company, country=country)
    return sat


async def test_it_says_what_to_do_before_leaving() -> None:
    """Thanks, a card, who decides, when and from whom, and how they like to be reached."""
    said = await (await desk()).say("/interview before")
    for part in ("Thank everybody aloud", "card or an address", "who decides", "when you will hear",
                 "how they like to be reached"):  # fmt: skip
        assert part in said


async def test_a_company_may_be_named_known_or_not() -> None:
    """The title names it, and the facts do too."""
    sat = await desk("Acme")
    assert "at Acme" in await sat.say("/interview before Acme")
    assert "Acme" in [one.facts.get("company") for one in sat.said[-2:]]
    assert "at Umbrella" in await sat.say("/interview before Umbrella")
    assert "longer than 120" in await sat.say("/interview before " + "x" * 300)


async def test_what_one_wanted_to_do_better_is_shown() -> None:
    """Last time's lesson and what stayed open come back in the person's own words."""
    sat = await desk("Acme")
    await sat.say("/interview notes Acme")
    await sat.say("Next time I should practise system design. Who would be my manager?")
    said = await sat.say("/interview before Acme")
    assert "practise system design" in said
    assert "Who would be my manager?" in said


async def test_the_next_round_is_added_to_its_application() -> None:
    """Before a second round, the button leads to a round of the same application."""
    sat = await desk("Acme")
    await sat.say("they invited me to the second round")
    await sat.say("/interview before Acme")
    await sat.press("Add the interview afterwards")
    form = sat.form
    assert form is not None
    assert {one.key: one.value for one in form.fields}["company"] == "Acme"


async def test_where_it_is_from_can_be_asked() -> None:
    """The articles are named, and the country's sources where it is known."""
    sat = await desk("Acme")
    await sat.say("/interview before")
    said = await sat.press("Where is this from?")
    assert "career advice, not research" in said
    assert "http" not in said
    await sat.say("/interview before Acme")
    assert "http" in await sat.press("Where is this from?")


@pytest.mark.parametrize("packed", ["show:x9:", "source:x9:", "nonsense::"])
async def test_a_tampered_button_is_answered_like_a_gone_one(packed: str) -> None:
    """A forged button changes nothing and the answer is kind."""
    sat = await desk()
    assert "no longer fits" in read(*heard(await sat.act(Pressed(f"v1:before:{packed}"))))


async def test_the_button_at_home_shows_it() -> None:
    """Whoever has nothing yet finds it on the first screen."""
    sat = await desk()
    await sat.say("/interview help")
    assert "Before you leave the room" in await sat.press("Before an interview")
