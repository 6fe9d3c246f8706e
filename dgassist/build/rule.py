"""Read measures and relations, checking formulas and quotes as they are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dgassist.build.formula import parse
from dgassist.build.initials import initials
from dgassist.build.library import Library
from dgassist.build.problem import Problems
from dgassist.build.reading import Node, read_yaml
from dgassist.build.unit import YUAN, Unit
from dgassist.build.vocabulary import FormulaError, Kind, Vocabulary
from dgassist.model.expression import Count, Expression, Field, Sum, When, children
from dgassist.model.expression import Derived as DerivedNode
from dgassist.model.measure import (
    Benefit,
    Cap,
    Criterion,
    CriterionGroup,
    DeadlineKind,
    DeadlineRule,
    Firmness,
    Form,
    Material,
    Measure,
    OtherReading,
    Payee,
    Relation,
    RelationKind,
    Scope,
)
from dgassist.model.provenance import Citation


@dataclass(frozen=True)
class AuthoredMeasure:
    """A measure with where it was written and its examples, still as nodes."""

    measure: Measure
    node: Node
    examples: tuple[Node, ...]


@dataclass(frozen=True)
class _Place:
    """What the entries below a measure inherit: vocabulary, document and clause."""

    library: Library
    vocabulary: Vocabulary
    document: str
    clause: str

    def citation(self, node: Node | None, fallback: Citation | None = None) -> Citation:
        if node is None:
            return fallback or Citation("", "")
        return self.library.citation(node, self.document, self.clause)

    def formula(self, node: Node | None, kind: Kind, unit: Unit | None = None) -> Expression | None:
        if node is None:
            return None
        try:
            return parse(node.scalar(), self.vocabulary, kind, unit)
        except FormulaError as error:
            node.problem("bad-formula", str(error))
            return None

    def any_formula(self, node: Node) -> Expression | None:
        """A key to group or cap by: a text or a number."""
        try:
            return parse(node.scalar(), self.vocabulary, Kind.TEXT)
        except FormulaError:
            return self.formula(node, Kind.NUMBER)

    def scope_of(self, node: Expression) -> str:
        """Whether an expression looks at the company, at a record, or at a group."""
        if isinstance(node, Sum | Count):
            return "group"
        if isinstance(node, DerivedNode):
            return "record" if self.vocabulary.derived[node.id].per_record else "company"
        if isinstance(node, Field | When):
            return "record"
        if type(node).__name__ in ("Holds", "Total"):
            return "company"
        return _widest([self.scope_of(child) for child in children(node)])


def _widest(scopes: list[str]) -> str:
    return max(scopes, key=("company", "record", "group").index, default="company")


def read_measures(
    folder: Path, library: Library, vocabulary: Vocabulary, problems: Problems
) -> tuple[AuthoredMeasure, ...]:
    """Every measure below a folder, in the order of files."""
    authored = []
    for file in sorted(folder.rglob("*.yaml")):
        if file.is_relative_to(folder / "relations") or (top := read_yaml(file, problems)) is None:
            continue
        document = top.identifier("document")
        for node in top.items("measures"):
            examples = node.detached("examples")
            measure = _measure(node, document, library, vocabulary)
            authored.append(AuthoredMeasure(measure, node, examples))
        top.close()
    return tuple(authored)


def _measure(node: Node, document: str, library: Library, vocabulary: Vocabulary) -> Measure:
    clause = node.text("clause")
    per = node.get("per")
    record_type = None
    group_node = per.get("group_by") if per else None
    if per:
        record_id = per.text("record")
        record_type = vocabulary.record_types.get(record_id)
        if record_type is None:
            per.problem("unknown-record", f"没有事项明细“{record_id}”")
    single = _Place(library, vocabulary.of(record_type), document, clause)
    place = replace(single, vocabulary=vocabulary.of(record_type, grouped=group_node is not None))
    where = per.get("where") if per else None
    benefit_node = node.need("benefit")
    benefit = _benefit(benefit_node or node, place)
    applicant_node = node.get("applicant_citation")
    deadlines = tuple(_deadline(d, single) for d in node.items("deadlines"))
    if node.get("department_citation"):
        place.citation(node.get("department_citation"))
    return Measure(
        id=node.identifier("id"),
        title=node.text("title"),
        summary=node.text("summary"),
        clause_id=f"{document} {clause}",
        applicants=node.texts("applicants"),
        applicant_citation=place.citation(applicant_node, benefit.citation),
        criteria=tuple(_criterion(c, place) for c in node.items("criteria")),
        benefit=benefit,
        departments=node.texts("departments"),
        scope=Scope(
            per.text("record"),
            _leaf(where, single) if where else None,
            single.any_formula(group_node) if group_node else None,
        )
        if per
        else None,
        before_start_open=_word(node, "before_start", "no", ("no", "open")) == "open",
        materials=tuple(_material(m, place) for m in node.items("materials")),
        deadlines=deadlines,
        notes=node.texts("notes"),
        initials=initials(node.text("title")),
    )


def _word(node: Node, key: str, default: str, allowed: tuple[str, ...]) -> str:
    word = node.text(key, default)
    if word not in allowed:
        node.problem("unknown-value", f"“{key}”只能是{'、'.join(allowed)}，不能是“{word}”")
    return word


def _criterion(node: Node, place: _Place) -> Criterion | CriterionGroup:
    for join in ("all", "any", "not"):
        if join in node:
            inner = node.get(join)
            nodes = inner.elements() if inner and join != "not" else (inner,) if inner else ()
            items = tuple(_criterion(item, place) for item in nodes)
            scope = _widest([item.scope for item in items])
            return CriterionGroup(join, items, node.text("label", ""), scope)
    return _leaf(node, place)


def _leaf(node: Node, place: _Place) -> Criterion:
    test_node = node.get("test")
    left_to = _word(node, "left_to", "", ("", "guide", "department"))
    test = place.formula(test_node, Kind.TRUTH)
    if (test_node is None) == (not left_to):
        node.problem(
            "no-test", "条件要么写 test（判断公式），要么写 left_to（文中没写明，留待指南或部门）"
        )
    open_word = _word(node, "when_false", "ineligible", ("ineligible", "open"))
    note = node.text("note", "")
    if (left_to or open_word == "open") and not note:
        node.problem("missing-note", "文中没写明的条件要用 note 说清楚没写明的是什么、问谁")
    return Criterion(
        label=node.text("label"),
        citation=place.citation(node.need("citation")),
        test=test,
        formula=test_node.scalar() if test_node else "",
        left_to=left_to,
        when_false_open=open_word == "open",
        note=note,
        changeable=node.flag("changeable", default=True),
        scope=place.scope_of(test) if test else "company",
    )


def _benefit(node: Node, place: _Place) -> Benefit:
    form, firmness = node.enum("form", Form), node.enum("firmness", Firmness)
    amount = node.get("amount")
    other = node.get("other_reading")
    if (firmness is Firmness.UNSTATED) != (amount is None):
        node.problem("amount-firmness", "写了金额就不能是 unstated；没写金额就应是 unstated")
    return Benefit(
        form=form,
        firmness=firmness,
        payee=node.enum("payee", Payee, Payee.COMPANY),
        citation=place.citation(node.need("citation")),
        amount=place.formula(amount, Kind.NUMBER, YUAN),
        formula=amount.scalar() if amount else "",
        floor=place.formula(node.get("floor"), Kind.NUMBER, YUAN),
        caps=tuple(_cap(c, place) for c in node.items("caps")),
        unit_note=node.text("unit_note", ""),
        other_reading=_other_reading(other, place) if other else None,
    )


def _other_reading(node: Node, place: _Place) -> OtherReading:
    return OtherReading(
        note=node.text("note"),
        amount=place.formula(node.get("amount"), Kind.NUMBER, YUAN),
        caps=tuple(_cap(c, place) for c in node.items("caps")),
    )


def _cap(node: Node, place: _Place) -> Cap:
    amount, count = node.get("amount"), node.get("count")
    if (amount is None) == (count is None):
        node.problem("bad-cap", "上限要写 amount（金额）或 count（个数），只写其中一个")
    keys = [place.any_formula(k) for k in node.items("per")]
    once = node.flag("once", default=False)
    lifetime = node.flag("lifetime", default=False)
    if once and (keys or lifetime):
        node.problem("bad-cap", "once（领过就不再给）是对全部说的，不能再写 per 或 lifetime")
    return Cap(
        citation=place.citation(node.need("citation")),
        per=tuple(k for k in keys if k is not None),
        amount=place.formula(amount, Kind.NUMBER, YUAN),
        count=node.integer("count") if count else None,
        lifetime=lifetime,
        label=node.text("label", ""),
        used=place.formula(node.get("used"), Kind.TRUTH),
        once=once,
    )


def _material(node: Node, place: _Place) -> Material:
    cited, basis = node.get("citation"), node.text("basis", "")
    if bool(cited) == (basis == "usual_practice"):
        node.problem("no-basis", "材料要么引原文（citation），要么标明 basis: usual_practice")
    return Material(
        node.text("name"), place.citation(cited) if cited else None, node.text("note", "")
    )


def _deadline(node: Node, place: _Place) -> DeadlineRule:
    due = place.formula(node.need("due"), Kind.DATE)
    return DeadlineRule(
        label=node.text("label"),
        due=due or When(),
        kind=node.enum("kind", DeadlineKind),
        citation=place.citation(node.need("citation")),
        note=node.text("note", ""),
    )


def read_relations(
    folder: Path, library: Library, measure_ids: set[str], problems: Problems
) -> tuple[Relation, ...]:
    """Every relation of a folder."""
    relations: list[Relation] = []
    for file in sorted(folder.glob("*.yaml")):
        if (top := read_yaml(file, problems)) is None:
            continue
        relations.extend(_relation(node, library, measure_ids) for node in top.items("relations"))
        top.close()
    return tuple(relations)


def _relation(node: Node, library: Library, measure_ids: set[str]) -> Relation:
    members, planned = node.texts("members"), node.text("planned", "")
    for measure_id in (*members, *([planned] if planned else [])):
        if measure_id not in measure_ids:
            node.problem("unknown-measure", f"没有政策事项“{measure_id}”")
    citations = tuple(library.citation(c, "", "") for c in node.items("citations"))
    if not citations:
        node.problem("missing-citation", "关系要引原文（citations）")
    return Relation(
        kind=node.enum("kind", RelationKind),
        members=members,
        note=node.text("note"),
        citations=citations,
        planned=planned,
        same_record=_word(node, "same", "company", ("company", "record")) == "record",
    )
