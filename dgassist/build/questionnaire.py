"""Read questions, record types, derived facts and the reference lists they draw on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dgassist.build.formula import parse
from dgassist.build.initials import initials
from dgassist.build.problem import Problems
from dgassist.build.reading import Node, read_yaml
from dgassist.build.unit import Unit
from dgassist.build.vocabulary import FormulaError, Kind, Vocabulary, answer_kind, answer_unit
from dgassist.model import expression as x
from dgassist.model.policybook import Department, Industry, Town
from dgassist.model.question import (
    AnswerType,
    Basis,
    DerivedFact,
    ExternalSource,
    Option,
    Question,
    RecordType,
    Section,
)

_NO_SECTION = ("derived.yaml", "contradictions.yaml")


@dataclass(frozen=True)
class Reference:
    """Lists the questions draw on: industries, towns, departments."""

    industries: tuple[Industry, ...]
    industry_sets: dict[str, tuple[str, tuple[str, ...]]]
    towns: tuple[Town, ...]
    departments: tuple[Department, ...]


@dataclass(frozen=True)
class Questionnaire:
    """All that can be asked, and the names that formulas may use."""

    sections: tuple[Section, ...]
    record_types: tuple[RecordType, ...]
    derived_facts: tuple[DerivedFact, ...]
    vocabulary: Vocabulary
    places: dict[str, Node]  # where each question and ``type.field`` is written


def read_reference(folder: Path, problems: Problems) -> Reference:
    """The reference lists of a folder."""
    industries: list[Industry] = []
    sets: dict[str, tuple[str, tuple[str, ...]]] = {}
    towns: list[Town] = []
    departments: list[Department] = []
    if top := read_yaml(folder / "industries.yaml", problems):
        for section in top.items("sections"):
            section.text("code"), section.text("name")
            industries += [_industry(node) for node in section.items("divisions")]
        industries += [_industry(node) for node in top.items("classes")]
        for node in top.items("sets"):
            sets[node.identifier("id")] = (node.text("label"), node.texts("prefixes"))
            node.text("note", "")
        _close(top)
    if top := read_yaml(folder / "towns.yaml", problems):
        towns = [_town(node) for node in top.items("towns")]
        _close(top)
    if top := read_yaml(folder / "departments.yaml", problems):
        departments = [_department(node) for node in top.items("departments")]
        _close(top)
    return Reference(tuple(industries), sets, tuple(towns), tuple(departments))


def _industry(node: Node) -> Industry:
    name = node.text("name")
    return Industry(node.text("code"), name, node.texts("aliases"), initials(name))


def _town(node: Node) -> Town:
    name = node.text("name")
    return Town(name, node.text("kind"), initials(name))


def _department(node: Node) -> Department:
    return Department(
        name=node.text("name"),
        spellings=node.texts("spellings"),
        phone=node.text("phone", ""),
        address=node.text("address", ""),
        source=node.text("source", ""),
    )


def _close(top: Node) -> None:
    top.text("basis", ""), top.text("note", "")
    top.close()


def read_questionnaire(folder: Path, reference: Reference, problems: Problems) -> Questionnaire:
    """Every question, record type and derived fact of a folder, with formulas checked."""
    sections: list[Section] = []
    asked_if: list[tuple[Question, Node]] = []
    places: dict[str, Node] = {}
    for file in sorted(folder.glob("*.yaml")):
        if file.name not in _NO_SECTION and (top := read_yaml(file, problems)):
            sections.append(_section(top, asked_if))
            places |= {node.text("id"): node for node in top.items("questions")}
            top.close()
    record_types: list[RecordType] = []
    for file in sorted((folder / "records").glob("*.yaml")):
        if top := read_yaml(file, problems):
            record_types.append(_record_type(top))
            record_id = record_types[-1].id
            places |= {f"{record_id}.{n.text('id')}": n for n in top.items("fields")}
            top.close()
    questions = {q.id: q for s in sections for q in s.questions}
    vocabulary = Vocabulary(questions, {}, {r.id: r for r in record_types}, reference.industry_sets)
    derived_facts = _derived_facts(folder / "derived.yaml", vocabulary, problems)
    vocabulary = replace(vocabulary, derived={d.id: d for d in derived_facts})
    conditions = {q.id: _truth(node, vocabulary) for q, node in asked_if}
    sections = [
        replace(
            s,
            questions=tuple(
                replace(q, ask_if=conditions[q.id]) if q.id in conditions else q
                for q in s.questions
            ),
        )
        for s in sections
    ]
    return Questionnaire(
        tuple(sorted(sections, key=lambda s: s.order)),
        tuple(sorted(record_types, key=lambda r: r.order)),
        derived_facts,
        replace(vocabulary, questions={q.id: q for s in sections for q in s.questions}),
        places,
    )


def _truth(node: Node, vocabulary: Vocabulary) -> x.Expression | None:
    try:
        return parse(node.scalar(), vocabulary, Kind.TRUTH)
    except FormulaError as error:
        node.problem("bad-formula", str(error))
        return None


def _section(top: Node, asked_if: list[tuple[Question, Node]]) -> Section:
    questions = []
    for node in top.items("questions"):
        question = _question(node)
        if condition := node.get("ask_if"):
            asked_if.append((question, condition))
        questions.append(question)
    return Section(
        top.identifier("section"), top.text("label"), top.integer("order", 0), tuple(questions)
    )


def _question(node: Node) -> Question:
    answer_type = node.enum("type", AnswerType)
    unit = node.get("unit")
    minimum = node.decimal("minimum")
    if minimum is None and answer_type in (AnswerType.MONEY, AnswerType.NUMBER):
        node.problem("missing-minimum", "数和金额要写 minimum（一般为 0），才能算出上限")
    return Question(
        id=node.identifier("id"),
        type=answer_type,
        label=node.text("label"),
        text=node.text("text", ""),
        help=node.text("help", ""),
        unit=_unit(unit) if unit else "",
        period=node.text("period", ""),
        evidence=node.text("evidence", ""),
        cost=node.integer("cost", 1),
        minimum=minimum,
        maximum=node.decimal("maximum"),
        options=tuple(_option(o) for o in node.items("options")),
    )


def _unit(node: Node) -> str:
    return str(node.convert(Unit.parse, "不是认识的单位", Unit()))


def _option(node: Node) -> Option:
    label = node.text("label")
    return Option(
        node.identifier("id"), label, node.text("help", ""), node.texts("aliases"), initials(label)
    )


def _record_type(top: Node) -> RecordType:
    fields = tuple(_question(node) for node in top.items("fields"))
    ids = [f.id for f in fields]
    for key in ("when", "name", "ends", "kinds"):
        field_id = top.text(key, "")
        if field_id and field_id not in ids:
            top.problem("unknown-field", f"“{key}: {field_id}”不是这类事项的字段")
    return RecordType(
        id=top.identifier("id"),
        label=top.text("label"),
        text=top.text("text"),
        when=top.text("when"),
        fields=fields,
        help=top.text("help", ""),
        name=top.text("name", ""),
        group=top.text("group", ""),
        order=top.integer("order", 0),
        ends=top.text("ends", ""),
        kinds=top.text("kinds", ""),
        recurs=top.flag("recurs", default=False),
    )


def _derived_facts(
    file: Path, vocabulary: Vocabulary, problems: Problems
) -> tuple[DerivedFact, ...]:
    top = read_yaml(file, problems)
    if top is None:
        return ()
    facts: dict[str, DerivedFact] = {}
    for node in top.items("derived"):
        fact = _derived(node, replace(vocabulary, derived=facts))
        facts[fact.id] = fact
    top.close()
    return tuple(facts.values())


def _derived(node: Node, vocabulary: Vocabulary) -> DerivedFact:
    answer_type = node.enum("type", AnswerType, AnswerType.BOOLEAN)
    options = tuple(_option(o) for o in node.items("options"))
    unit = node.get("unit")
    bare = DerivedFact(
        id=node.identifier("id"),
        type=AnswerType.CHOICE if options else answer_type,
        label=node.text("label"),
        value=x.Boolean(value=False),
        formula="",
        unit=_unit(unit) if unit else "",
        help=node.text("help", ""),
        options=options,
        sources=tuple(_source(c) for c in node.items("citations")),
    )
    # any record will do: a derived fact may look at ``when`` alone
    vocabulary = vocabulary.of(RecordType("", "", "", "when", ()))
    cases = node.items("cases")
    value: x.Expression | None
    if cases:
        value, formula = _cases(cases, bare, vocabulary)
    else:
        formula = node.text("value")
        value = _formula(node.get("value"), bare, vocabulary)
    value = value or x.Boolean(value=False)
    per_record = _looks_at_record(value, vocabulary)
    return replace(bare, value=value, formula=formula, per_record=per_record)


def _looks_at_record(node: x.Expression, vocabulary: Vocabulary) -> bool:
    if isinstance(node, x.Derived):
        return vocabulary.derived[node.id].per_record
    if isinstance(node, x.Holds | x.Total):  # they look at records of their own
        return False
    return isinstance(node, x.When) or any(
        _looks_at_record(child, vocabulary) for child in x.children(node)
    )


def _source(node: Node) -> ExternalSource:
    return ExternalSource(node.enum("basis", Basis), node.text("source"), node.text("note", ""))


def _formula(node: Node | None, fact: DerivedFact, vocabulary: Vocabulary) -> x.Expression | None:
    if node is None:
        return None
    kind = answer_kind(fact.type)
    try:
        unit = answer_unit(fact) if kind is Kind.NUMBER else None
        value = parse(node.scalar(), vocabulary, kind, unit)
    except FormulaError as error:
        node.problem("bad-formula", str(error))
        return None
    options = [o.id for o in fact.options]
    if isinstance(value, x.Text) and options and value.value not in options:
        node.problem("unknown-option", f"没有选项“{value.value}”")
    return value


def _cases(
    cases: tuple[Node, ...], fact: DerivedFact, vocabulary: Vocabulary
) -> tuple[x.Expression | None, str]:
    """Cases as nested choices: the first true one wins; without ``otherwise`` there is no value."""
    value: x.Expression | None = None
    lines = []
    for case in reversed(cases):
        if otherwise := case.get("otherwise"):
            value = _formula(otherwise, fact, vocabulary)
            lines.append(f"否则 {otherwise.scalar()}")
            continue
        when, then = case.need("when"), case.need("then")
        if when and then:
            test = _truth(when, vocabulary)
            result = _formula(then, fact, vocabulary)
            lines.append(f"若 {when.scalar()} 则 {then.scalar()}")
            if test and result:
                value = x.Choose(test, result, value, fact.unit)
    return value, "；".join(reversed(lines))
