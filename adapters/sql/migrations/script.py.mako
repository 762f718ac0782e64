"""${message}"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Change the tables, in one step that works on every database; rebuild with `op.batch_alter_table`."""
    ${upgrades if upgrades else "pass"}
