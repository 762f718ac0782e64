"""Every line of the language does what the reference says, and a wrong one names itself."""

from datetime import datetime, timedelta

import pytest

from tests.adapters.scripts import Stage

ADDED = """\
zone Europe/Berlin
at 2026-11-20 15:40
> I just had an interview with Acme
fill role = Data engineer
fill ended = today 15:30
fill country = Germany
submit
"""


class TestStatus:
    """How a play ends."""

    def test_a_script_that_runs_to_its_end_is_0(self, stage: Stage) -> None:
        """Nothing is said about it."""
        played = stage.attempt("> help\nexpect-not Goodbye\n")
        assert (played.status, played.errors) == (0, "")

    @pytest.mark.parametrize("script", ["", "\n\n", "# nothing\n   # else\n"])
    def test_nothing_to_do_is_done(self, script: str, stage: Stage) -> None:
        """Empty lines and comments are passed over."""
        played = stage.attempt(script)
        assert (played.status, played.said) == (0, [])

    def test_a_failed_expectation_is_1_with_file_and_line(self, stage: Stage) -> None:
        """The file, the line and what was said instead stand on stderr."""
        played = stage.attempt("# one\n> help\n\nexpect no such words\n> never played\n")
        assert played.status == 1
        assert played.errors.startswith(f"{stage.folder / 'script.play'}:4: ")
        assert "no such words" in played.errors
        assert "never played" not in str(played.said)

    def test_what_was_not_expected_is_1_as_well(self, stage: Stage) -> None:
        """`expect-not` fails where the words were said."""
        played = stage.attempt(f"{ADDED}expect-not Acme\n")
        assert played.status == 1
        assert ":8: 'Acme' was said" in played.errors

    @pytest.mark.parametrize(
        "line",
        [
            "hello",
            "Press Done",
            "press",
            "press Nothing Like It",
            "press again",
            "press Done #3",
            "fill company = Acme",
            "fill company",
            "submit",
            "cancel",
            "submit now",
            "zone",
            "zone Europe/Atlantis",
            "zone ../../etc/passwd",
            "as",
            "at tomorrow",
            "at 2026-11-20T15:40+01:00",
            "at 2026-02-30 10:00",
            "wait",
            "wait long",
            "wait -3h",
            "wait 1.5h",
            "wait until",
            "wait until yesterday",
            "wait 9999999999h",
            "wait 9999999999d",
            "upload",
            "upload missing.csv",
            "restart now",
            "expect",
            "expect-not",
        ],
    )
    def test_a_line_that_cannot_be_carried_out_is_2_with_file_and_line(
        self, line: str, stage: Stage
    ) -> None:
        """It is named, nothing after it is played, and there is no traceback."""
        played = stage.attempt(f"# first\n{line}\n> never played\n")
        assert played.status == 2
        assert played.errors.startswith(f"{stage.folder / 'script.play'}:2: ")
        assert "Traceback" not in played.errors
        assert "never played" not in str(played.said)

    def test_what_comes_before_a_wrong_line_is_played(self, stage: Stage) -> None:
        """A script is read line by line."""
        played = stage.attempt("> help\nnonsense\n")
        assert played.status == 2
        assert [one["who"] for one in played.said][:2] == ["you", "bot"]

    def test_a_file_that_is_not_there_is_2(self, stage: Stage) -> None:
        """It is named."""
        from adapters.player.run import play  # noqa: PLC0415

        assert play(stage.folder / "none.play", print) == 2
        assert "none.play" in stage.errors()

    def test_a_file_that_is_no_text_is_2(self, stage: Stage) -> None:
        """Neither is it played in part."""
        from adapters.player.run import play  # noqa: PLC0415

        path = stage.folder / "latin.play"
        path.write_bytes(b"> caf\xe9\n")
        assert play(path, print) == 2
        assert "latin.play" in stage.errors()


class TestExpect:
    """What an expectation looks at."""

    def test_it_looks_at_text_labels_and_folded_spaces(self, stage: Stage) -> None:
        """Wrapped lines and several spaces make no difference, on either side."""
        stage.play(f"{ADDED}expect Saved:   Acme, Data engineer. Ended today\nexpect Add people\n")

    def test_it_looks_at_a_form_as_well(self, stage: Stage) -> None:
        """Title, labels and options of the page that is open are part of what was said."""
        stage.play(f"{ADDED}expect A little more\nexpect City of the employer\n")

    def test_the_case_of_letters_counts(self, stage: Stage) -> None:
        """`acme` is not `Acme`."""
        assert stage.attempt(f"{ADDED}expect saved: acme\n").status == 1

    def test_several_in_a_row_look_at_the_same_words(self, stage: Stage) -> None:
        """One expectation does not use up what was said."""
        stage.play(f"{ADDED}expect Saved\nexpect Saved\nexpect-not Goodbye\nexpect Saved\n")

    def test_what_was_said_before_the_last_line_does_not_count(self, stage: Stage) -> None:
        """A new act begins anew."""
        assert stage.attempt(f"{ADDED}cancel\nexpect Saved: Acme\n").status == 1

    def test_what_the_person_typed_does_not_count(self, stage: Stage) -> None:
        """Only the bot's words are looked at, which may repeat a few of theirs."""
        stage.play(f"{ADDED}> Dana Smith, head of DATA\nexpect-not DATA, \n")

    def test_filling_in_is_a_line_after_which_nothing_was_said(self, stage: Stage) -> None:
        """Whatever line comes between, an expectation looks at nothing from before it."""
        stage.play("> /interview add\nfill company = Acme\nexpect-not Company\n")
        stage.play("> /interview add\nas dana\nexpect-not Company\n")

    def test_what_stands_in_a_form_is_part_of_what_was_said(self, stage: Stage) -> None:
        """A form that opens with the words of before shows them."""
        stage.play("> I just had an interview with Acme\nexpect Acme\n")

    def test_comments_and_empty_lines_between_are_no_lines(self, stage: Stage) -> None:
        """They do not part an expectation from what it looks at."""
        stage.play(f"{ADDED}\n# so\n\nexpect Saved\n\n# and\nexpect Acme\n")

    def test_everything_that_fell_due_while_waiting_counts(self, stage: Stage) -> None:
        """All of what one wait brought is looked at, the first of it and the last."""
        script = f"{ADDED}cancel\nwait 3d\n"
        nudges = [one["text"] for one in stage.play(script).said if one["nudge"]]
        assert len(nudges) > 2
        stage.play(script + "".join(f"expect {' '.join(one.split())}\n" for one in nudges))


class TestTime:
    """The clock of a play."""

    def test_it_begins_on_a_monday_at_nine_in_utc(self, stage: Stage) -> None:
        """Where nothing else is said."""
        [first, *_] = stage.play("> help\n").said
        assert first["at"] == "2026-01-05T09:00:00+00:00"

    def test_the_first_moment_sets_the_clock_even_back(self, stage: Stage) -> None:
        """A play may begin before its default."""
        [first, *_] = stage.play("at 2020-02-29 08:15\n> help\n").said
        assert first["at"] == "2020-02-29T08:15:00+00:00"

    def test_the_zone_is_the_persons(self, stage: Stage) -> None:
        """Moments are theirs, with the offset of that day."""
        said = stage.play("zone Europe/Berlin\nat 2026-03-28 12:00\n> help\nwait 1d\n> help\n").said
        typed = [one["at"] for one in said if one["who"] == "you"]
        assert typed == ["2026-03-28T12:00:00+01:00", "2026-03-29T12:00:00+02:00"]

    @pytest.mark.parametrize(
        ("wait", "at"),
        [
            ("wait 30m", "2026-03-28T12:30:00+01:00"),
            ("wait 24h", "2026-03-29T13:00:00+02:00"),
            ("wait 1d", "2026-03-29T12:00:00+02:00"),
            ("wait 1w", "2026-04-04T12:00:00+02:00"),
            ("wait until 2026-03-29 12:00", "2026-03-29T12:00:00+02:00"),
            ("at 2026-03-29 12:00", "2026-03-29T12:00:00+02:00"),
            ("wait 0m", "2026-03-28T12:00:00+01:00"),
            ("wait until 2026-03-28 12:00", "2026-03-28T12:00:00+01:00"),
        ],
    )
    def test_hours_are_elapsed_and_days_keep_the_wall_clock(
        self, wait: str, at: str, stage: Stage
    ) -> None:
        """Across the night in which the clocks change."""
        said = stage.play(f"zone Europe/Berlin\nat 2026-03-28 12:00\n> hi\n{wait}\n> help\n").said
        assert [one["at"] for one in said if one["who"] == "you"][-1] == at

    @pytest.mark.parametrize("line", ["at 2026-11-20 15:39", "wait until 2026-11-19 18:00"])
    def test_the_clock_does_not_go_back(self, line: str, stage: Stage) -> None:
        """A moment in the past says what time it is."""
        played = stage.attempt(f"{ADDED}{line}\n")
        assert played.status == 2
        assert "2026-11-20 15:40" in played.errors

    def test_a_moment_told_after_an_act_is_waited_for(self, stage: Stage) -> None:
        """What falls due before it is heard at its own time."""
        script = "> /interview add Acme\nfill ended = today 8:30\nsubmit\ncancel\n"
        played = stage.play(f"{script}at 2026-01-07 09:00\n> help\n")
        assert [one["at"] for one in played.said if one["nudge"]]
        assert played.said[-1]["at"] == "2026-01-07T09:00:00+00:00"

    def test_the_clock_is_one_for_everybody(self, stage: Stage) -> None:
        """Somebody else in another zone acts at the same instant, and nobody goes back in time."""
        played = stage.play(
            "zone Europe/Berlin\n> help\nas kenji\nzone Asia/Tokyo\n> help\nas me\n> help\n"
        )
        moments = [datetime.fromisoformat(one["at"]) for one in played.said]
        assert len(set(moments)) == 1
        assert played.said[-1]["at"] == "2026-01-05T09:00:00+01:00"

    def test_waiting_until_sets_no_clock(self, stage: Stage) -> None:
        """Only `at` begins a play; `wait until` waits from the default on."""
        assert stage.attempt("wait until 2025-01-01 09:00\n").status == 2

    def test_what_falls_due_is_said_at_its_own_minute(self, stage: Stage) -> None:
        """A long wait brings each message at its time, in order, and none in the night."""
        played = stage.play(f"{ADDED}cancel\nwait 3w\n")
        nudges = [datetime.fromisoformat(one["at"]) for one in played.said if one["nudge"]]
        assert len(nudges) > 3
        assert nudges == sorted(nudges)
        assert len(set(nudges)) == len(nudges)
        assert all(8 <= at.hour < 21 and at.second == 0 for at in nudges)

    def test_waiting_in_steps_says_the_same_as_waiting_once(self, stage: Stage) -> None:
        """Whoever waits hour by hour hears the same at the same time."""
        once = stage.play(f"{ADDED}cancel\nwait 72h\n")
        steps = stage.play(f"{ADDED}cancel\n" + "wait 1h\n" * 72)
        assert once.said == steps.said

    def test_the_end_of_a_wait_counts_as_waited(self, stage: Stage) -> None:
        """What is due in the last minute is said, what is due a minute later is not."""
        [due, *_] = [one for one in stage.play(f"{ADDED}cancel\nwait 1d\n").said if one["nudge"]]
        at = datetime.fromisoformat(due["at"])
        for minutes, heard in ((0, 1), (-1, 0)):
            until = f"{at + timedelta(minutes=minutes):%Y-%m-%d %H:%M}"
            played = stage.play(f"{ADDED}cancel\nwait until {until}\n")
            assert len([one for one in played.said if one["nudge"]]) == heard


class TestPeople:
    """Several people in one play."""

    def test_each_has_a_journey_of_their_own(self, stage: Stage) -> None:
        """What one tells is not shown to the other."""
        played = stage.play(f"{ADDED}cancel\nas dana\n> /interview list\nexpect-not Acme\n")
        assert {one["to"] for one in played.said} == {"me", "dana"}

    def test_nudges_go_to_their_own_person(self, stage: Stage) -> None:
        """While another one acts, the first is still reminded."""
        played = stage.play(f"{ADDED}cancel\nas dana\n> hello\nwait 2d\n")
        assert {one["to"] for one in played.said if one["nudge"]} == {"me"}

    def test_a_form_stays_open_while_another_acts(self, stage: Stage) -> None:
        """Whoever comes back finds what they typed."""
        played = stage.play(
            "> /interview add\nfill company = Acme\nas dana\n> help\nas me\n"
            "fill ended = today 8:30\nfill country = Germany\nsubmit\nexpect Saved: Acme\n"
        )
        assert played.status == 0

    def test_another_ones_buttons_cannot_be_pressed(self, stage: Stage) -> None:
        """A button is looked for in what its person has been shown."""
        played = stage.attempt(f"{ADDED}as dana\npress Not right?\n")
        assert played.status == 2


class TestTyping:
    """What the person types, presses and hands over."""

    def test_a_backslash_n_is_a_new_line(self, stage: Stage) -> None:
        """In words and in fields."""
        played = stage.play("> one\\ntwo\n> /interview add\nfill company = A\\nB\n")
        assert played.said[0]["text"] == "one\ntwo"

    def test_a_label_is_found_in_any_case(self, stage: Stage) -> None:
        """`press NOT RIGHT?` is enough."""
        stage.play(f"{ADDED}cancel\npress NOT RIGHT?\n")

    def test_a_label_is_taken_whole(self, stage: Stage) -> None:
        """A part of it presses nothing."""
        assert stage.attempt(f"{ADDED}cancel\npress Not right\n").status == 2

    def test_the_newest_message_with_the_label_is_taken(self, stage: Stage) -> None:
        """And `#2` the one before it, `in` one with that text."""
        two = f"{ADDED}cancel\n> /interview add Bolt\nfill ended = today 15:00\nsubmit\ncancel\n"
        assert _asks_about(stage, f"{two}press Not right?\n") == "Bolt"
        assert _asks_about(stage, f"{two}press Not right? #2\n") == "Acme"
        assert _asks_about(stage, f"{two}press Not right? in Acme\n") == "Acme"
        assert _asks_about(stage, f"{two}press Not right? in Bolt #1\n") == "Bolt"
        assert stage.attempt(f"{two}press Not right? #3\n").status == 2
        assert stage.attempt(f"{two}press Not right? in Bolt #2\n").status == 2

    def test_an_example_is_not_taken_for_the_persons_own_interview(self, stage: Stage) -> None:
        """The weekly note has a button of that name and an example, and is about no interview."""
        played = stage.play(f"{ADDED}cancel\nwait until 2026-11-23 10:00\npress Done in Acme\n")
        [edit] = [one for one in played.said if one["replaces"]]
        [pressed] = [one for one in played.said if one["id"] == edit["replaces"]]
        assert pressed["nudge"] != ["keep_looking"]

    def test_a_label_may_hold_the_word_in(self, stage: Stage) -> None:
        """The longest label that fits is taken, and the text is what is left."""
        two = f"{ADDED}cancel\n> /interview add Partners in Law\nfill ended = today 15:00\nsubmit\ncancel\n"
        assert (
            _asks_about(stage, f"{two}press Not right? in Partners in Law\n") == "Partners in Law"
        )

    def test_a_press_is_shown_by_its_label(self, stage: Stage) -> None:
        """What was typed to find the button is nothing that a reader needs."""
        page = stage.read(f"{ADDED}cancel\npress not right? in Acme #1\n")
        assert "\nyou   [Not right?]\n" in page

    def test_words_may_hold_every_kind_of_line_break(self, stage: Stage) -> None:
        """Only a new line ends a line, so what follows keeps its number."""
        played = stage.attempt("> one\u2028two\u0085three\nnonsense\n")
        assert played.said[0]["text"] == "one\u2028two\u0085three"
        assert "script.play:2: " in played.errors

    def test_a_number_begins_at_one(self, stage: Stage) -> None:
        """There is no newest but zero."""
        assert stage.attempt(f"{ADDED}cancel\npress Not right? #0\n").status == 2

    def test_press_again_repeats_the_last_press(self, stage: Stage) -> None:
        """Even where the button is gone from the card; it is answered, not done twice."""
        played = stage.play(
            f"{ADDED}cancel\n> Dana Smith, dana@acme.de\npress Right\npress again\n"
        )
        typed = [one["text"] for one in played.said if one["who"] == "you"]
        assert typed[-2:] == ["[Right]", "[again]"]

    def test_an_edited_message_takes_the_place_of_the_old_one(self, stage: Stage) -> None:
        """It names what it replaces, and its buttons are the ones that count."""
        played = stage.play(f"{ADDED}cancel\n> Dana Smith, dana@acme.de\npress Right\n")
        [edit] = [one for one in played.said if one["replaces"]]
        assert edit["replaces"] in [one["id"] for one in played.said]
        gone = stage.attempt(
            f"{ADDED}cancel\n> Dana Smith, dana@acme.de\npress Right\npress Right\n"
        )
        assert gone.status == 2

    def test_press_again_stays_where_the_button_was(self, stage: Stage) -> None:
        """A second answer to a card replaces what stands in its place by now."""
        played = stage.play(f"{ADDED}cancel\nwait 3h\npress Later\npress again\npress again\n")
        replaced = [one["replaces"] for one in played.said if one["replaces"]]
        assert len(set(replaced)) == len(replaced)

    def test_an_uploaded_file_is_given_to_the_bot(self, stage: Stage) -> None:
        """It is looked for beside the script, and answered."""
        (stage.folder / "notes.csv").write_text("a,b\n", "utf-8")
        played = stage.play("upload notes.csv\n")
        assert played.said[0]["text"] == "notes.csv"
        assert played.bot()

    def test_a_folder_is_no_upload(self, stage: Stage) -> None:
        """It says what is wrong."""
        assert stage.attempt("upload .\n").status == 2

    @pytest.mark.parametrize("text", [">", "> ", "> \\n", "> 🦜", "> שלום", "> " + "x" * 40_001])
    def test_whatever_is_typed_is_answered(self, text: str, stage: Stage) -> None:
        """Nothing, an emoji, right-to-left words or far too many end no play."""
        assert stage.play(f"{text}\n> help\n").bot()


class TestRestart:
    """A new process on the same store."""

    def test_everything_told_is_still_known(self, stage: Stage) -> None:
        """Interviews, notes and what is planned."""
        stage.play(f"{ADDED}cancel\nrestart\n> /interview list\nexpect Acme\n")

    def test_what_is_due_after_it_is_said_once(self, stage: Stage) -> None:
        """The same messages at the same time as without it."""
        without = [one for one in stage.play(f"{ADDED}cancel\nwait 1d\n").said if one["nudge"]]
        again = stage.play(f"{ADDED}cancel\nrestart\nwait 12h\nrestart\nrestart\nwait 12h\n")
        assert [(one["at"], one["nudge"]) for one in again.said if one["nudge"]] == [
            (one["at"], one["nudge"]) for one in without
        ]

    def test_buttons_from_before_it_work(self, stage: Stage) -> None:
        """A card that is still on the screen can still be pressed."""
        played = stage.play(f"{ADDED}cancel\nrestart\npress Not right?\n")
        assert played.said[-1]["who"] == "bot"


class TestPlan:
    """What is planned, as it will be said."""

    def test_it_is_what_then_comes(self, stage: Stage) -> None:
        """Every planned moment of the next day is kept."""
        played = stage.play(f"{ADDED}cancel\nplan\nwait 1d\n")
        [plan] = played.of("plan")
        until = datetime.fromisoformat(plan["at"]) + timedelta(days=1)
        planned = [
            (one["kind"], one["at"])
            for one in plan["plan"]
            if datetime.fromisoformat(one["at"]) <= until
        ]
        said = [(kind, one["at"]) for one in played.said for kind in one["nudge"] or ()]
        assert sorted(planned) == sorted(said)
        assert planned

    def test_it_changes_nothing(self, stage: Stage) -> None:
        """Asked twice, the answer is the same."""
        one, two = stage.play(f"{ADDED}cancel\nplan\nplan\n").of("plan")
        assert one["plan"] == two["plan"]

    def test_for_somebody_who_never_acted_it_is_empty(self, stage: Stage) -> None:
        """They are nobody yet, and asking makes nobody of them."""
        [plan] = stage.play("as dana\nplan\n").of("plan")
        assert (plan["to"], plan["text"], plan["plan"]) == ("dana", "", [])

    def test_it_is_in_order_and_names_interviews(self, stage: Stage) -> None:
        """Earliest first, each with the id of its interview or none."""
        [plan] = stage.play(f"{ADDED}cancel\nplan\n").of("plan")
        moments = [datetime.fromisoformat(one["at"]) for one in plan["plan"]]
        assert moments == sorted(moments)
        assert {one["interview"] for one in plan["plan"]} > {None}
        assert "(Acme)" in plan["text"]


def _asks_about(stage: Stage, script: str) -> str:
    """Return which employer the form is about that a script ends with."""
    form = stage.play(script).of("form")[-1]
    return next(one["value"] for one in form["fields"] if one["key"] == "company")
