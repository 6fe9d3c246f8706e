"""Many files at once: of several companies, or one for each measure; with progress, and 取消."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from dgassist.report.output import Handout, Kind, content
from dgassist.ui import theme
from dgassist.ui.language import tr
from dgassist.ui.widgets.element import button, column, label, row
from dgassist.ui.work import Task, Work

_NAMED = 5
_PATIENCE = 5_000  # milliseconds for a file that is half done when the program is left


def tasks_of(
    handouts: Sequence[Handout], kind: Kind, folder: Path, *, one_each: bool = False
) -> Iterator[Task]:
    """What to write into a folder: a file for each company, or for each of its measures."""
    from dgassist.report.checklist import default_measures
    from dgassist.ui.files import file_name

    for handout in handouts:
        if not one_each:
            name = file_name(handout, kind)
            yield Task(name, folder / name, lambda h=handout: content(h, kind))  # type: ignore[misc]
            continue
        for measure_id in handout.measure_ids or default_measures(handout.plan):
            one = Handout(handout.plan, (measure_id,), handout.ticks, handout.scan, handout.party)
            name = file_name(one, kind)
            yield Task(name, folder / name, lambda h=one: content(h, kind))  # type: ignore[misc]


class BatchDialog(QDialog):
    """Does the tasks while it is open. 取消 keeps what is written."""

    def __init__(self, window: QWidget | None, tasks: Sequence[Task]) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("批量输出"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(480)
        self.work = Work(tasks)
        self._is_stopped = False
        self.bar = QProgressBar()
        self.bar.setRange(0, max(1, len(tasks)))
        self.bar.setAccessibleName(tr("进度"))
        self.words = label(tr("正在准备…"))
        self.notes = label("", "muted")
        self.cancel = button(tr("取消"), self.reject)
        self.folder = button(tr("打开文件夹"), self._open_folder)
        self.folder.hide()
        layout = column(self, margin=theme.LARGE, spacing=theme.MEDIUM)
        for part in (self.words, self.bar, self.notes):
            layout.addWidget(part)
        layout.addLayout(row(None, self.folder, self.cancel))
        self.work.advanced.connect(self._show_progress)
        self.work.finished.connect(self._show_end)

    def begin(self) -> None:
        """Show it, and start."""
        self.open()
        self.work.start()

    def reject(self) -> None:
        """Stop; once it has stopped, close."""
        if not self.work.isRunning():
            super().reject()
            return
        self._is_stopped = True
        self.work.stop()
        self.cancel.setEnabled(False)
        self.words.setText(tr("正在停下，已经写好的文件会留着…"))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.work.stop()
        self.work.wait(_PATIENCE)
        super().closeEvent(event)

    def _show_progress(self, done: int) -> None:
        self.bar.setValue(done)
        if self._is_stopped:
            return
        total = len(self.work.tasks)
        left = round(self.work.seconds_left(done))
        if done == total or left < 1:
            words = tr("已完成 {n} / {m}").format(n=done, m=total)
        elif left < 90:
            words = tr("已完成 {n} / {m}，大约还要 {s} 秒").format(n=done, m=total, s=left)
        else:
            minutes = round(left / 60)
            words = tr("已完成 {n} / {m}，大约还要 {s} 分钟").format(n=done, m=total, s=minutes)
        self.words.setText(words)

    def _show_end(self) -> None:
        work = self.work
        counts = {"n": len(work.written), "m": len(work.tasks)}
        if self._is_stopped:
            words = tr("已停下。写好的 {n} 个文件留着，其余的没有写（共 {m} 个）。")
        elif work.problems:
            words = tr("写好了 {n} 个文件，共 {m} 个。没有写成的：")
        else:
            words = tr("{n} 个文件都写好了。")
        self.words.setText(words.format(**counts))
        shown = [tr("{name}：{why}").format(name=p.task.words, why=p.words) for p in work.problems]
        if len(shown) > _NAMED:
            shown[_NAMED:] = [tr("另外还有 {n} 个").format(n=len(shown) - _NAMED)]
        self.notes.setText("\n".join(shown))
        self.bar.setVisible(False)
        self.folder.setVisible(bool(work.written))
        self.cancel.setText(tr("关闭"))
        self.cancel.setEnabled(True)
        self.cancel.setFocus()

    def _open_folder(self) -> None:
        from dgassist.ui.files import open_file

        open_file(str(self.work.written[0].parent))
