"""PartnerDesk: find partner classes in other countries, and keep them."""

__version__ = "0.1.0"
