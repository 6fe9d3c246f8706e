"""The cover: after a while without a key or the mouse, nothing of a company is on the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from dgassist.ui.language import tr
from dgassist.ui.widgets.element import button, column, label, row

_TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.InputMethod,
    QEvent.Type.TouchBegin,
)
_MINUTE = 60_000


class Cover(QWidget):
    """Lies over the whole window; the key or click that takes it away does nothing else."""

    lifted = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("class", "cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("屏幕已遮住"))
        self._focused: QWidget | None = None
        inside = column(self)
        inside.addStretch(1)
        for text, kind in (
            (tr("屏幕已遮住"), "title"),
            (tr("一段时间没有操作，先遮住企业资料。填过的都已保存。"), "muted"),
        ):
            words = label(text, kind, wrap=False)
            inside.addWidget(words, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addLayout(row(None, button(tr("继续"), self.lift, "primary"), None))
        inside.addStretch(1)
        self.hide()

    def lower_on(self) -> None:
        """Cover the window."""
        if not self.isVisible():
            self._focused = QApplication.focusWidget()
            self.setGeometry(self._over.rect())
            self.show()
            self.raise_()
            self.setFocus()

    def lift(self) -> None:
        """Go on where one was."""
        self.hide()
        if self._focused is not None and self._focused.isVisible():
            self._focused.setFocus()
        self._focused = None
        self.lifted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        self.lift()

    def focusNextPrevChild(self, _forward: bool) -> bool:
        return False  # nothing under the cover takes the keyboard


class IdleWatch(QObject):
    """Tells when nobody has touched a window for a set time."""

    idle = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        # what the window system sends comes through here, before it goes to any widget
        window.winId()
        window.windowHandle().installEventFilter(self)

    def wait(self, minutes: int) -> None:
        """Tell after so many minutes; 0 means never."""
        self._timer.setInterval(minutes * _MINUTE)
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.interval():
            self._timer.start()
        return False
