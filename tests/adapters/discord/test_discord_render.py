"""What a person reads in Discord is what was said, literally: it calls nobody, and Discord takes it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.components import pack, unpack
from adapters.discord.render import render_message
from adapters.discord.text import escape, fence
from adapters.lettering import clean
from bot.action import LONGEST
from bot.errors import MessageTooBig
from bot.message import Button, Card, Choices, Draft, File, Message, Part, Picture, Text, Topic
from tests.adapters.discord.reading import literal, read_layout, texts_of
from tests.wire.discord.pings import pings_of

NASTY = (
    "*b* _i_ `c` ~~s~~ ||hidden|| @everyone @here <@80351110224678912> <@&1234> <#1234> </next:12> "
    "<t:1:R> <:smile:12> :smile: [acme.com](https://evil.example) <https://a.example/b_c>\n"
    "# big\n-# small\n> said\n>>> all\n- one\n1. two\n```\nno\n```\\*"
)

_CALLS = ("@", "everyone", "here", "<@", "<@!", "<@&", "<#", "123", ">")
_MARKS = (
    "`",
    "```",
    "\\",
    "*",
    "||",
    "_",
    "[",
    "](",
    ")",
    "#",
    "- ",
    "1.",
    "https://",
    "a.example/",
)
_OTHERS = ("\n", " ", "a", "👩🏽\u200d🚀", "\u200b")
marks = st.sampled_from(_CALLS + _MARKS + _OTHERS)
people_write = st.lists(st.one_of(marks, st.characters()), max_size=60).map("".join)


def message(*some: Part) -> Message:
    """Return a message of some parts."""
    return Message(Topic.HOME, some, preview="A word from Afterview")


@pytest.mark.parametrize(
    "part",
    [
        Text(NASTY),
        Card(NASTY, (NASTY,), ((NASTY, NASTY),)),
        Draft("thank_you", "Dana", "email", NASTY, NASTY),
        Picture("breath", NASTY),
    ],
    ids=lambda one: type(one).__name__,
)
def test_people_s_words_are_shown_as_they_were_typed(part: Part) -> None:
    """Markup, mentions, links and emojis in somebody's words are text in every part."""
    [shown] = render_message(message(part))
    assert "".join(NASTY.split()) in "".join(read_layout(shown.view).split())


@given(people_write)
def test_no_words_of_a_person_can_call_anybody(text: str) -> None:
    """No mention of everyone, a person, a role or a channel is left, and none is made by escaping."""
    shown = escape(text)
    assert not pings_of(shown, {})
    assert not re.search(r"(?<!\\)(?:\\\\)*<[@#:/ta]", shown)


@given(people_write)
def test_no_words_of_a_person_become_markup(text: str) -> None:
    """Each sign that means something to Discord stands behind a back-slash, outside of an address."""
    shown = re.sub(r"(?<!\S)https?://[\w./?=&%#+-]+", "", escape(text), flags=re.ASCII)
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "", shown)
    assert not re.search(r"[\\`*_~|<>\[\]#]", bare)


@given(people_write)
def test_nothing_is_lost_by_escaping(text: str) -> None:
    """What Discord shows is what was typed."""
    assert literal(escape(text)) == clean(text).replace("@\u200b", "@")


@given(people_write)
def test_no_words_of_a_person_can_end_a_block_to_copy(text: str) -> None:
    """There is one fence at the beginning and one at the end, whatever stands between."""
    shown = fence(text)
    assert [found.start() for found in re.finditer("(?=```)", shown)] == [0, len(shown) - 3]


def test_a_draft_copies_character_for_character() -> None:
    """Subject and words are apart, and both stand as they are."""
    body = "Dear Dana,\n\n  thank you for *everything*, dana@acme.de & `x`.\n\n– Kim"
    [shown] = render_message(message(Draft("thank_you", "Dana", "email", "Thanks & more", body)))
    assert texts_of(shown.view) == ["```\nThanks & more\n```", f"```\n{body}\n```"]


def test_an_address_stays_one_to_follow() -> None:
    """Where it leads is what is read; an e-mail address can be copied."""
    said = "See https://findahelpline.com/de_DE?x=1, or write to dana.smith@acme.de"
    assert escape(said) == said


def test_a_link_never_hides_where_it_leads() -> None:
    """What is no plain address is no link at all."""
    assert "https://" not in escape("[acme.com](https://evil.example)")
    assert "https://" not in escape("<https://evil.example>")


@given(
    st.lists(
        st.one_of(
            st.builds(Text, people_write),
            st.builds(
                Card,
                people_write,
                st.lists(people_write, max_size=2).map(tuple),
                st.lists(st.tuples(people_write, people_write), max_size=2).map(tuple),
            ),
            st.builds(
                Draft, st.just("heads_up"), people_write, st.just("email"), people_write,
                st.sampled_from(["`" * 2900, "a" * 2900, "👩" * 2900, "Dear Dana"]),
            ),
            st.builds(Picture, people_write, people_write),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_every_message_fits_discord(some: list[Part]) -> None:
    """Whatever the core may build, Discord takes; `read_layout` holds it to the limits."""
    try:
        said = message(*some)
    except MessageTooBig:
        return
    pages = render_message(said, "k")
    assert pages
    for page in pages:
        read_layout(page.view)
    assert len({page.key for page in pages}) == len(pages)


def test_words_that_swell_when_escaped_are_told_in_several_messages() -> None:
    """A message at its limit, all of it markup, is more than Discord takes in one."""
    facts = (("*", "_"),) * 370
    pages = render_message(message(Card("#", (), facts)), "key")
    assert [page.key for page in pages] == ["key", "key#1"]
    assert sum(read_layout(page.view).count("_") for page in pages) == 370


def test_more_than_forty_components_become_several_messages() -> None:
    """Their order is kept, the buttons come last."""
    drafts = [Draft("thank_you", f"P{n}", "email", f"Subject {n}", f"Words {n}") for n in range(30)]
    pages = render_message(message(*drafts, Choices((Button("Done", "v1:home:show::"),))))
    assert len(pages) == 2
    assert read_layout(pages[-1].view).endswith("Done")


def test_buttons_stand_in_rows_of_five_and_tell_apart() -> None:
    """The same action twice in a message has two ids, and both mean it."""
    buttons = tuple(Button(f"Press {n}", "v1:home:show::") for n in range(25))
    [shown] = render_message(message(Choices(buttons)))
    rows = shown.view.to_components()
    assert [len(row["components"]) for row in rows] == [5] * 5
    ids = [one["custom_id"] for row in rows for one in row["components"]]
    assert len(set(ids)) == 25
    assert {unpack(id) for id in ids} == {"v1:home:show::"}


def test_a_message_without_buttons_has_none() -> None:
    """A decided card, put in the place of one with buttons, takes them away."""
    [shown] = render_message(message(Card("Sent to Dana")))
    assert "custom_id" not in str(shown.view.to_components())


def test_an_action_as_long_as_can_be_fits() -> None:
    """With our mark and the highest number it is no longer than Discord's hundred characters."""
    action = "v1:" + "x" * (LONGEST - 3)
    assert len(pack(action, 24)) <= 100
    assert unpack(pack(action, 24)) == action


@pytest.mark.parametrize("id", ["", "av", "av:", "v1:home:show::", "xav:v1", "av123:x", "\nav:x"])
def test_ids_of_others_mean_nothing(id: str) -> None:
    """What is not marked as ours is not ours."""
    assert unpack(id) == ""


def test_files_go_along_under_names_that_discord_keeps() -> None:
    """Words beside them say what they are."""
    [shown] = render_message(
        message(File("Bolt & Söhne.ics", "text/calendar", b"BEGIN", "Your *dates*"))
    )
    [file] = shown.files
    assert (file.name, file.data, file.alt) == ("Bolt___S_hne.ics", b"BEGIN", "Your *dates*")
    assert "attachment://Bolt___S_hne.ics" in str(shown.view.to_components())


def test_what_turns_words_around_or_breaks_json_is_gone() -> None:
    """Overrides, NUL and lone surrogates never arrive; the words do."""
    [shown] = render_message(message(Text("a\u202eb\u2066c\0d\ud800e")))
    assert read_layout(shown.view) == "abcde"


def test_a_message_of_nothing_shows_its_preview() -> None:
    """Discord takes no empty message."""
    [shown] = render_message(message(Text(" ")))
    assert read_layout(shown.view) == "A word from Afterview"


def test_a_moment_is_shown_as_discord_shows_moments() -> None:
    """In the zone of whoever reads; the same words in a draft stay as they will be copied."""
    at = datetime(2026, 11, 27, 14, 30, tzinfo=UTC)
    said = "Fri 27 Nov, 15:30 (Berlin)"
    told = replace(
        message(Text(f"They call on {said}, *surely*."), Draft("", "", "", "", f"Until {said}")),
        moments={said: at, "15:30 (Berlin)": at - timedelta(days=1)},
    )
    [shown] = render_message(told)
    assert texts_of(shown.view) == [
        "They call on <t:1795789800:F>, \\*surely\\*.",
        f"```\nUntil {said}\n```",
    ]
