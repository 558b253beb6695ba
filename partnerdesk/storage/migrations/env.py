"""Alembic's entry: the program hands over an open connection that is already inside of a transaction."""

from alembic import context

from partnerdesk.storage.database import shown_to_alembic
from partnerdesk.storage.ledger import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_object=shown_to_alembic,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
