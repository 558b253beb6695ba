"""The window: thin pages over desk."""
