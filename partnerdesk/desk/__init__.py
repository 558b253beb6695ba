"""The verbs, by noun: what a user can do. One write verb is one transaction."""
