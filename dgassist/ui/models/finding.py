"""The findings as a list: for each measure its sign, its amount in words, and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from dgassist.case import Case
from dgassist.engine.assessment import Finding
from dgassist.engine.eligibility import Outcome
from dgassist.engine.truth import Truth
from dgassist.model.measure import Form
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import DocumentStatus
from dgassist.plan.actionplan import is_own
from dgassist.plan.selection import high, low
from dgassist.report import phrase
from dgassist.store.search import folded
from dgassist.ui.language import tr

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex

_FORMS = tuple(Form)
TRUTH_OF = {
    Outcome.ELIGIBLE: Truth.TRUE,
    Outcome.UNDETERMINED: Truth.UNKNOWN,
    Outcome.INELIGIBLE: Truth.FALSE,
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in words."""

    id: str
    outcome: Outcome
    title: str
    source: str
    reason: str
    amount: str
    firmness: str
    tags: tuple[str, ...]
    order: tuple[Decimal, ...]
    keywords: str = ""

    @property
    def truth(self) -> Truth:
        """Its sign."""
        return TRUTH_OF[self.outcome]

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        word = {
            Outcome.ELIGIBLE: tr("符合"),
            Outcome.UNDETERMINED: tr("待定"),
            Outcome.INELIGIBLE: tr("不符合"),
        }[self.outcome]
        return "，".join(p for p in (word, self.title, self.amount, self.reason, *self.tags) if p)


def rows_of(case: Case) -> tuple[FindingRow, ...]:
    """Every finding; what brings most first, what is nearest first."""
    aside = {s.finding.measure.id: s.instead.measure.title for s in case.plan.selection.set_aside}
    near = {n.measure.id for n in case.plan.near_misses if n.changeable}
    rows = [
        _row(finding, case, aside.get(finding.measure.id, ""), near=finding.measure.id in near)
        for finding in case.assessment.findings
    ]
    return tuple(sorted(rows, key=lambda r: r.order))


def _row(finding: Finding, case: Case, instead: str, *, near: bool) -> FindingRow:
    measure, book = finding.measure, case.book
    source, reason = phrase.source_words(book, measure.clause_id), _reason(finding, instead, book)
    return FindingRow(
        measure.id,
        finding.outcome,
        measure.title,
        source,
        reason,
        phrase.amount_words(finding).strip("—"),
        phrase.firmness_words(finding) if finding.outcome is not Outcome.INELIGIBLE else "",
        _tags(finding, case, near=near, aside=bool(instead)),
        _order(finding, near=near, aside=bool(instead)),
        folded(f"{measure.title} {measure.summary} {source} {reason} {measure.initials}"),
    )


def _reason(finding: Finding, instead: str, book: PolicyBook) -> str:
    match finding.outcome:
        case Outcome.ELIGIBLE:
            if instead:
                return tr("已按“{title}”计，没有重复计入合计").format(title=instead)
            return finding.measure.summary
        case Outcome.INELIGIBLE:
            failed = [f"{r.criterion.label}（{r.why}）" if r.why else r.criterion.label
                      for r in finding.failing]  # fmt: skip
            return tr("不满足：{reasons}").format(reasons="；".join(failed))
    parts = []
    if finding.missing:
        names = phrase.lacking_words(book, finding.missing)
        parts.append(tr("还差：{names}").format(names=names))
    if finding.left_open:
        labels = "、".join(r.criterion.label for r in finding.left_open)
        parts.append(tr("需向部门确认：{labels}").format(labels=labels))
    return "；".join(parts)


def _tags(finding: Finding, case: Case, *, near: bool, aside: bool) -> tuple[str, ...]:
    clause_id = finding.measure.clause_id
    return (
        *((tr("没有计入合计"),) if aside else ()),
        *(() if is_own(finding) else (tr("给个人或团队"),)),
        *((tr("差一步"),) if near and finding.outcome is Outcome.INELIGIBLE else ()),
        *status_tags(clause_id, case),
    )


def status_tags(clause_id: str, case: Case) -> tuple[str, ...]:
    """What is special about the document a clause stands in, at the date of the case."""
    tags = []
    status = case.book.document_of(clause_id).status
    if status is DocumentStatus.DRAFT:
        tags.append(tr("征求意见稿，没有生效"))
    elif status is DocumentStatus.ENDED:
        tags.append(tr("文件已到期"))
    elif status is DocumentStatus.PLAN:
        tags.append(tr("方案，不直接给钱"))
    last_day = case.book.part_of(clause_id).last_day
    if last_day is not None and last_day < case.as_of:
        tags.append(tr("已过有效期"))
    return tuple(tags)


def _order(finding: Finding, *, near: bool, aside: bool) -> tuple[Decimal, ...]:
    """Money before anything else, larger amounts first; then form by form, duties last."""
    form = finding.measure.benefit.form
    kind = Decimal(0 if form.is_cash else _FORMS.index(form))
    match finding.outcome:
        case Outcome.ELIGIBLE:
            return (Decimal(aside), kind, -low(finding), -high(finding))
        case Outcome.UNDETERMINED:
            bound = (finding.potential and finding.potential.high) or Decimal(0)
            unstated = Decimal(finding.measure.benefit.amount is None)
            return (kind, -bound, unstated, Decimal(len(finding.missing)))
    return (Decimal(not near), Decimal(len(finding.failing)), kind)


class FindingModel(QAbstractListModel):
    """All findings of a case."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[FindingRow, ...] = ()

    def show_case(self, case: Case) -> None:
        """Show the findings of another case."""
        rows = rows_of(case)
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def count(self, outcome: Outcome) -> int:
        """How many findings there are of an outcome."""
        return sum(r.outcome is outcome for r in self.rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        found = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return found.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return found.spoken
            case _ if role == ROW:
                return found
        return None


class FindingFilter(QSortFilterProxyModel):
    """The findings of one outcome that hold every word that was typed."""

    def __init__(self, source: FindingModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._outcome = Outcome.ELIGIBLE
        self._words: list[str] = []
        self.setSourceModel(source)

    def narrow(self, outcome: Outcome, text: str) -> None:
        """Keep the findings of this outcome that fit the typed text."""
        self.beginFilterChange()
        self._outcome = outcome
        self._words = [folded(word) for word in text.split()]
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def count(self, outcome: Outcome) -> int:
        """How many findings of an outcome fit the typed text."""
        return sum(r.outcome is outcome and self._fits(r) for r in self._source.rows)

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        row = self._source.rows[source_row]
        return row.outcome is self._outcome and self._fits(row)

    def _fits(self, row: FindingRow) -> bool:
        return all(word in row.keywords for word in self._words)
