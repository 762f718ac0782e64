"""People, e-mail addresses, telephone numbers and profiles read from typed words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import (
    PersonRead,
    Problem,
    read_email,
    read_linkedin,
    read_people,
    read_phone,
)

DANA = PersonRead(name="Dana Smith")
LEE = PersonRead(name="Lee")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Dr Dana Smith, head of data, dana@acme.de, and Lee from platform",
            (
                replace(DANA, title="Dr", role="head of data", email="dana@acme.de"),
                replace(LEE, role="platform"),
            ),
        ),
        (
            "Dana Smith (CTO, decides) dana@acme.de +49 30 1234567",
            (
                replace(
                    DANA, role="CTO", decides=True, email="dana@acme.de", phone="+49 30 1234567"
                ),
            ),
        ),
        ("Prof. Dr. Müller", (PersonRead(name="Müller", title="Prof. Dr."),)),
        (
            "Ms Jane O'Neil - HR - jane@x.com",
            (PersonRead(name="Jane O'Neil", title="Ms", role="HR", email="jane@x.com"),),
        ),
        ("Lee from the platform team", (replace(LEE, role="platform team"),)),
        ("Dana Smith and Lee", (DANA, LEE)),
        ("Dana Smith, Lee and Kim", (DANA, LEE, PersonRead(name="Kim"))),
        (
            "dana, lee and kim",
            (PersonRead(name="dana"), PersonRead(name="lee"), PersonRead(name="kim")),
        ),
        ("Dana Smith & Lee", (DANA, LEE)),
        ("Dana Smith and lee", (DANA, PersonRead(name="lee"))),
        ("Dana Smith; Lee", (DANA, LEE)),
        ("Dana Smith\nLee", (DANA, LEE)),
        ("1. Dana Smith\n2. Lee", (DANA, LEE)),
        ("I met Dana Smith and Lee", (DANA, LEE)),
        (
            "Mrs. Tanaka, section chief, prefers phone",
            (PersonRead(name="Tanaka", title="Mrs.", role="section chief", channel="phone"),),
        ),
        ("Sato-san", (PersonRead(name="Sato-san"),)),
        (
            "Dana Smith, Head of Sales and Marketing, and Lee",
            (replace(DANA, role="Head of Sales and Marketing"), LEE),
        ),
        (
            "Dana Smith, research and development",
            (replace(DANA, role="research and development"),),
        ),
        (
            "Dana Smith, Engineering Manager and Lee Wong, Staff Engineer",
            (
                replace(DANA, role="Engineering Manager"),
                PersonRead(name="Lee Wong", role="Staff Engineer"),
            ),
        ),
        ("the head of data, Dana Smith", (replace(DANA, role="head of data"),)),
        ("CTO Dana Smith", (replace(DANA, role="CTO"),)),
        ("Dana Smith CTO", (replace(DANA, role="CTO"),)),
        ("Jane Head", (PersonRead(name="Jane Head"),)),
        ("Maria von Trapp", (PersonRead(name="Maria von Trapp"),)),
        (
            "Ludwig van Beethoven and Anna de la Cruz",
            (PersonRead(name="Ludwig van Beethoven"), PersonRead(name="Anna de la Cruz")),
        ),
        ("Dana Smith <dana@acme.de>", (replace(DANA, email="dana@acme.de"),)),
        (
            "Dana Smith: dana@acme.de, tel: 030 901820",
            (replace(DANA, email="dana@acme.de", phone="+49 30 901820"),),
        ),
        (
            "Dana Smith, prefers calls, https://www.linkedin.com/in/dana-smith/",
            (replace(DANA, channel="phone", linkedin="https://www.linkedin.com/in/dana-smith"),),
        ),
        ("Dana Smith, likes e-mail", (replace(DANA, channel="email"),)),
        ("Dana Smith, she decides", (replace(DANA, decides=True),)),
        ("Dana Smith (doesn't decide)", (replace(DANA, decides=False),)),
        (
            "Lee, recruiter from Hays",
            (replace(LEE, role="recruiter from Hays", recruiter=True),),
        ),
        ("the recruiter Lee", (replace(LEE, role="recruiter", recruiter=True),)),
        ("it was with Dana from HR", (PersonRead(name="Dana", role="HR"),)),
        ("the boss, Mr. Lee", (PersonRead(name="Lee", title="Mr.", role="boss"),)),
        ("a man named Bob", (PersonRead(name="Bob"),)),
        ("his name was Tom", (PersonRead(name="Tom"),)),
        ("the interviewer Dana", (PersonRead(name="Dana", role="interviewer"),)),
        ("I don't know their names", ()),
        ("not sure", ()),
        ("Dana Smith and her boss Lee", (DANA, replace(LEE, role="boss"))),
        ("田中さん", (PersonRead(name="田中さん"),)),
        ("Иван Петров, директор", (PersonRead(name="Иван Петров", role="директор"),)),
        ("محمد علي", (PersonRead(name="محمد علي"),)),
        ("nobody", ()),
        ("", ()),
    ],
)
def test_people_are_read_as_meant(text: str, people: tuple[PersonRead, ...]) -> None:
    """People typed in one line or several come out one by one, with what belongs to each."""
    assert read_people(text, "DE") == people


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("someone from HR", "HR"),
        ("two people from HR", "HR"),
        ("somebody", ""),
        ("HR", "HR"),
        ("the guy from HR", "HR"),
        ("two men", ""),
        ("a tall guy", ""),
        ("some manager", "manager"),
        ("my future boss", "future boss"),
    ],
)
def test_somebody_without_a_name_is_said_to_lack_it(text: str, role: str) -> None:
    """Who has no name is not given one."""
    (person,) = read_people(text)
    assert (person.name, person.role) == ("", role)
    assert [one.code for one in person.problems] == ["no_name"]


@pytest.mark.parametrize(
    "text", ["what's next", "I don't remember", "can I skip this", "please help me", "thank you"]
)
def test_a_sentence_names_nobody(text: str) -> None:
    """Words that are no people come without a name, so that the caller can take them otherwise."""
    assert all(not one.name for one in read_people(text))


def test_a_mistyped_address_is_named_and_the_rest_is_kept() -> None:
    """One slip in an address costs only the address."""
    (person,) = read_people("Dana Smith, head of data, dana@acme")
    assert person == replace(
        DANA, role="head of data", problems=(Problem("invalid_email", "dana@acme"),)
    )
    assert str(person.problems[0]) == "dana@acme"


def test_a_slip_before_the_name_stays_with_it() -> None:
    """An address typed first belongs to the name that follows."""
    (person,) = read_people("dana@acme Dana Smith")
    assert (person.name, person.problems) == (
        "Dana Smith",
        (Problem("invalid_email", "dana@acme"),),
    )


def test_a_pasted_page_is_refused_whole() -> None:
    """4,001 characters are no list of people."""
    (person,) = read_people("a" * 4001)
    assert [one.code for one in person.problems] == ["too_long"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dana@acme.de", "dana@acme.de"),
        (" <dana@acme.de> ", "dana@acme.de"),
        ("mailto:dana@acme.de", "dana@acme.de"),
        ("dana+jobs@acme.co.uk", "dana+jobs@acme.co.uk"),
        ("DANA@ACME.DE", "DANA@acme.de"),
        ("dana@müller.de", "dana@müller.de"),
        ("dana@acme.test", "dana@acme.test"),
        ("dana@acme.example", "dana@acme.example"),
    ],
)
def test_an_address_is_read(text: str, address: str) -> None:
    """Addresses with a plus, an umlaut or a reserved domain are fine."""
    assert read_email(text) == address


@pytest.mark.parametrize(
    "text", ["dana", "dana@", "@acme.de", "dana@acme", "d a@acme.de", "a@b@c.de", "", "a" * 400]
)
def test_a_malformed_address_is_refused(text: str) -> None:
    """What no mail could reach is a problem that names what was typed."""
    read = read_email(text)
    assert isinstance(read, Problem)
    assert read.code == "invalid_email"


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("030 901820", "DE", "+49 30 901820"),
        ("+49 (0)30/901820", None, "+49 30 901820"),
        ("020 7946 0958", "GB", "+44 20 7946 0958"),
        ("(212) 555-0100 ext 12", "US", "+1 212-555-0100 ext. 12"),
        ("030 901820", None, "030 901820"),
        ("555-0100", "US", "555-0100"),
    ],
)
def test_a_number_is_read(text: str, country: str | None, number: str) -> None:
    """A number becomes international where the country is known, and stays as typed where not."""
    assert read_phone(text, country) == number


@pytest.mark.parametrize("text", ["12", "call me", "", "1" * 30, "030 abc"])
def test_what_nobody_could_dial_is_refused(text: str) -> None:
    """Too few or too many digits, or letters, are a problem."""
    assert isinstance(read_phone(text, "DE"), Problem)


def test_a_profile_is_read_in_any_spelling() -> None:
    """A profile's address is the same with and without its trimmings."""
    spelled = (
        "linkedin.com/in/dana",
        "https://de.linkedin.com/in/dana/",
        "www.linkedin.com/in/dana?x=1",
    )
    assert {read_linkedin(one) for one in spelled} == {"https://www.linkedin.com/in/dana"}
    assert isinstance(read_linkedin("dana"), Problem)


PIECES = st.sampled_from(
    [
        "Dr",
        "Dana",
        "dana@acme",
        "@",
        "(",
        ")",
        "<",
        "and",
        "from",
        "the",
        "head of data",
        ",",
        ";",
        "-",
        "+49",
        "12345678",
        "linkedin.com/in/x",
        "prefers",
        "phone",
        "she decides",
        "\n",
        "\x00",
        "李",
        "\u202e",
        "Hr.",
        "M.",
        "someone",
        "(0)",
    ]
)


@given(text=st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=12).map(" ".join)))
def test_no_list_is_too_strange_to_answer(text: str) -> None:
    """Whatever is typed, everybody read has a name or the problem of lacking one."""
    for person in read_people(text, "DE"):
        assert person.name or [one for one in person.problems if one.code in ("no_name", "nobody")]
    assert isinstance(read_email(text), str | Problem)
    assert isinstance(read_phone(text, "DE"), str | Problem)
