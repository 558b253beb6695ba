"""Files dropped anywhere on the window come in, but for those that a part of it takes itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size, colours

if TYPE_CHECKING:
    from partnerdesk.qt.frame import Frame

_DRAGS: Final = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})
_VEIL = 248  # of 255: how much of the page the hint covers
_PICTURE = 48
_STORED = "You see who is in it before anything is stored."
_FILED = "Each goes to whoever wrote it; where that is not clear, you are asked."


@runtime_checkable
class Taker(Protocol):
    """A part of the window that takes some files itself, as the card of a contact takes their letter."""

    def takes(self, data: QMimeData) -> bool:
        """Say whether what is dragged belongs here."""
        ...


def files_in(data: QMimeData) -> list[Path]:
    """Return the files that are dragged; those that lie elsewhere than on this computer are left out."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def letter_in(data: QMimeData) -> Path | None:
    """Return the one letter that is being dragged; None for anything else."""
    files = files_in(data) if len(data.urls()) == 1 else []
    return files[0] if files and files[0].name.lower().endswith(".eml") else None


class FileDrop(QObject):
    """Takes files that are dropped on the window of a frame.

    It listens to the window itself: every field would otherwise take the name of a file for text.

    Args:
        frame: the pages; their window is there.

    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._hint = DropHint(frame)
        frame.destroyed.connect(self._hint.deleteLater)  # the frame takes its children for pages
        self._elsewhere = False  # whether a part of the window has been told of the drag
        frame.window().winId()  # makes the window's handle where it was not shown yet
        self._handle = frame.window().windowHandle()
        self._handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take drags of files."""
        if event.type() == QEvent.Type.DragLeave:
            self._hint.hide()
            self._elsewhere = False
            return False
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        files = files_in(event.mimeData()) if event.source() is None and self._frame.isVisible() else []
        if not files or self._taken_at(event.position(), event.mimeData()):
            self._hint.hide()
            self._elsewhere = event.type() != QEvent.Type.Drop
            return False
        if self._elsewhere:
            self._leave()
        event.setDropAction(Qt.DropAction.CopyAction)  # whoever drags would remove them after a move
        event.accept()
        letters = self._frame.files_letters(files)
        if isinstance(event, QDragMoveEvent):
            self._hint.show_count(len(files), letters=letters)
        else:
            self._hint.hide()
            (self._frame.file_letters if letters else self._frame.bring_in)(files)
        return True

    def _taken_at(self, spot: QPointF, data: QMimeData) -> bool:
        """Whether a part of the window that lies there takes it."""
        part: QWidget | None = self._frame.window().childAt(spot.toPoint())
        while part is not None:
            if isinstance(part, Taker) and part.takes(data):
                return True
            part = part.parentWidget()
        return False

    def _leave(self) -> None:
        """Tell the part of the window under the drag before that it went elsewhere."""
        self._elsewhere = False
        self._handle.removeEventFilter(self)
        QGuiApplication.sendEvent(self._handle, QDragLeaveEvent())
        self._handle.installEventFilter(self)


class DropHint(QWidget):
    """Covers the pages while files are dragged over them, and says what dropping them does."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.window())
        self._frame = frame
        self._words, self._more = "", _STORED
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_count(self, count: int, *, letters: bool = False) -> None:
        """Show it for so many files, or letters that are filed as answers."""
        what = ("the letter" if letters else "the file") if count == 1 else f"{count:,} "
        what += "" if count == 1 else "letters" if letters else "files"
        self._words = (
            f"Drop {what} to {'file it' if count == 1 else 'file them'}"
            if letters
            else (f"Drop {what} to bring people in")
        )
        self._more = _FILED if letters else _STORED
        self.setAccessibleName(self._words)
        self.setGeometry(
            self._frame.rect().translated(self._frame.mapTo(self.window(), self.rect().topLeft()))
        )
        if self.isHidden():
            self.show()
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a veil, a frame, a picture and two lines."""
        from partnerdesk.qt import icons  # not before something is dragged

        c, painter = colours(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(c.window)
        veil.setAlpha(_VEIL)
        painter.fillRect(self.rect(), veil)
        edge = 2 * theme.GRID
        painter.setPen(QPen(c.accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), theme.RADIUS, theme.RADIUS
        )
        middle = QRectF(self.rect()).center()
        picture = QRectF(0, 0, _PICTURE, _PICTURE)
        picture.moveCenter(middle - QPointF(0, _PICTURE))
        icons.paint(painter, picture, "import", c.accent)
        lines = ((self._words, theme.font(Size.HEADING, bold=True), c.text),
                 (self._more, theme.font(), c.muted))  # fmt: skip
        top = middle.y()
        for text, font, ink in lines:
            painter.setFont(font)
            painter.setPen(ink)
            height = painter.fontMetrics().height()
            area = QRectF(0, top, self.width(), height)
            painter.drawText(
                area, int((Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop).value), text
            )
            top += height + theme.GRID
