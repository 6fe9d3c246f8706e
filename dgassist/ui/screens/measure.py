"""One measure: whether it is met, how much, what to bring, by when, where it is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from dgassist.case import Case
from dgassist.engine.amount import Amount
from dgassist.engine.assessment import Finding, RecordFinding
from dgassist.engine.eligibility import CriterionResult, Outcome, failing
from dgassist.model.measure import Measure, Relation, Role
from dgassist.model.policybook import PolicyBook
from dgassist.model.provenance import Citation
from dgassist.plan.deadline import Deadline, DeadlineStatus, awaits_guide
from dgassist.plan.group import Group, nearest
from dgassist.plan.step import Step
from dgassist.report import phrase
from dgassist.report.page import departments
from dgassist.ui import theme
from dgassist.ui.language import REMINDER, tr
from dgassist.ui.models.finding_row import TRUTH_OF
from dgassist.ui.models.finding_words import near_amount_words, near_words, status_tags
from dgassist.ui.models.topic import RECORD, topic_of
from dgassist.ui.widgets.condition_list import ConditionList, quote, tally_words
from dgassist.ui.widgets.element import Page, button, card, label, line, row, tag
from dgassist.ui.widgets.group_rail import GroupSign
from dgassist.ui.widgets.sign import Sign
from dgassist.ui.widgets.term_label import TermMarks

_COMMON = (Role.APPLICANT, Role.TERM)


class MeasureScreen(Page):
    """Everything about one measure, the most needed first."""

    citation_opened = Signal(str, str)  # clause, quote
    question_asked = Signal(str, str)  # topic, question
    focus_asked = Signal(str)  # to be asked what this measure needs, and nothing else
    checklist_asked = Signal(str)
    measure_chosen = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(width=980)
        self.measure_id = ""
        self._case: Case | None = None

    def show_measure(self, measure_id: str) -> None:
        """Choose the measure; the next case is shown from its top."""
        if measure_id != self.measure_id:
            self.measure_id = measure_id
            self.verticalScrollBar().setValue(0)

    def show_case(self, case: Case) -> None:
        """Show the chosen measure for a case."""
        self._case = case
        finding = case.assessment.of(self.measure_id)
        self.refill()
        self._marks = TermMarks(case.book)
        self._head(finding, case)
        self._missing(finding, case)
        self._conditions(finding, case)
        self._amount(finding)
        self._records(finding)
        self._papers(finding.measure, case)
        self._dates(finding.measure, case)
        self._where(finding.measure, case)
        self._remarks(finding.measure, case)
        self.column.addWidget(label(phrase.NOTICE, "caption"))
        self.column.addStretch(1)

    def _card(self, title: str) -> QVBoxLayout:
        frame, inside = card()
        inside.addWidget(label(title, "lead"))
        self.column.addWidget(frame)
        return inside

    def _head(self, finding: Finding, case: Case) -> None:
        measure = finding.measure
        self.column.addLayout(row(button(tr("← 返回"), self.closed.emit, "link"), None))
        frame, inside = card()
        truth = TRUTH_OF[finding.outcome]
        title = self._marks.label(measure.title, "title")
        step = self._near(finding)
        sign = GroupSign(Group.NEAR, 30) if step else Sign(truth, 30)
        verdict = tag(phrase.outcome_words(finding), f"tag-{truth.value}")
        if step is not None:
            verdict = tag(tr("现在不符合，差一步"))
        head = row(sign, title, verdict)
        head.setStretch(1, 1)
        inside.addLayout(head)
        inside.addWidget(self._marks.label(measure.summary))
        if step is not None:
            inside.addWidget(label(near_words(step), "strong"))
        words = near_amount_words(step) if step else ""
        if words := words or phrase.amount_words(finding).strip("—"):
            amount = label(words, "figure", wrap=False)
            firmness = label(phrase.firmness_words(finding), "muted")
            line_ = row(amount, firmness, spacing=theme.MEDIUM)
            line_.setStretch(1, 1)
            inside.addLayout(line_)
        document = case.book.document_of(measure.clause_id)
        source = tr("{place}　{title}").format(
            place=phrase.source_words(case.book, measure.clause_id), title=document.short_title
        )
        inside.addWidget(line())
        marks = [tag(t, "tag-unknown") for t in status_tags(measure.clause_id, case)]
        last_day = case.book.part_of(measure.clause_id).last_day
        if last_day is not None:
            until = tag(tr("有效期到 {day}").format(day=last_day.isoformat()))
            safe_day = case.book.part_of(measure.clause_id).safe_last_day
            until.setToolTip(phrase.safer_words(last_day, safe_day))
            marks.append(until)
        place = row(label(source, "muted"), *marks)
        place.setStretch(0, 1)
        inside.addLayout(place)
        make = button(
            tr("生成清单（PDF）"), lambda: self.checklist_asked.emit(measure.id), "primary"
        )
        text = button(tr("打开原文"), lambda: self.citation_opened.emit(measure.clause_id, ""))
        inside.addLayout(row(make, text, None))
        self.column.addWidget(frame)

    def _missing(self, finding: Finding, case: Case) -> None:
        if not finding.missing:
            return
        inside = self._card(tr("还差 {n} 项信息").format(n=len(finding.missing)))
        focus = button(
            tr("只问这一项"), lambda: self.focus_asked.emit(finding.measure.id), "primary"
        )
        words = tr("一题一题地问，只问判断这一项要用的。")
        begin = row(focus, label(words, "muted"))
        begin.setStretch(1, 1)
        inside.addLayout(begin)
        for key in sorted(finding.missing):
            topic, question_id = topic_of(key, case.book)
            if not topic:
                continue
            (name,) = phrase.missing_labels(case.book, (key,))
            go = button(
                tr("去填写"),
                lambda t=topic, q=question_id: self.question_asked.emit(t, q),  # type: ignore[misc]
            )
            go.setAccessibleName(tr("去填写{name}").format(name=name))
            entry = row(label(name), go)
            entry.setStretch(0, 1)
            inside.addLayout(entry)

    def _conditions(self, finding: Finding, case: Case) -> None:
        inside = self._card(tr("申报条件"))
        inside.addWidget(label(tally_words(finding.criteria), "muted"))
        if len(finding.records) > 1:
            shown = next(r for r in finding.records if r.criteria is finding.criteria)
            words = tr("按“{name}”核对，其他各项见下面的明细。").format(name=shown.name)
            inside.addWidget(label(words, "muted"))
        conditions = ConditionList(own_first(finding.criteria), case.book, self._marks)
        conditions.citation_opened.connect(self.citation_opened)
        inside.addWidget(conditions)

    def _amount(self, finding: Finding) -> None:
        amount = finding.amount or finding.potential
        measure, step = finding.measure, self._near(finding)
        inside = self._card(tr("支持内容怎么算"))
        if step is not None and near_amount_words(step):
            amount = step.would_be
            inside.addWidget(label(_supposed_words(step), "strong"))
        if amount is not None:
            _add_arithmetic(amount, inside)
        inside.addWidget(quote(measure.benefit.citation, self._book, self.citation_opened.emit))
        for cap in measure.benefit.caps:
            inside.addWidget(quote(cap.citation, self._book, self.citation_opened.emit))
        if amount is not None and amount.other is not None:
            words = tr("另一种理解：{note}按它算是{amount}。这里没有采用。").format(
                note=amount.other.note, amount=phrase.amount_of(amount.other, measure.benefit)
            )
            inside.addWidget(label(words))

    def _near(self, finding: Finding) -> Step | None:
        """What is short, where only that is in the way."""
        assert self._case is not None
        case = self._case
        in_force = case.book.in_force(finding.measure.clause_id, case.as_of)
        is_near = finding.outcome is Outcome.INELIGIBLE and in_force
        return nearest(case.plan).get(finding.measure.id) if is_near else None

    @property
    def _book(self) -> PolicyBook:
        assert self._case is not None
        return self._case.book

    def _records(self, finding: Finding) -> None:
        if not finding.records:
            return
        inside = self._card(tr("逐项核对（{n} 项）").format(n=len(finding.records)))
        topic = RECORD + finding.records[0].record_type
        for record in finding.records:
            inside.addWidget(line())
            inside.addLayout(self._record(record, finding, topic))

    def _record(self, record: RecordFinding, finding: Finding, topic: str) -> QVBoxLayout:
        truth = TRUTH_OF[record.outcome]
        name = label(record.name, "strong")
        amount = ""
        if record.outcome is not Outcome.INELIGIBLE:
            amount = phrase.amount_of(record.amount, finding.measure.benefit)
        at = f"#{record.indexes[0]}"
        change = button(tr("修改"), lambda: self.question_asked.emit(topic, at), "link")
        change.setAccessibleName(tr("修改{name}").format(name=record.name))
        entry = row(Sign(truth), name, label(amount, "strong", wrap=False), change)
        entry.setStretch(1, 1)
        lines = QVBoxLayout()
        lines.setSpacing(theme.TIGHT)
        lines.addLayout(entry)
        for result in failing(record.criteria):
            criterion = result.criterion
            reason = f"（{result.why}）" if result.why else ""
            words = tr("不满足：{label}{reason}").format(label=criterion.label, reason=reason)
            reason_line = row(label(words, "muted"))
            reason_line.setContentsMargins(30, 0, 0, 0)
            lines.addLayout(reason_line)
        return lines

    def _papers(self, measure: Measure, case: Case) -> None:
        inside = self._card(tr("申报材料"))
        if not measure.materials:
            inside.addWidget(label(tr("文中没有写要交哪些材料，请看当年申报指南。"), "muted"))
        for material in measure.materials:
            basis = tag(phrase.USUAL_PRACTICE, "tag-unknown")
            if material.citation is not None:
                basis = tag(phrase.source_words(case.book, material.citation.clause_id))
            name = f"{material.name}　{material.note}" if material.note else material.name
            entry = row(label(f"□ {name}"), basis)
            entry.setStretch(0, 1)
            inside.addLayout(entry)

    def _dates(self, measure: Measure, case: Case) -> None:
        dates = [d for d in case.plan.deadlines if d.measure_id == measure.id]
        waits = awaits_guide(measure, dates)
        if not dates and not waits:
            return
        inside = self._card(tr("期限"))
        for deadline in dates:
            self._date(deadline, inside)
        if waits:
            inside.addWidget(label(tr("{words}。").format(words=phrase.NO_WINDOW), "muted"))

    def _date(self, deadline: Deadline, inside: QVBoxLayout) -> None:
        passed = deadline.status is DeadlineStatus.PASSED
        left = tag(phrase.left_words(deadline), "tag-false" if passed else "tag")
        words = tr("{label}：{day}").format(
            label=phrase.deadline_words(deadline), day=phrase.due_words(deadline)
        )
        entry = row(label(words), left)
        entry.setStretch(0, 1)
        inside.addLayout(entry)
        if deadline.note:
            inside.addWidget(label(deadline.note, "caption"))
        if isinstance(deadline.citation, Citation):
            inside.addWidget(quote(deadline.citation, self._book, self.citation_opened.emit))
        else:
            words = phrase.basis_words(self._book, deadline.citation)
            inside.addWidget(label(f"{words} {deadline.citation.url}".strip(), "caption"))

    def _where(self, measure: Measure, case: Case) -> None:
        inside = self._card(tr("责任部门"))
        for words in departments(measure, case.book):
            inside.addWidget(label(words))
        if not measure.departments:
            inside.addWidget(label(tr("文中没有写责任部门。"), "muted"))

    def _remarks(self, measure: Measure, case: Case) -> None:
        relations = [r for r in case.book.relations if measure.id in r.members]
        notes = phrase.notes(measure)
        if not notes and not relations:
            return
        inside = self._card(tr("要留意的"))
        for note in notes:
            inside.addWidget(self._marks.label(f"· {note}"))
        for relation in relations:
            self._relation(relation, measure, inside)
        inside.addWidget(label(REMINDER + "。", "caption"))

    def _relation(self, relation: Relation, measure: Measure, inside: QVBoxLayout) -> None:
        inside.addWidget(label(f"· {relation.note}"))
        others = [m for m in relation.members if m != measure.id]
        links = [
            button(
                self._book.measure[m].title,
                lambda m=m: self.measure_chosen.emit(m),  # type: ignore[misc]
                "link",
            )
            for m in others
        ]
        for link in links:
            inside.addLayout(row(link, None))
        for citation in relation.citations:
            inside.addWidget(quote(citation, self._book, self.citation_opened.emit))


def _supposed_words(step: Step) -> str:
    """That a sum is a supposition, and what it waits for beside the one condition."""
    lack = phrase.quoted(step.failing.criterion.label)
    words = tr("现在还不符合，下面按如果补上{lack}来算。").format(lack=lack)
    rest = "、".join(r.criterion.label for r in step.still_open)
    return words + (tr("还要看：{rest}。").format(rest=rest) if rest else "")


def own_first(criteria: tuple[CriterionResult, ...]) -> tuple[CriterionResult, ...]:
    """The measure's own conditions, then those that every measure has."""
    return tuple(sorted(criteria, key=lambda r: getattr(r.criterion, "role", None) in _COMMON))


def _add_arithmetic(amount: Amount, inside: QVBoxLayout) -> None:
    for words in amount.arithmetic:
        inside.addWidget(label(words))
