"""Measurements, and the books they are made on."""
