"""In and out: postal addresses, where a contact came from, who is no twin, mappings of columns, bulk."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what files hold and the book did not."""
    for table, names in {
        "organisation": ("street", "postcode"),
        "contact": ("street", "postcode", "web", "origin", "uid", "name_parts"),
    }.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.create_index("ix_contact_uid", "contact", ["uid"], sqlite_where=sa.text("uid != ''"))
    op.drop_index("ix_contact_introduced_by_id", "contact")
    introduced = sa.text("introduced_by_id IS NOT NULL")
    op.create_index("ix_contact_introduced_by_id", "contact", ["introduced_by_id"], sqlite_where=introduced)
    for table in ("template", "draft"):
        purpose = sa.Column("purpose", sa.String(), nullable=False, server_default="general")
        op.add_column(table, purpose)
    known = "('reminder', 'confirmation', 'thanks', 'polite-no', 'correction')"
    op.execute(f"UPDATE draft SET purpose = template WHERE template IN {known}")
    op.add_column("approach", sa.Column("returned_from", sa.String(), nullable=False, server_default=""))
    op.execute(
        "ALTER TABLE entry ADD COLUMN approach_id INTEGER"
        " CONSTRAINT fk_entry_approach_id REFERENCES approach (id)"
    )
    of_one = sa.text("approach_id IS NOT NULL")
    op.create_index("ix_entry_approach_id", "entry", ["approach_id"], sqlite_where=of_one)
    op.create_index("ix_entry_message_id", "entry", ["message_id"], sqlite_where=sa.text("message_id != ''"))
    op.add_column("project_slot", sa.Column("settled_at", sa.String(), nullable=True))
    op.create_table(
        "apart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["contact.id"], name="fk_apart_first_id"),
        sa.ForeignKeyConstraint(["second_id"], ["contact.id"], name="fk_apart_second_id"),
        sa.PrimaryKeyConstraint("id", name="pk_apart"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_apart_first_id", "apart", ["first_id"])
    op.create_index("ix_apart_second_id", "apart", ["second_id"])
    op.create_table(
        "mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mapping"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "made_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_made_rows_change_id"),
        sa.PrimaryKeyConstraint("id", name="pk_made_rows"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_made_rows_change_id", "made_rows", ["change_id"])
