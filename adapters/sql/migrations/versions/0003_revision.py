"""A mark that changes with everything kept of a person, by which a copy in memory is known to be good."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column(
        "person",
        sa.Column("revision", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
    )
