"""The field for languages, in their order of preference."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from partnerdesk.core.text import fold
from partnerdesk.core.wording import language_name, language_tag
from partnerdesk.qt.widgets.chips import ChipsField


class LanguagesField(ChipsField):
    """Languages in the order in which the contact likes them; the values are codes, the chips show names.

    Args:
        languages: (code, name) of every language on offer, the likeliest first, as
            ``core.wording.languages()`` gives them.

    """

    def __init__(
        self, languages: Sequence[tuple[str, str]], name: str = "Languages", parent: QWidget | None = None
    ) -> None:
        self._names = dict(languages)
        self._codes = {fold(name): code for code, name in languages}
        super().__init__(name, "Add a language", suggest=self._matching, ordered=True, parent=parent)

    def accepted(self, text: str) -> str | None:
        """Return the code of a language given by name, by code, or by the beginning of its name.

        Of several names that begin so, the first on offer is meant: it stands on top of the list.
        """
        asked = fold(" ".join(text.split()))
        if asked in self._codes:
            return self._codes[asked]
        code = language_tag(text)
        if (
            code in self._names or "-" in code
        ):  # a kind of a language has a name, whether it is on offer or not
            return code
        return next((code for name, code in self._codes.items() if asked and name.startswith(asked)), None)

    def refusal(self, text: str) -> str:
        """Say that a text is no language."""
        return f"“{text}” is not a language PartnerDesk knows, so it is not kept. Choose one from the list."

    def words(self, value: str) -> str:
        """Return the language's name; its code where it has none."""
        return self._names.get(value) or language_name(value)

    def _matching(self, text: str) -> list[str]:
        asked = fold(text.strip())
        found = [name for name in self._names.values() if asked and asked in fold(name)]
        return sorted(found, key=lambda name: not fold(name).startswith(asked))
