"""Values to bytes or text and back: no files, no database."""
