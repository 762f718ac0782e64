"""Settings: each changes by words or a button, is echoed as data, and refuses what it cannot mean."""

from datetime import time

import pytest

from bot.catalogue import PSEUDO
from bot.inbound import Pressed, Said
from bot.library import load_library
from bot.people import Pace, Person, QuietHours
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def seated() -> Desk:
    """Return a desk with somebody who told nothing yet."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    return desk


async def person(desk: Desk) -> Person:
    """Return the person with their settings."""
    return (await desk.journey()).person


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("zone Berlin", "zone", "Europe/Berlin"),
        ("zone New York", "zone", "America/New_York"),
        ("zone Asia/Tokyo", "zone", "Asia/Tokyo"),
        ("country Germany", "country", "DE"),
        ("country no", "country", "NO"),
        ("country off", "country", None),
        ("language English", "language", "en"),
        ("language qps", "language", PSEUDO),
        ("quiet 22:00-07:00", "quiet", "22:00-07:00"),
        ("quiet off", "quiet", "off"),
        ("calm off", "calm", "off"),
        ("calm 19:00", "calm", "19:00"),
        ("calm on", "calm", "18:30"),
        ("weekly off", "weekly", "off"),
        ("weekly Tuesday 10:00", "weekly", "tuesday 10:00"),
        ("weekly thu", "weekly", "thursday 09:30"),
        ("weekly 12:00", "weekly", "monday 12:00"),
        ("goal 5", "goal", 5),
        ("goal off", "goal", None),
        ("nudges less", "nudges", "less"),
        ("nudges off", "nudges", "stopped"),
        ("nudges on", "nudges", "normal"),
        ("nudges off calm", "off", ["calm"]),
        ("nudges off thank-you notes", "off", ["thank_you"]),
    ],
)
async def test_a_change_is_echoed_as_data(typed: str, name: str, value: object) -> None:
    """A setting typed in words is echoed with what was understood, and kept."""
    desk = await seated()
    reply = await desk.act(Said(f"/interview settings {typed}"))
    settings = reply.messages[0].facts["settings"]
    assert isinstance(settings, dict)
    assert settings == {name: value}
    shown = await desk.act(Said("/interview settings"))
    all_settings = shown.messages[0].facts["settings"]
    assert isinstance(all_settings, dict)
    assert all_settings[name] == value


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("zone Gotham", "Gotham"),
        ("country Gotham", "Gotham"),
        ("language Klingon", "Klingon"),
        ("quiet when I sleep", "when I sleep"),
        ("calm soonish", "soonish"),
        ("weekly Someday", "Someday"),
        ("goal -3", "-3"),
        ("goal 51", "51"),
        ("goal ²", "²"),
        ("nudges sometimes", "sometimes"),
        ("nudges off everything", "off everything"),
        ("nudges less calm", "less calm"),
        ("volume 11", "volume"),
    ],
)
async def test_what_is_not_understood_is_named_and_changes_nothing(typed: str, named: str) -> None:
    """An unknown value is said back, and every setting stays as it was."""
    desk = await seated()
    before = await person(desk)
    assert named in await desk.say(f"/interview settings {typed}")
    assert await person(desk) == before


async def test_a_value_too_long_is_refused_whole() -> None:
    """A pasted text is no value, and is not cut into one."""
    desk = await seated()
    assert "longer than 100" in await desk.say(f"/interview settings zone {'Berlin ' * 20}")
    assert (await person(desk)).zone == "Europe/Berlin"


async def test_a_place_of_several_is_asked_back_with_buttons() -> None:
    """A name that several cities have is never decided for the person; a button decides it."""
    desk = await seated()
    said = await desk.say("/interview settings zone Springfield")
    assert "Springfield, MO" in said
    assert (await person(desk)).zone == "Europe/Berlin"
    await desk.press("Springfield, MO")
    assert (await person(desk)).zone == "America/Chicago"


async def test_a_country_of_several_is_asked_back_with_buttons() -> None:
    """Both Congos are offered, and the one pressed is kept."""
    desk = await seated()
    await desk.say("/interview settings country Congo")
    assert (await person(desk)).country is None
    await desk.press("Congo - Kinshasa")
    assert (await person(desk)).country == "CD"


async def test_the_zone_of_the_own_country_is_offered() -> None:
    """Away from home, the zone of a country that has but one is a press away."""
    desk = await seated()
    await desk.say("/interview settings country Japan")
    await desk.say("/interview settings zone")
    await desk.press("Asia/Tokyo")
    assert (await person(desk)).zone == "Asia/Tokyo"


async def test_a_large_country_offers_its_zones() -> None:
    """Living in a country of many zones, the person picks among them."""
    desk = await seated()
    await desk.say("/interview settings country US")
    await desk.say("/interview settings zone")
    await desk.press("America/Denver")
    assert (await person(desk)).zone == "America/Denver"


async def test_the_own_country_decides_between_namesakes() -> None:
    """What is asked back from somebody of an unknown country is clear for somebody of a known one."""
    desk = await seated()
    assert "could mean several" in await desk.say("/interview settings zone CST")
    await desk.say("/interview settings country China")
    await desk.say("/interview settings zone CST")
    assert (await person(desk)).zone == "Asia/Shanghai"


async def test_a_city_abroad_is_found_from_any_country() -> None:
    """The country a person lives in decides between namesakes only; it hides no city elsewhere."""
    desk = await seated()
    await desk.say("/interview settings country Georgia")
    assert "America/Chicago" in await desk.say("/interview settings zone Chicago")


async def test_a_new_zone_says_what_moves_and_what_stays() -> None:
    """Messages set to a time of day move with the person; those after an elapsed time stay."""
    desk = await seated()
    assert "moment as before" not in await desk.say("/interview settings zone Lisbon")
    await desk.say("/interview settings zone Berlin")
    await desk.add(next_step="they call by Friday", ended="today 15:00")
    said = await desk.say("/interview settings zone Lisbon")
    moved, stays = said.split("At the same moment as before:")
    assert "staying calm" in moved
    assert "their promised date" in moved
    assert "contacts" in stays


async def test_a_zone_nobody_told_is_not_said_as_a_fact() -> None:
    """Before a zone is told, the one assumed is shown as such."""
    desk = Desk(LIBRARY)
    assert "UTC, until you tell me yours" in await desk.say("/interview settings")
    await desk.sit_down()
    assert "until you tell me" not in await desk.say("/interview settings")


@pytest.mark.parametrize("typed", ["calm 22:00", "weekly Friday 22:00"])
async def test_a_time_in_the_quiet_hours_is_refused_with_the_way_out(typed: str) -> None:
    """A message cannot be set into the quiet hours; the answer says so and offers to change them."""
    desk = await seated()
    before = await person(desk)
    said = await desk.say(f"/interview settings {typed}")
    assert "quiet hours (20:30 to 08:30)" in said
    assert await person(desk) == before
    assert "When shall I be quiet?" in await desk.press("Change quiet hours")


@pytest.mark.parametrize("quiet", ["10:00-14:00", "15:00-17:00"])
async def test_no_pick_lies_in_the_quiet_hours(quiet: str) -> None:
    """What is offered for calm and for the weekly look would be taken."""
    desk = await seated()
    await desk.say(f"/interview settings quiet {quiet}")
    for name in ("calm", "weekly"):
        asked = await desk.act(Said(f"/interview settings {name}"))
        buttons = asked.messages[0].buttons()
        assert len(buttons) > 1
        for one in buttons:
            answer = read(*heard(await desk.act(Pressed(one.action))))
            assert "quiet hours" not in answer


async def test_quiet_hours_over_a_set_time_say_so() -> None:
    """Quiet hours that cover the calming message and the weekly look say that both will wait."""
    desk = await seated()
    said = await desk.say("/interview settings quiet 17:00-10:00")
    assert "set to 18:30, which is quiet now. They wait until 10:00" in said
    assert "set to 09:30, which is quiet now. It waits until 10:00" in said
    await desk.say("/interview settings calm off")
    await desk.say("/interview settings nudges off keep looking")
    assert "which is quiet now" not in await desk.say("/interview settings quiet 17:00-10:00")


@pytest.mark.parametrize(
    ("name", "label", "field", "value"),
    [
        ("quiet", "22:00 to 07:00", "quiet", QuietHours(time(22), time(7))),
        ("quiet", "No quiet hours", "quiet", QuietHours(time(0), time(0))),
        ("calm", "Calming messages at 12:30", "calm_at", time(12, 30)),
        ("calm", "No calming messages", "calm_on", False),
        ("weekly", "Friday 16:00", "weekly_day", 4),
        ("weekly", "No weekly look", "weekly_on", False),
        ("goal", "5 applications a week", "goal", 5),
        ("goal", "No weekly goal", "goal", None),
        ("language", "English", "language", "en"),
        ("nudges", "Less often", "pace", Pace.LESS),
        ("nudges", "Switch off: the outcome", "off", frozenset({"outcome"})),
    ],
)
async def test_a_usual_value_is_one_press_away(
    name: str, label: str, field: str, value: object
) -> None:
    """Asked for a setting without a value, the bot offers usual ones as buttons."""
    desk = await seated()
    await desk.say(f"/interview settings {name}")
    await desk.press(label)
    assert getattr(await person(desk), field) == value


async def test_the_asked_setting_takes_typed_words() -> None:
    """After a button asked for a setting, the next words are its value."""
    desk = await seated()
    await desk.say("/interview settings")
    await desk.press("Quiet hours")
    await desk.say("22:00-07:00")
    assert (await person(desk)).quiet == QuietHours(time(22), time(7))


async def test_a_command_is_no_value() -> None:
    """While a setting is asked for, a plain command is answered and the question restated once."""
    desk = await seated()
    await desk.say("/interview settings zone")
    said = await desk.say("my interviews")
    assert "do not know of an interview yet" in said
    assert "Which city's time do you live by?" in said
    assert (await person(desk)).zone == "Europe/Berlin"


async def test_a_setting_does_not_close_what_another_step_asked() -> None:
    """Changing a setting between two answers keeps the open question, which is said once more."""
    desk = await seated()
    await desk.add()
    before = (await desk.journey()).dialogue.question
    said = await desk.say("/interview settings goal 5")
    after = (await desk.journey()).dialogue.question
    assert before is not None
    assert after is not None
    assert (after.step, after.ask) == (before.step, before.ask)
    assert len(said) > len("Goal: 5 applications a week.")


async def test_a_kind_switched_off_is_one_press_from_on() -> None:
    """A kind of message switched off shows in the settings and can be switched on again, once."""
    desk = await seated()
    await desk.say("/interview settings nudges off calm")
    assert "Calming messages: off" in await desk.say("/interview settings")
    assert "Switched off: staying calm" in await desk.say("/interview settings nudges")
    await desk.press("Switch on: staying calm")
    assert (await person(desk)).off == frozenset()
    assert "like that already" in await desk.press("Switch on: staying calm")


async def test_switching_a_kind_on_turns_its_own_switch_too() -> None:
    """Calm and the weekly look have two switches; on is on."""
    desk = await seated()
    await desk.say("/interview settings calm off")
    await desk.say("/interview settings weekly off")
    await desk.say("/interview settings nudges on calm")
    await desk.say("/interview settings nudges on keep looking")
    changed = await person(desk)
    assert changed.calm_on
    assert changed.weekly_on


async def test_english_weekdays_hold_in_every_language() -> None:
    """A pick made before the language changed still sets its day."""
    desk = await seated()
    asked = await desk.act(Said("/interview settings weekly"))
    friday = next(one for one in asked.messages[0].buttons() if "Friday" in one.label)
    await desk.say("/interview settings language qps")
    await desk.act(Pressed(friday.action))
    assert (await person(desk)).weekly_day == 4


async def test_a_strange_button_is_told_as_outdated() -> None:
    """A button of settings that no release knows changes nothing and says so."""
    desk = await seated()
    before = await person(desk)
    for action in ("v1:settings:explode::", "v1:settings:set:volume:11", "v1:settings:on::nothing"):
        reply = await desk.act(Pressed(action))
        assert reply.messages
    assert await person(desk) == before


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("no more reminders about notes", "reflection"),
        ("no more reminders about thank-you notes", "thank_you"),
        ("turn off calm messages", "calm"),
        ("please stop the messages about my references", "references"),
        ("I don't want any more reminders about following up", "follow_up"),
    ],
)
@pytest.mark.parametrize("before", ["", "/interview settings country Mars"])
async def test_a_kind_is_switched_off_in_plain_words(typed: str, kind: str, before: str) -> None:
    """Also while another setting is asked for, and never kept as a note."""
    desk = await seated()
    if before:
        await desk.say(before)
    assert "Switched off" in await desk.say(typed)
    assert kind in (await person(desk)).off


async def test_a_kind_that_is_not_clear_is_asked_for() -> None:
    """Words that name no kind show them all."""
    desk = await seated()
    assert "Switch off: contacts" in await desk.say("no more reminders about the weather")
