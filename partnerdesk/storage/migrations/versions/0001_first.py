"""The first version of the book."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# The words of the list, found by how a word begins; the text itself stays in the list's table.
# A word is what stands between spaces: with every other category a part of words, nothing in a question can
# be taken for syntax or fall apart. Where in a line a word stands is not asked, so it is not kept.
WORDS = """
    CREATE VIRTUAL TABLE listing_words USING fts5(
        words, content=listing, content_rowid=contact_id, detail=none, columnsize=0,
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C* Zl Zp'"
    )
"""


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "home",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("region_name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=True),
        sa.Column("stretch", sa.String(), nullable=True),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_home"),
    )
    op.create_table(
        "listing",
        sa.Column("contact_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("region_name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("last_at", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("contact_id", name="pk_listing"),
    )
    op.create_index("ix_listing_country_region_sort", "listing", ["country", "region", "sort"])
    op.create_index("ix_listing_sort", "listing", ["sort"])
    op.create_index("ix_listing_stamp", "listing", ["stamp"])
    op.create_table(
        "folder",
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("region_name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("country", "region", "region_name", "zone", "week", name="pk_folder"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("region_name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=True),
        sa.Column("web", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("trashed_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_organisation_name", "organisation", ["name"])
    op.create_table(
        "pin",
        sa.Column("country", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("country", name="pk_pin"),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("ages", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("ours_does", sa.String(), nullable=False),
        sa.Column("ours_gains", sa.String(), nullable=False),
        sa.Column("theirs_does", sa.String(), nullable=False),
        sa.Column("theirs_gains", sa.String(), nullable=False),
        sa.Column("open_to_change", sa.String(), nullable=False),
        sa.Column("partners_wanted", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "changed_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_changed_row_change_id"),
        sa.PrimaryKeyConstraint("id", name="pk_changed_row"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changed_row_change_id", "changed_row", ["change_id"])
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("greeting", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("region_name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=True),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_detail", sa.String(), nullable=False),
        sa.Column("introduced_by_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=True),
        sa.Column("trashed_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["introduced_by_id"], ["contact.id"], name="fk_contact_introduced_by_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_contact_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_introduced_by_id", "contact", ["introduced_by_id"])
    op.create_index("ix_contact_organisation_id", "contact", ["organisation_id"])
    in_trash = sa.text("trashed_at IS NOT NULL")
    op.create_index("ix_contact_trashed_at", "contact", ["trashed_at"], sqlite_where=in_trash)
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("written_at", sa.String(), nullable=False),
        sa.Column("exported_as", sa.String(), nullable=False),
        sa.Column("trashed_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_draft_contact_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_draft_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_draft_contact_id", "draft", ["contact_id"])
    op.create_index("ix_draft_project_id", "draft", ["project_id"])
    op.create_table(
        "email",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_email_contact_id"),
        sa.PrimaryKeyConstraint("id", name="pk_email"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_email_contact_id", "email", ["contact_id"])
    op.create_table(
        "phone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_phone_contact_id"),
        sa.PrimaryKeyConstraint("id", name="pk_phone"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_phone_contact_id", "phone", ["contact_id"])
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_tag_contact_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tag_contact_id", "tag", ["contact_id"])
    op.create_index("ix_tag_name_contact_id", "tag", ["name", "contact_id"])
    op.create_table(
        "draft_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wall", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("fold", sa.Integer(), nullable=False),
        sa.Column("instant", sa.String(), nullable=False),
        sa.Column("tz_version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_draft_slot_draft_id"),
        sa.PrimaryKeyConstraint("id", name="pk_draft_slot"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_draft_slot_draft_id", "draft_slot", ["draft_id"])
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_entry_contact_id"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_entry_draft_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_contact_id", "entry", ["contact_id"])
    op.create_index("ix_entry_draft_id", "entry", ["draft_id"])

    op.execute(WORDS)
