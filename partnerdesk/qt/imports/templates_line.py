"""The templates that come with contacts somebody shared: each is taken or not."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from partnerdesk.core.wording import language_name
from partnerdesk.desk.planned import PlannedTemplate
from partnerdesk.qt import theme
from partnerdesk.qt.imports.choices import Name
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, Label, Tone


class TemplatesLine(QWidget):
    """A box for each template; hidden where there is none.

    ``chosen(object, bool)`` is emitted with a template's name in the file, and whether it is taken.
    """

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Templates that come with them")
        self._flow = FlowLayout(self, gap=2 * theme.GRID)
        self._shown: tuple[PlannedTemplate, ...] = ()
        self._boxes: dict[Name, QCheckBox] = {}
        self.hide()

    def show_templates(self, templates: Sequence[PlannedTemplate], left_out: Collection[Name]) -> None:
        """Show these; those that were left out are not checked."""
        if _names(templates) != _names(self._shown):
            self._build(templates)
        self._shown = tuple(templates)
        for name, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(name not in left_out)
        self.setVisible(bool(templates))

    def _build(self, templates: Sequence[PlannedTemplate]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._boxes = {}
        for each in templates:
            self._flow.addWidget(self._part(each))

    def _part(self, planned: PlannedTemplate) -> QWidget:
        template = planned.template
        if template is None:
            where = planned.where[:1].upper() + planned.where[1:]
            return Label(f"{where} is refused: {planned.why}", Size.SMALL, tone=Tone.WARNING, wrap=True)
        words = f"{template.name} ({language_name(template.language)})"
        if planned.outcome == "unchanged":
            return Label(f"Template {words}: known already", Size.SMALL, tone=Tone.MUTED)
        name = planned.file, planned.where
        box = QCheckBox(f"Template {words}".replace("&", "&&"))
        box.toggled.connect(lambda on: self.chosen.emit(name, on))
        self._boxes[name] = box
        return box


def _names(templates: Sequence[PlannedTemplate]) -> list[tuple[int, str, bool]]:
    return [(each.file, each.where, each.outcome == "unchanged") for each in templates]
