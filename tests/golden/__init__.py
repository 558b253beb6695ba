"""Files that the formats must not drift from unseen: ``python -m tests.golden`` writes them anew."""
