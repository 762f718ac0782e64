"""What a person reads in Slack is what was said, literally, and Slack takes it."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regex import findall

from adapters.lettering import split
from adapters.slack.brief import render_brief
from adapters.slack.home import render_home
from adapters.slack.render import find_key, render_message
from adapters.slack.text import escape, unescape
from bot.errors import MessageTooBig
from bot.message import Button, Card, Choices, Draft, File, Message, Part, Picture, Text, Topic
from tests.adapters.slack.limits import check_message, check_view, read

NASTY = "*b* _i_ `c` ~s~ <!channel> <@U1> <https://evil.example|acme.com> :smile: & &amp;"

people_write = st.text(
    st.one_of(
        st.sampled_from("ab \n\t<>&*`:\0\ud800\u202e\u2066👩🏽\u200d🇩🇪é\u0301ก็한"), st.characters()
    )
)
texts = people_write.map(lambda text: text[:400])
parts = st.one_of(
    st.builds(Text, texts),
    st.builds(
        Card,
        texts,
        st.lists(texts, max_size=1).map(tuple),
        st.lists(st.tuples(texts, texts), max_size=1).map(tuple),
    ),
    st.builds(Draft, st.just("thank_you"), texts, st.just("email"), texts, people_write),
    st.builds(Picture, texts, texts),
)


def message(*some: Part) -> Message:
    """Return a message of some parts."""
    return Message(Topic.HOME, some, preview="A word from Afterview")


def fold(text: str) -> str:
    """Return text with its spaces folded."""
    return " ".join(text.split())


def test_people_s_words_are_shown_as_they_were_typed() -> None:
    """Markup, mentions, links and entities in somebody's words are text in every part."""
    for part in (
        Text(NASTY),
        Card(NASTY, (NASTY,), ((NASTY, NASTY),)),
        Draft("thank_you", "Dana", "email", NASTY, NASTY),
    ):
        [shown] = render_message(message(part))
        check_message(shown.blocks)
        assert NASTY in read(shown.blocks)
        assert "mrkdwn" not in str(shown.blocks)


def test_a_notification_shows_nothing_of_a_message() -> None:
    """The text beside the blocks is the preview, whatever the message says."""
    [shown] = render_message(message(Card("Acme", ("Offer from Acme",))))
    assert shown.text == "A word from Afterview"


def test_what_turns_words_around_or_breaks_json_is_gone() -> None:
    """Overrides, NUL and lone surrogates never arrive; the words do."""
    [shown] = render_message(message(Text("a\u202eb\u2066c\0d\ud800e")))
    assert read(shown.blocks) == "abcde"


said_in_few_words = st.one_of(
    st.builds(Text, texts),
    st.builds(
        Card, texts, st.lists(texts).map(tuple), st.lists(st.tuples(texts, texts)).map(tuple)
    ),
    st.integers(1, 25).map(
        lambda many: Choices(tuple(Button(f"No. {one}", f"v1:a:{one}") for one in range(many)))
    ),
)


@given(st.lists(st.lists(said_in_few_words, min_size=1, max_size=80), min_size=1, max_size=2))
def test_what_a_command_is_answered_with_at_once_is_one_message_that_slack_takes(
    some: list[list[Part]],
) -> None:
    """Whatever its messages hold, it is all of it within Slack's limits, or else it is said elsewhere."""
    try:
        said = [message(*each) for each in some]
    except MessageTooBig:
        return
    body = render_brief(said)
    if body is None:
        return
    check_message(body["blocks"])
    assert body["blocks"]
    pages = [page for one in said for page in render_message(one)]
    assert read(body["blocks"]) == fold(" ".join(read(page.blocks) for page in pages))


def test_a_command_is_not_answered_at_once_with_more_than_one_message_holds() -> None:
    """Fifty blocks of two messages are, one more is not, nor is what has no block at all."""
    many = [message(*(Text(f"{one}") for one in range(25))) for _ in range(2)]
    assert render_brief(many) is not None
    assert render_brief([many[0], message(*many[1].parts, Text("more"))]) is None
    assert render_brief([message(Text("\u202e"))]) is None
    assert render_brief([]) is None


@given(st.lists(parts, max_size=3), st.text(max_size=300))
def test_every_message_fits_slack(some: list[Part], key: str) -> None:
    """Whatever the core may build, Slack takes."""
    try:
        said = message(*some)
    except MessageTooBig:
        return
    pages = render_message(said, key)
    for page in pages:
        check_message(page.blocks)
        if page.blocks:
            assert find_key({"blocks": [dict(one) for one in page.blocks]}) == page.key
    check_view(render_home([*some, Text("end")]))


@given(people_write, st.integers(8, 40))
def test_pieces_of_a_text_are_the_text(text: str, most: int) -> None:
    """Nothing is lost by cutting, and a character is only cut where it is longer than a piece."""
    pieces = list(split(text, most))
    assert "".join(pieces) == text
    characters = [one for piece in pieces for one in findall(r"\X", piece)]
    if all(sum(1 + (c > "\uffff") for c in one) < most // 2 for one in findall(r"\X", text)):
        assert characters == findall(r"\X", text)


def test_long_words_are_paged_and_never_cut() -> None:
    """A text at the limit that swells is told in several blocks."""
    family = "👩‍👩‍👧‍👦"
    body = family * (1900 // len(family))
    [shown] = render_message(message(Text(body)))
    check_message(shown.blocks)
    assert "".join(block["text"]["text"] for block in shown.blocks) == body


def test_more_than_fifty_blocks_become_several_messages() -> None:
    """Each page has a key of its own, and the buttons keep their order."""
    drafts = [Draft("thank_you", f"P{n}", "email", f"Subject {n}", f"Words {n}") for n in range(30)]
    pages = render_message(message(*drafts, Choices((Button("Done", "v1:home:show::"),))), "k")
    assert [len(page.blocks) for page in pages] == [50, 11]
    assert [page.key for page in pages] == ["k", "k#1"]
    assert "Done" in read(pages[-1].blocks)


def test_a_draft_is_one_block_to_copy() -> None:
    """Subject and words are apart, and each stands in one preformatted run, character for character."""
    body = "Dear Dana,\n\n  thank you.\n\n– Kim"
    [shown] = render_message(message(Draft("thank_you", "Dana", "email", "Thanks & more", body)))
    runs = [block["elements"][0] for block in shown.blocks]
    assert [run["type"] for run in runs] == ["rich_text_preformatted"] * 2
    assert [run["elements"][0]["text"] for run in runs] == ["Thanks & more", body]


def test_a_long_draft_stays_in_one_piece() -> None:
    """Even a draft at the limit, all emoji, is copied with one press."""
    [shown] = render_message(message(Draft("thank_you", "Dana", "email", "", "😀" * 2900)))
    assert len(shown.blocks) == 1


@given(labels=st.lists(people_write.map(lambda text: text[:75]), max_size=25), dated=st.booleans())
def test_a_button_has_words_whatever_somebody_s_company_is_called(
    labels: list[str], *, dated: bool
) -> None:
    """Of a name nothing may be left that a screen shows, and Slack takes no button without words."""
    try:
        said = message(Choices(tuple(Button(one, "v1:a:b", dated=dated) for one in labels)))
    except MessageTooBig:
        return
    for page in render_message(said):
        check_message(page.blocks)


def test_twenty_five_buttons_are_one_row_with_an_id_each() -> None:
    """Two buttons that do the same are still told apart, and carry the packed action."""
    same = tuple(Button(f"b{n}", "v1:home:show::") for n in range(25))
    [shown] = render_message(message(Choices(same)))
    check_message(shown.blocks)
    elements = shown.blocks[0]["elements"]
    assert {one["value"] for one in elements} == {"v1:home:show::"}


def test_files_are_left_to_the_sender() -> None:
    """Pictures and files come beside the blocks; the Home tab says what they show."""
    picture, file = Picture("wait", "The wait so far"), File("a.ics", "text/calendar", b"", "Dates")
    [shown] = render_message(message(picture, Text("Hello"), file))
    assert shown.files == (picture, file)
    assert read(shown.blocks) == "Hello"
    assert "The wait so far" in read(render_home([picture])["blocks"])


@pytest.mark.parametrize(
    "posted",
    [{}, {"blocks": None}, {"blocks": [None, {}, {"block_id": 5}, {"block_id": "xY2"}]}],
)
def test_other_messages_have_no_key(posted: Mapping[str, object]) -> None:
    """What somebody else posted, or Slack changed, is never taken for ours."""
    assert find_key(posted) == ""


def test_a_home_tab_that_is_too_full_is_refused() -> None:
    """Nothing is left out silently: the caller shows fewer in full."""
    with pytest.raises(MessageTooBig):
        render_home([Text(str(n)) for n in range(101)])


@given(people_write)
def test_what_is_escaped_reads_as_it_was(text: str) -> None:
    """Slack's own escaping taken back is the text, and nothing in between could ping."""
    escaped = escape(text)
    assert "<" not in escaped
    assert unescape(escaped) == escape(text).replace("&lt;", "<").replace("&gt;", ">").replace(
        "&amp;", "&"
    )


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("Dana, <mailto:dana@acme.de|dana@acme.de>", "Dana, dana@acme.de"),
        ("<https://acme.com>", "https://acme.com"),
        ("see <http://acme.com|acme.com>", "see acme.com"),
        ("<https://evil.example|click here>", "click here https://evil.example"),
        ("<tel:+4930123|+49 30 123>", "+49 30 123"),
        ("<@U1> <@U2|dana> <#C1|general> <!here> <!subteam^S1|@team>", None),
        ("R&amp;D &lt;3", "R&D <3"),
    ],
)
def test_slack_s_markup_is_read_as_what_was_typed(sent: str, typed: str | None) -> None:
    """Addresses and links that Slack made of words are words again."""
    assert unescape(sent) == (typed or "@U1 @dana #general @here @team")
