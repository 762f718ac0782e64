"""Messages and forms of every kind of part, as large as the core lets them be."""

from typing import get_args

from hypothesis import strategies as st

from bot.message import (
    LONGEST_DRAFT,
    LONGEST_FIELD_LABEL,
    LONGEST_FORM_TITLE,
    LONGEST_LABEL,
    LONGEST_OPTION,
    LONGEST_TEXT,
    LONGEST_VALUE,
    MOST_BUTTONS,
    MOST_FIELDS,
    MOST_OPTIONS,
    Button,
    Card,
    Choices,
    Draft,
    Field,
    FieldKind,
    File,
    Form,
    Message,
    Option,
    Part,
    Picture,
    Text,
    Topic,
)

LONGEST_HINT = 100
"""Characters of an example in a field: Discord."""
LONGEST_SUBJECT = 200
_TURNS_TEXT_AROUND = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Which no renderer has to show, as it shows no control characters."""

visible = st.characters(
    exclude_categories=("Cc", "Cs"), exclude_characters=_TURNS_TEXT_AROUND, max_codepoint=0xFFFF
)
in_labels = st.one_of(st.sampled_from("ab <>&*`:_~|é\u0301ก็한日"), visible)
in_texts = st.one_of(in_labels, st.sampled_from("\n 👩🏽\u200d🇩🇪"))


@st.composite
def texts(draw: st.DrawFn, most: int) -> str:
    """Draw what people write: a few words, or as many as there is room for."""
    seed = draw(st.text(in_texts, min_size=1, max_size=30))
    return draw(st.sampled_from((seed, seed * (most // len(seed) + 1))))[:most]


@st.composite
def labels(draw: st.DrawFn, most: int, number: int | None = None) -> str:
    """Draw one line with something to read in it, told from others by its number."""
    seed = " ".join(draw(st.text(in_labels, max_size=12)).split()) + "·"
    long = draw(st.sampled_from((seed, seed * (most // len(seed) + 1))))
    end = "" if number is None else f" {number}"
    return long[: most - len(end)].rstrip() + end


@st.composite
def cards(draw: st.DrawFn, most: int) -> Card:
    """Draw a card that takes at most so many characters."""
    lines, facts = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    share = most // (1 + lines + 2 * facts) - 3
    return Card(
        draw(texts(share)),
        tuple(draw(texts(share)) for _ in range(lines)),
        tuple((draw(texts(share)), draw(texts(share))) for _ in range(facts)),
    )


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """Draw a message of any parts, up to the limits that hold for all of them together."""
    kinds = draw(st.lists(st.sampled_from(get_args(Part)), min_size=1, max_size=8))
    wordy = LONGEST_TEXT // max(1, sum(one in (Text, Card) for one in kinds))
    pressed = MOST_BUTTONS // max(1, kinds.count(Choices))
    parts: list[Part] = []
    for kind in kinds:
        if kind is Text:
            parts.append(Text(draw(texts(wordy))))
        elif kind is Card:
            parts.append(draw(cards(wordy)))
        elif kind is Choices:
            count = draw(st.integers(1, pressed))
            start = len(parts) * MOST_BUTTONS
            numbers = range(start, start + count)
            row = tuple(Button(draw(labels(LONGEST_LABEL, n)), "v1:home:show::") for n in numbers)
            parts.append(Choices(row))
        elif kind is Draft:
            subject, body = draw(texts(LONGEST_SUBJECT)), draw(texts(LONGEST_DRAFT))
            parts.append(Draft("thank_you", "Dana", "email", subject, body))
        elif kind is Picture:
            parts.append(Picture("wait", draw(texts(200))))
        else:
            assert kind is File, f"no strategy draws {kind}"
            parts.append(File("dates.ics", "text/calendar", b"", draw(texts(200))))
    return Message(Topic.HOME, tuple(parts), preview="A word from Afterview")


@st.composite
def fields(draw: st.DrawFn, number: int) -> Field:
    """Draw a field of any kind, with something in it or not."""
    kind = draw(st.sampled_from(FieldKind))
    options: tuple[Option, ...] = ()
    if kind in (FieldKind.SELECT, FieldKind.MULTI):
        count = draw(st.integers(1, MOST_OPTIONS))
        options = tuple(Option(f"k{n}", draw(labels(LONGEST_OPTION, n))) for n in range(count))
    return Field(
        f"field_{number}",
        draw(labels(LONGEST_FIELD_LABEL)),
        kind,
        required=draw(st.booleans()),
        value=options[-1].key if options else draw(st.one_of(st.just(""), texts(LONGEST_VALUE))),
        hint=draw(st.one_of(st.just(""), texts(LONGEST_HINT))),
        options=options,
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Draw a page of a form, up to its limits."""
    count = draw(st.integers(1, MOST_FIELDS))
    return Form(
        "v1:add:first:x:0",
        draw(labels(LONGEST_FORM_TITLE)),
        tuple(draw(fields(number)) for number in range(count)),
        draw(labels(LONGEST_FORM_TITLE)),
        Topic.HOME,
        page=draw(st.integers(1, 3)),
        of=3,
    )
