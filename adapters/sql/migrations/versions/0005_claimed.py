"""Indexes of what is claimed, for a claim went through all that waits for direct messages to be opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make them."""
    claimed = sa.text("state = 'claimed'")
    for columns in (["person", "state"], ["state", "lease_until"]):
        name = "_".join(("nudge", *columns, "ix"))
        op.create_index(name, "nudge", columns, sqlite_where=claimed, postgresql_where=claimed)
