"""Runs the migrations on the connection that the start hands in; `schema.migrate` owns the transaction."""

from alembic import context

from adapters.sql.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
