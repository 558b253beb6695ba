"""The book: one SQLite file, and everything that is SQLite's own."""
