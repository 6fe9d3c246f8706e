"""Which companies something is done for: a list to tick, all of them at first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import button, column, label, row

_ID = Qt.ItemDataRole.UserRole


class CompanyPicker(QDialog):
    """Accepted once some are chosen."""

    def __init__(self, window: QWidget | None, companies: Iterable[tuple[int, str]]) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("选择企业"))
        self.resize(460, 480)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("企业"))
        for company_id, name in companies:
            item = QListWidgetItem(name or tr("还没填名称的企业"))
            item.setData(_ID, company_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.all = button(tr("全选"), lambda: self._check(Qt.CheckState.Checked))
        self.none = button(tr("全不选"), lambda: self._check(Qt.CheckState.Unchecked))
        self.go = button(tr("继续"), self.accept, "primary")
        layout = column(self, margin=theme.LARGE, spacing=theme.MEDIUM)
        layout.addWidget(label(tr("给哪些企业各做一份？")))
        layout.addWidget(self.list, 1)
        layout.addLayout(row(self.all, self.none, None, button(tr("取消"), self.reject), self.go))
        self.list.itemChanged.connect(self._count)
        self._count()

    def chosen(self) -> list[int]:
        """The ids of those that are ticked."""
        items = (self.list.item(i) for i in range(self.list.count()))
        return [item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _check(self, state: Qt.CheckState) -> None:
        for i in range(self.list.count()):
            self.list.item(i).setCheckState(state)

    def _count(self) -> None:
        count = len(self.chosen())
        self.go.setEnabled(count > 0)
        self.go.setText(tr("继续（{n} 家）").format(n=count) if count else tr("继续"))
