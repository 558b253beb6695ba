"""Outreach: a project's window and their side of it, approaches, the user's own templates."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what letters to many and patience need; the language of a project becomes a list of them."""
    _rename_language()
    for name in ("their_curriculum", "their_equipment", "why_them", "their_wish"):
        _add_text("project", name)
    for name in ("opens", "closes", "trashed_at"):
        op.add_column("project", sa.Column(name, sa.String(), nullable=True))
    _add_text("draft", "sent")
    _add_text("draft", "overrides")
    _add_text("entry", "message_id")
    op.create_table(
        "project_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wall", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("fold", sa.Integer(), nullable=False),
        sa.Column("instant", sa.String(), nullable=False),
        sa.Column("tz_version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_project_slot_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_project_slot"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_project_slot_project_id", "project_slot", ["project_id"])
    op.create_table(
        "approach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sent_at", sa.String(), nullable=True),
        sa.Column("replied_at", sa.String(), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("snoozed_until", sa.String(), nullable=True),
        sa.Column("trashed_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_approach_contact_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_approach_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_approach"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_approach_contact_id_project_id", "approach", ["contact_id", "project_id"])
    op.create_index("ix_approach_project_id", "approach", ["project_id"])
    op.create_index("ix_approach_state", "approach", ["state"])
    # Alembic would add the reference in a step of its own, which SQLite does not know
    op.execute(
        "ALTER TABLE draft ADD COLUMN approach_id INTEGER"
        " CONSTRAINT fk_draft_approach_id REFERENCES approach (id)"
    )
    op.create_index("ix_draft_approach_id", "draft", ["approach_id"])
    op.add_column("draft_slot", sa.Column("settled_at", sa.String(), nullable=True))
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("proposes_times", sa.Boolean(), nullable=False),
        sa.Column("trashed_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_template_key", "template", ["key"])


def _add_text(table: str, name: str) -> None:
    op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=""))


def _rename_language() -> None:
    """Rename the column, in the journal's images too: what was changed before can still be undone."""
    op.execute("ALTER TABLE project RENAME COLUMN language TO languages")
    for side in ("before", "after"):
        op.execute(
            f"UPDATE changed_row SET {side} = json_set(json_remove({side}, '$.language'),"
            f" '$.languages', json_extract({side}, '$.language'))"
            f" WHERE record = 'project' AND {side} IS NOT NULL"
        )
