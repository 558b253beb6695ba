"""The folders in the left column: choose one, open a country, pin one that is still empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QTreeView, QVBoxLayout, QWidget

from partnerdesk.desk.listing import Folder
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.folder_delegate import FolderDelegate
from partnerdesk.qt.contacts.folder_model import ALL, Choice, FolderModel, Kind, Node
from partnerdesk.qt.contacts.quiet import quiet_button
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Label, Tone, announce, set_tip
from partnerdesk.qt.widgets.bar import is_escape


class _Tree(QTreeView):
    def __init__(self, owner: FolderTree, model: FolderModel) -> None:
        super().__init__(owner)
        self._owner, self._folders = owner, model
        self._lines = FolderDelegate(model, self)
        self.setModel(model)
        self.setItemDelegate(self._lines)
        self.setAccessibleName("Folders and tags")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setViewport(
            QWidget()
        )  # one that fills no ground; to ask for Qt's own loads every kind of widget
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def event(self, event: QEvent) -> bool:
        """Leave the ground to the side panel; keep Delete from the window, where it means contacts."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.StyleChange, QEvent.Type.Polish):
            done = super().event(event)
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
            return done
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def drawBranches(self, *_: object) -> None:  # noqa: N802 - Qt's names
        """Draw none: the delegate shows by its chevron what can be opened."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on the chevron opens or closes; anywhere else it chooses, and opens a country.

        On a chevron that was not there before the pointer came it chooses too: the name was meant.
        """
        point = event.position().toPoint()
        index = self.indexAt(point)
        there = self.isExpanded(index) or self.selectionModel().isSelected(index)
        on_it = there and self._lines.on_chevron(index, point.x())
        if event.button() == Qt.MouseButton.LeftButton and on_it:
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.expand(index)
            self._owner.ask_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return leads on to the list, Delete lets a pin go; Left goes from a region up to its country."""
        key = event.key()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        back = Qt.Key.Key_Right if rtl else Qt.Key.Key_Left
        node = self._folders.node(self.currentIndex())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.ask_back()
            self._owner.left.emit()
        elif key == Qt.Key.Key_Delete and node is not None and node.pinned:
            self._owner.pinAsked.emit(node.choice.folder, False)
        elif key == back and node is not None and node.parent is not None:
            self.setCurrentIndex(self.currentIndex().parent())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what can be done with a folder."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        node = self._folders.node(index)
        if node is None or node.kind is Kind.SECTION:
            return
        spot = self.visualRect(index).bottomLeft() + QPoint(24, 0) if by_key else event.pos()
        menu = self._owner.menu_for(node)
        menu.popup(self.viewport().mapToGlobal(spot))


class FolderTree(QWidget):
    """Folders, tags, and the field to pin a country, for the left column of the window.

    Signals:
        chosen(Choice): another folder or tag is to be shown; or the same again, while another page is shown.
        left: Return was pressed on a folder: the focus belongs into the list.
        pinAsked(str, bool): pin a country (by code or name), or let it go.
        timesAsked(Key): look for a time with everybody in a folder.
        printAsked(str, str): print everybody in a folder, of this code and name.
        exportAsked(str, str): write them to a file.

    """

    chosen = Signal(object)
    left = Signal()
    pinAsked = Signal(str, bool)  # noqa: N815 - Qt's manner
    timesAsked = Signal(object)  # noqa: N815
    printAsked = Signal(str, str)  # noqa: N815
    exportAsked = Signal(str, str)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folders = FolderModel(self)
        self._choice = ALL
        self._settling = False
        self._active = True
        self.tree = _Tree(self, self._folders)
        self._link = quiet_button("pin", "Pin a country…", self.pin_country)
        set_tip(self._link, "Keep the folder of a country while nobody is in it")
        self._field = QLineEdit(placeholderText="Country to pin")
        self._field.setAccessibleName("Country to pin")
        self._field.installEventFilter(self)
        self._field.returnPressed.connect(self._ask)
        self._wrong = Label(size=Size.SMALL, tone=Tone.WARNING, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self.tree, 1)
        column.addWidget(self._link)
        column.addWidget(self._field)
        column.addWidget(self._wrong)
        for widget in (self._field, self._wrong):
            widget.hide()
        self.tree.selectionModel().currentChanged.connect(self._moved)
        self.setFocusProxy(self.tree)

    def choice(self) -> Choice:
        """The folder or tag shown now."""
        return self._choice

    def set_active(self, on: bool) -> None:
        """Say whether the contacts are shown: while another page is, no folder is lit."""
        self._active = on
        self._light()

    def ask_back(self) -> None:
        """Ask for the folder chosen before, where another page is shown."""
        if not self._active:
            self.chosen.emit(self._choice)

    def show_folders(self, folders: Sequence[Folder], tags: Sequence[tuple[str, int]]) -> None:
        """Show these folders and tags; what was open and chosen stays so.

        A choice that is gone (the last contact moved away) falls back to the country, then to all.
        """
        opened = self._opened()
        self._settling = True
        if self._folders.show(folders, tags):
            for code in opened:
                self.tree.expand(self._folders.find(Choice(folder=code)))
        self._settling = False
        self.select(self._choice)

    def select(self, choice: Choice) -> None:
        """Show a folder or tag as chosen; ``chosen`` is emitted if it is another than before."""
        if choice.only is not None:
            self._select_none(choice)
            return
        index = self._folders.find(choice)
        if not index.isValid() and choice.folder:
            index = self._folders.find(Choice(folder=choice.folder[:2]))
        if not index.isValid():
            index = self._folders.find(ALL)
        if index.parent().isValid():
            self.tree.expand(index.parent())
        self.tree.setCurrentIndex(index)
        self._light()
        self._take(index)

    def _select_none(self, choice: Choice) -> None:
        """Light no line: what is chosen is no folder and no tag."""
        self._settling = True
        self.tree.setCurrentIndex(QModelIndex())
        self._settling = False
        self._light()
        before, self._choice = self._choice, choice
        if before != choice:
            self.chosen.emit(choice)

    def pin_country(self) -> None:
        """Ask in place which country is to be pinned."""
        from partnerdesk.qt.contacts.completion import offer_countries

        offer_countries(self._field)
        self._link.hide()
        self._wrong.hide()
        self._field.clear()
        self._field.show()
        self._field.setFocus()

    def pinned(self, code: str) -> None:
        """Put the field away and show the country that was pinned."""
        self._close()
        self.select(Choice(folder=code))
        self.tree.setFocus()

    def pin_failed(self, message: str) -> None:
        """Say beside the field why there is nothing to pin."""
        self._wrong.setText(message)
        self._wrong.show()
        announce(self._wrong, message)

    def menu_for(self, node: Node) -> QMenu:
        """Return the menu of a line; it goes away by itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if node.choice.folder and node.count and not node.nowhere:
            folder = node.choice.folder
            act = QAction("Find a time with all of them", menu)
            act.triggered.connect(lambda: self.timesAsked.emit(("folder", folder)))
            menu.addAction(act)
        if node.choice.folder and node.count:
            chosen = node.choice
            for words, asked in (("Print…", self.printAsked), ("Export…", self.exportAsked)):
                act = QAction(words, menu)
                act.triggered.connect(lambda _on=False, to=asked: to.emit(chosen.folder, chosen.name))
                menu.addAction(act)
        if node.kind is Kind.COUNTRY and not node.nowhere:
            code, on = node.choice.folder, not node.pinned
            act = QAction("Keep among the folders (pin)" if on else "Unpin", menu)
            act.triggered.connect(lambda: self.pinAsked.emit(code, on))
            menu.addAction(act)
        act = QAction("Pin a country…", menu)
        act.triggered.connect(self.pin_country)
        menu.addAction(act)
        return menu

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Esc, or leaving the empty field, puts it away."""
        if watched is self._field:
            if is_escape(event):
                event.accept()
                return True
            escaped = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
            if escaped and event.type() == QEvent.Type.KeyPress:
                self._close()
                self.tree.setFocus()
                return True
            if event.type() == QEvent.Type.FocusOut and not self._field.text().strip():
                self._close()
        return False

    def _ask(self) -> None:
        if text := self._field.text().strip():
            self.pinAsked.emit(text, True)
        else:
            self._close()

    def _close(self) -> None:
        self._field.hide()
        self._wrong.hide()
        self._link.show()

    def _moved(self, index: QModelIndex) -> None:
        if not self._settling:
            self._take(index)

    def _take(self, index: QModelIndex) -> None:
        node = self._folders.node(index)
        if node is None or node.kind is Kind.SECTION:
            return
        before, self._choice = self._choice, node.choice
        if before != self._choice:
            self.chosen.emit(self._choice)

    def _light(self) -> None:
        """Select the line of the choice, which lights it, while the contacts are shown."""
        flags = QItemSelectionModel.SelectionFlag
        selection = self.tree.selectionModel()
        if self._active:
            selection.select(self.tree.currentIndex(), flags.ClearAndSelect)
        else:
            selection.clearSelection()

    def _opened(self) -> list[str]:
        roots = (self._folders.index(row, 0) for row in range(self._folders.rowCount()))
        nodes = (self._folders.node(index) for index in roots if self.tree.isExpanded(index))
        return [node.choice.folder for node in nodes if node is not None]
