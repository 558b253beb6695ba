"""Keys by which files name a person: one for each who has none from elsewhere, always the same."""

from __future__ import annotations

from hashlib import blake2b


def derived(key: int, added_at: str) -> str:
    """Return the key of a contact, as a UUID of version 8 (RFC 9562, 5.8).

    Programs that keep cards need one, and know somebody again by it (khard passes cards without one over).

    Args:
        key: the contact's in its book.
        added_at: when it came into the book, as the book writes it: so no two books give the same.

    """
    digits = blake2b(f"{key} {added_at}".encode(), digest_size=16).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-b{digits[17:20]}-{digits[20:]}"


def is_derived(uid: str) -> bool:
    """Say whether a key looks like one of ours: those that other programs gave are told first."""
    return uid.startswith("urn:uuid:") and uid[23:24] == "8" and uid[28:29] == "b"
