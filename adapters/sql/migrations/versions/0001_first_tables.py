"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("enterprise", sa.String(), nullable=False),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_act", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("zone_told", sa.Boolean(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("quiet_start", sa.Time(), nullable=False),
        sa.Column("quiet_end", sa.Time(), nullable=False),
        sa.Column("calm_on", sa.Boolean(), nullable=False),
        sa.Column("calm_at", sa.Time(), nullable=False),
        sa.Column("weekly_on", sa.Boolean(), nullable=False),
        sa.Column("weekly_day", sa.Integer(), nullable=False),
        sa.Column("weekly_at", sa.Time(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=True),
        sa.Column("pace", sa.String(), nullable=False),
        sa.Column("pace_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("off", sa.LargeBinary(), nullable=True),
        sa.Column("hold_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dark_until", sa.LargeBinary(), nullable=True),
        sa.Column("reminded_pace", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="person_pk"),
        sa.UniqueConstraint("platform", "enterprise", "team", "user", name="person_platform_uq"),
        sa.CheckConstraint(
            "\"pace\" IN ('normal', 'less', 'stopped')", name=op.f("person_pace_ck")
        ),
    )
    op.create_table(
        "seal_key",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="seal_key_pk"),
    )
    op.create_table(
        "application",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("company", sa.LargeBinary(), nullable=True),
        sa.Column("logged", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("person", "id", name="application_pk"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="application_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "contact",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("role", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("linkedin", sa.LargeBinary(), nullable=True),
        sa.Column("postal", sa.LargeBinary(), nullable=True),
        sa.Column("decides", sa.Boolean(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("recruiter", sa.Boolean(), nullable=False),
        sa.Column("thanks", sa.String(), nullable=False),
        sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note_channel", sa.String(), nullable=True),
        sa.Column("note_subject", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "id", name="contact_pk"),
        sa.CheckConstraint(
            "\"channel\" IN ('email', 'phone', 'linkedin', 'card')", name=op.f("contact_channel_ck")
        ),
        sa.CheckConstraint(
            "\"thanks\" IN ('open', 'sent', 'not_this_time')", name=op.f("contact_thanks_ck")
        ),
        sa.CheckConstraint(
            "\"note_channel\" IN ('email', 'phone', 'linkedin', 'card')",
            name=op.f("contact_note_channel_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="contact_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "dialogue",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="dialogue_pk"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="dialogue_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "follow_up",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("wait", sa.Integer(), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "id", name="follow_up_pk"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="follow_up_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "inbound_event",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "id", name="inbound_event_pk"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="inbound_event_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_index("inbound_event_seen_at_ix", "inbound_event", ["seen_at"])
    op.create_table(
        "interview",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("application", sa.String(), nullable=False),
        sa.Column("company", sa.LargeBinary(), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_zone", sa.String(), nullable=False),
        sa.Column("logged", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role", sa.LargeBinary(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("city", sa.LargeBinary(), nullable=True),
        sa.Column("region", sa.LargeBinary(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("round", sa.LargeBinary(), nullable=True),
        sa.Column("contact_unwelcome", sa.Boolean(), nullable=False),
        sa.Column("skipped", sa.String(), nullable=False),
        sa.Column("opened", sa.String(), nullable=False),
        sa.Column("outcome_kind", sa.String(), nullable=True),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_accepted", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_deadline", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "id", name="interview_pk"),
        sa.CheckConstraint(
            "\"outcome_kind\" IN ('offer', 'next_round', 'rejection', 'silence', 'withdrawn')",
            name=op.f("interview_outcome_kind_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="interview_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "notes",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("learned", sa.LargeBinary(), nullable=True),
        sa.Column("important", sa.LargeBinary(), nullable=True),
        sa.Column("questions", sa.LargeBinary(), nullable=True),
        sa.Column("went_well", sa.LargeBinary(), nullable=True),
        sa.Column("better", sa.LargeBinary(), nullable=True),
        sa.Column("names", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "id", name="notes_pk"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="notes_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "nudge",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("wait", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wall", sa.DateTime(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "person", "kind", "interview", "wait", "occurrence", name="nudge_pk"
        ),
        sa.CheckConstraint(
            "\"kind\" IN ('contacts', 'reflection', 'thank_you', 'to_send', 'references', 'keep_looking', "
            "'promise', 'follow_up', 'outcome', 'calm', 'check_in')",
            name=op.f("nudge_kind_ck"),
        ),
        sa.CheckConstraint(
            "\"state\" IN ('planned', 'claimed', 'sent', 'dropped', 'undelivered')",
            name=op.f("nudge_state_ck"),
        ),
        sa.CheckConstraint(
            "(state = 'claimed') = (lease_until IS NOT NULL AND token IS NOT NULL)",
            name=op.f("nudge_claimed_has_lease_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="nudge_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_index("nudge_state_due_ix", "nudge", ["state", "due"])
    op.create_table(
        "referee",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("relation", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("agreed", sa.Date(), nullable=True),
        sa.Column("last_used", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "id", name="referee_pk"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="referee_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "reference_use",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("referee", sa.String(), nullable=False),
        sa.Column("chosen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stress", sa.LargeBinary(), nullable=True),
        sa.Column("caller", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("person", "id", name="reference_use_pk"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="reference_use_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "snooze",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("interview", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wait", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "id", name="snooze_pk"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="snooze_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "to_send",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("by", sa.Date(), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("person", "id", name="to_send_pk"),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="to_send_person_fk", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "wait",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("person", "interview", "number", name="wait_pk"),
        sa.ForeignKeyConstraint(
            ["person", "interview"],
            ["interview.person", "interview.id"],
            name="wait_person_fk",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "\"next_step\" IN ('they_call', 'i_call', 'nothing_said')",
            name=op.f("wait_next_step_ck"),
        ),
    )
