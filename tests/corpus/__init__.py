"""Real files of many programs, taken in as a user would; ``python -m tests.corpus`` prints the results."""
