"""What stands on top of a print, and names its file: the style, and what was chosen for it."""

from __future__ import annotations

from partnerdesk.core.plainwords import listed
from partnerdesk.desk import listing
from partnerdesk.desk.paper_people import country_name
from partnerdesk.desk.paper_wish import Style, Wish
from partnerdesk.desk.places import gazetteer

_TITLES: dict[Style, str] = {
    "list": "Contacts",
    "cards": "Contacts",
    "labels": "Labels",
    "phone": "Phone numbers",
    "plan": "Times to meet",
    "cover": "Folder covers",
}
_NAMED = 3  # folders; others are counted, but for a single one


def usual_title(style: Style) -> str:
    """Return what stands on top of a print of all contacts."""
    return _TITLES[style]


def title(wish: Wish) -> str:
    """Return the title of a print: its own, else ``Contacts in Mexico``, ``Contacts in Puebla: “school”``.

    Raises:
        BadInput: there is no such folder (field ``folder``).

    """
    if wish.title:
        return wish.title
    said = _TITLES[wish.style]
    if wish.ids is not None:
        return f"{said}: {wish.of}" if wish.of else said
    if wish.folders:
        apart = ": " if wish.style in ("plan", "cover") else " in "  # nobody meets, or lies, in a country
        names = dict.fromkeys(map(_folder, wish.folders))
        said += f"{apart}{listed(list(names), _NAMED if len(names) > _NAMED + 1 else 0)}"
    text = " ".join(wish.text.split())
    return f"{said}{', ' if ': ' in said else ': '}“{text}”" if text else said


def _folder(text: str) -> str:
    country, code = listing.parse_folder(text)
    region = gazetteer().region(code) if code else None
    return region.name if region else country_name(country)
