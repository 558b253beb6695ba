"""The contacts page: folders at the left, the list in the middle, the card at the right."""
