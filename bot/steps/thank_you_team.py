"""Thanks without names: one note to the whole team, through the recruiter or the general address."""

from dataclasses import replace

from bot.interview import Channel, Interview, Step
from bot.message import Draft, Topic
from bot.steps import contacts, progress
from bot.turn import Turn

STEP = Step.THANK_YOU.value


def show(turn: Turn, interview: Interview) -> None:
    """Show a note that reaches people whose names are not known."""
    words = turn.words
    company = turn.named(interview)
    role = interview.role
    if role:
        subject = words("thank_you.team_subject_role", role=role)
        body = words("thank_you.team_body_role", company=interview.company, role=role)
    else:
        subject = words("thank_you.team_subject_talk")
        body = words("thank_you.team_body_talk", company=interview.company)
    turn.say(
        Topic.THANK_YOU,
        words("thank_you.team", company=company),
        Draft(STEP, interview.company, Channel.EMAIL.value, subject, body),
        turn.choices(
            turn.button(words("thank_you.team_sent"), STEP, "team_sent", interview.id),
            turn.button(words("progress.skip"), progress.STEP, "skip", interview.id, STEP),
            turn.button(words("thank_you.have_name"), contacts.STEP, "show", interview.id),
        ),
        interview=interview,
    )


def settle(turn: Turn, interview: Interview) -> None:
    """Take the note as sent: nothing more is owed, and what comes next is proposed."""
    if Step.THANK_YOU in interview.skipped:
        turn.say(Topic.THANK_YOU, turn.words("thank_you.team_already"), interview=interview)
        return
    skipped = interview.skipped | {Step.THANK_YOU}
    changed = replace(interview, skipped=skipped, version=interview.version + 1)
    turn.put(changed)
    said = turn.words("thank_you.team_noted", company=turn.named(interview))
    turn.edit(Topic.THANK_YOU, said, interview=changed)
    progress.propose(turn, changed)
