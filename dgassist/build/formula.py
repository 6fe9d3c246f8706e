"""Formula text to a checked expression tree: a whitelist over Python's own grammar.

Every name, type and unit is checked here, once; nothing of the text is ever executed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from dgassist.build.reading import nearest
from dgassist.build.unit import CONSTANTS, Unit, literal_text, unit_text
from dgassist.build.vocabulary import (
    KIND_WORD,
    FormulaError,
    Kind,
    Typed,
    Vocabulary,
    answer_kind,
    answer_unit,
)
from dgassist.model import expression as x
from dgassist.model.question import DerivedFact, Question


def parse(text: str, vocabulary: Vocabulary, kind: Kind, unit: Unit | None = None) -> x.Expression:
    """The checked tree of a formula that must give ``kind`` (and, for a number, ``unit``).

    Raises:
        FormulaError: with a message for the author.
    """
    try:
        tree = ast.parse(" ".join(text.split()), mode="eval")
    except SyntaxError as error:
        raise FormulaError(f"公式“{text}”写法有误：{error.msg}") from error
    typed = _Parser(vocabulary).visit(tree.body)
    _expect(typed, kind, text)
    if unit is not None and typed.unit != unit:
        raise FormulaError(f"公式“{text}”的单位是{typed.unit.words}，这里应是{unit.words}")
    return typed.node


def _expect(typed: Typed, kind: Kind, text: str) -> None:
    if typed.kind is not kind:
        raise FormulaError(f"“{text}”得出的是{KIND_WORD[typed.kind]}，这里应是{KIND_WORD[kind]}")


_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


class _Parser:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.names = vocabulary
        self.functions: dict[str, Callable[[ast.Call], Typed]] = {
            "min": self._extreme,
            "max": self._extreme,
            "floor": self._floor,
            "steps": self._steps,
            "year": self._year,
            "date": self._date,
            "add_months": self._add_months,
            "within": self._within,
            "agree": self._agree,
            "sum": self._sum,
            "count": self._count,
            "holds": self._holds,
            "total": self._total,
        }

    def visit(self, node: ast.expr) -> Typed:
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name():
                return self._name(node.id)
            case ast.BinOp():
                return self._arithmetic(node)
            case ast.UnaryOp(op=ast.Not()):
                return Typed(x.Not(self.truth(node.operand)), Kind.TRUTH)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
                number = Decimal(ast.unparse(node))
                return Typed(x.Number(number, "", str(number)), Kind.NUMBER)
            case ast.BoolOp(op=op, values=values):
                join = x.All if isinstance(op, ast.And) else x.Any
                return Typed(join(tuple(self.truth(v) for v in values)), Kind.TRUTH)
            case ast.Compare():
                return self._compare(node)
            case ast.IfExp():
                return self._choose(node)
            case ast.Call(func=ast.Name(id=name)):
                if name not in self.functions:
                    raise FormulaError(f"没有函数“{name}”{nearest(name, list(self.functions))}")
                return self.functions[name](node)
        raise FormulaError(f"公式里不能写“{ast.unparse(node)}”")

    def truth(self, node: ast.expr) -> x.Expression:
        return self.of_kind(node, Kind.TRUTH).node

    def of_kind(self, node: ast.expr, kind: Kind) -> Typed:
        typed = self.visit(node)
        _expect(typed, kind, ast.unparse(node))
        return typed

    def _constant(self, node: ast.Constant) -> Typed:
        if isinstance(node.value, bool):
            return Typed(x.Boolean(node.value), Kind.TRUTH)
        if isinstance(node.value, int | float):
            number = Decimal(str(node.value))
            return Typed(x.Number(number, "", f"{number:,f}"), Kind.NUMBER)
        if isinstance(node.value, str):
            return Typed(x.Text(node.value), Kind.TEXT)
        raise FormulaError(f"公式里不能写“{ast.unparse(node)}”")

    def _name(self, name: str) -> Typed:
        if name == "as_of":
            return Typed(x.AsOf(), Kind.DATE)
        record_type = self.names.record_type
        if record_type and (question := record_type.field(name)):
            return self._answer(x.Field(name, str(answer_unit(question))), question)
        if name in CONSTANTS:
            factor, unit = CONSTANTS[name]
            return Typed(x.Number(factor, str(unit), unit_text(name)), Kind.NUMBER, unit)
        if name == "when":
            if record_type is None:
                raise FormulaError("“when”（事项日期）只能用在按事项明细计算的政策里")
            return Typed(x.When(), Kind.DATE)
        if name in self.names.questions:
            question = self.names.questions[name]
            return self._answer(x.Fact(name, str(answer_unit(question))), question)
        if name in self.names.derived:
            fact = self.names.derived[name]
            if fact.per_record and record_type is None:
                raise FormulaError(f"“{name}”要看事项日期，只能用在按事项明细计算的政策里")
            return self._answer(x.Derived(name, str(answer_unit(fact))), fact)
        known = [*self.names.questions, *self.names.derived, "when", "as_of"]
        known += [f.id for f in record_type.fields] if record_type else []
        raise FormulaError(f"没有名为“{name}”的问题或字段{nearest(name, known)}")

    def _answer(self, node: x.Expression, question: Question | DerivedFact) -> Typed:
        options = tuple(o.id for o in question.options)
        return Typed(node, answer_kind(question.type), answer_unit(question), options)

    def _arithmetic(self, node: ast.BinOp) -> Typed:
        operator = _ARITHMETIC.get(type(node.op))
        if operator is None:
            raise FormulaError(f"公式里不能写“{ast.unparse(node)}”")
        left, right = self.of_kind(node.left, Kind.NUMBER), self.of_kind(node.right, Kind.NUMBER)
        if operator in "+-":
            if left.unit != right.unit:
                raise FormulaError(
                    f"“{ast.unparse(node)}”两边单位不同：{left.unit.words}与{right.unit.words}"
                )
            unit = left.unit
        else:
            unit = left.unit * right.unit if operator == "*" else left.unit / right.unit
        literal = self._literal(node, left.node, operator, right.node, unit)
        made = literal or x.Arithmetic(operator, left.node, right.node, str(unit))
        return Typed(made, Kind.NUMBER, unit)

    @staticmethod
    def _literal(
        node: ast.BinOp, left: x.Expression, operator: str, right: x.Expression, unit: Unit
    ) -> x.Number | None:
        """``10*wan`` and ``1500*yuan/sqm`` are literals: a number with its unit."""
        if not (isinstance(left, x.Number) and isinstance(right, x.Number)):
            return None
        if not (isinstance(node.right, ast.Name) and node.right.id in CONSTANTS):
            return None
        if operator == "*":
            return x.Number(
                left.value * right.value, str(unit), literal_text(left.value, node.right.id)
            )
        if operator == "/":
            return x.Number(left.value / right.value, str(unit), f"{left.text}/{right.text}")
        return None

    def _compare(self, node: ast.Compare) -> Typed:
        operands = [node.left, *node.comparators]
        parts = [
            self._comparison(operands[i], op, operands[i + 1]) for i, op in enumerate(node.ops)
        ]
        return Typed(parts[0] if len(parts) == 1 else x.All(tuple(parts)), Kind.TRUTH)

    def _comparison(self, left_node: ast.expr, op: ast.cmpop, right_node: ast.expr) -> x.Expression:
        left = self.visit(left_node)
        if isinstance(op, ast.In | ast.NotIn):
            choices = self._choices(left, right_node)
            member = x.Member(left.node, choices)
            return member if isinstance(op, ast.In) else x.Not(member)
        operator = _COMPARE.get(type(op))
        if operator is None:
            raise FormulaError("只能用 < <= > >= == != in 作比较")
        right = self.visit(right_node)
        shown = f"{ast.unparse(left_node)} {operator} {ast.unparse(right_node)}"
        if left.kind is not right.kind:
            words = f"{KIND_WORD[left.kind]}与{KIND_WORD[right.kind]}"
            raise FormulaError(f"“{shown}”两边不能相比：{words}")
        if left.kind is Kind.NUMBER and left.unit != right.unit:
            raise FormulaError(f"“{shown}”两边单位不同：{left.unit.words}与{right.unit.words}")
        if left.kind in (Kind.TEXT, Kind.TRUTH) and operator not in ("==", "!="):
            raise FormulaError(f"“{shown}”只能用 == 或 != 作比较")
        for side, other in ((left, right), (right, left)):
            if isinstance(side.node, x.Text):
                _check_option(side.node.value, other)
        return x.Compare(operator, left.node, right.node)

    def _choices(self, item: Typed, node: ast.expr) -> tuple[str, ...]:
        if item.kind is not Kind.TEXT:
            raise FormulaError(f"in 的左边应是选项，不能是{KIND_WORD[item.kind]}")
        if not isinstance(node, ast.Tuple | ast.List):
            raise FormulaError("in 的右边应是 ('甲', '乙') 这样的一组选项")
        choices = []
        for element in node.elts:
            typed = self.of_kind(element, Kind.TEXT)
            if not isinstance(typed.node, x.Text):
                raise FormulaError("in 的右边只能是写明的选项")
            _check_option(typed.node.value, item)
            choices.append(typed.node.value)
        return tuple(choices)

    def _choose(self, node: ast.IfExp) -> Typed:
        test = self.truth(node.test)
        then, otherwise = self.visit(node.body), self.visit(node.orelse)
        if then.kind is not otherwise.kind or then.unit != otherwise.unit:
            raise FormulaError(f"“{ast.unparse(node)}”的两个结果类型或单位不同")
        made = x.Choose(test, then.node, otherwise.node, str(then.unit))
        return Typed(made, then.kind, then.unit)

    def _arguments(self, call: ast.Call, least: int, most: int | None = None) -> list[ast.expr]:
        if call.keywords or len(call.args) < least or (most and len(call.args) > most):
            raise FormulaError(f"“{ast.unparse(call)}”的参数个数不对")
        return list(call.args)

    def _extreme(self, call: ast.Call) -> Typed:
        items = [self.of_kind(a, Kind.NUMBER) for a in self._arguments(call, 2)]
        if len({item.unit for item in items}) > 1:
            raise FormulaError(f"“{ast.unparse(call)}”各项单位不同")
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        made = x.Extreme(name, tuple(item.node for item in items), str(items[0].unit))
        return Typed(made, Kind.NUMBER, items[0].unit)

    def _floor(self, call: ast.Call) -> Typed:
        (argument,) = self._arguments(call, 1, 1)
        item = self.of_kind(argument, Kind.NUMBER)
        one = x.Number(Decimal(1), "", "1")
        return Typed(x.Arithmetic("//", item.node, one, str(item.unit)), Kind.NUMBER, item.unit)

    def _steps(self, call: ast.Call) -> Typed:
        items = [self.of_kind(a, Kind.NUMBER) for a in self._arguments(call, 2)]
        if len({item.unit for item in items}) > 1:
            raise FormulaError(f"“{ast.unparse(call)}”各项单位不同")
        thresholds = tuple(item.node for item in items[1:])
        return Typed(x.Steps(items[0].node, thresholds), Kind.NUMBER)

    def _year(self, call: ast.Call) -> Typed:
        (argument,) = self._arguments(call, 1, 1)
        return Typed(x.Year(self.of_kind(argument, Kind.DATE).node), Kind.NUMBER)

    def _date(self, call: ast.Call) -> Typed:
        (argument,) = self._arguments(call, 1, 1)
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            raise FormulaError("date 里应写 '2026-01-31' 这样的日期")
        try:
            return Typed(x.Date(date.fromisoformat(argument.value).isoformat()), Kind.DATE)
        except ValueError as error:
            raise FormulaError(f"没有“{argument.value}”这一天") from error

    def _add_months(self, call: ast.Call) -> Typed:
        item, months = self._arguments(call, 2, 2)
        try:
            count = ast.literal_eval(months)
        except ValueError:
            count = None
        if not isinstance(count, int) or isinstance(count, bool):
            raise FormulaError("add_months 的第二个参数应是整数")
        return Typed(x.AddMonths(self.of_kind(item, Kind.DATE).node, count), Kind.DATE)

    def _within(self, call: ast.Call) -> Typed:
        item, *rest = self._arguments(call, 2)
        names: list[str] = []
        prefixes: list[str] = []
        for argument in rest:
            word = argument.value if isinstance(argument, ast.Constant) else None
            if not isinstance(word, str):
                raise FormulaError("within 里应写行业代码或行业组的名称")
            if word in self.names.industry_sets:
                label, codes = self.names.industry_sets[word]
                names.append(label)
                prefixes += codes
            elif word.isdigit() and 2 <= len(word) <= 4:
                names.append(word)
                prefixes.append(word)
            else:
                raise FormulaError(
                    f"没有行业组“{word}”{nearest(word, list(self.names.industry_sets))}"
                )
        node = self.of_kind(item, Kind.TEXT).node
        return Typed(x.Within(node, tuple(prefixes), "、".join(names)), Kind.TRUTH)

    def _agree(self, call: ast.Call) -> Typed:
        items = tuple(self.truth(a) for a in self._arguments(call, 2))
        return Typed(x.Agree(items), Kind.TRUTH)

    def _sum(self, call: ast.Call) -> Typed:
        (argument,) = self._arguments(call, 1, 1)
        if not self.names.grouped:
            raise FormulaError("sum 只能用在写了 group_by 的政策里")
        item = self.of_kind(argument, Kind.NUMBER)
        return Typed(x.Sum(item.node, str(item.unit)), Kind.NUMBER, item.unit)

    def _count(self, call: ast.Call) -> Typed:
        self._arguments(call, 0, 0)
        if not self.names.grouped:
            raise FormulaError("count 只能用在写了 group_by 的政策里")
        return Typed(x.Count(), Kind.NUMBER)

    def _among(self, argument: ast.expr) -> tuple[str, _Parser]:
        name = argument.value if isinstance(argument, ast.Constant) else None
        if not isinstance(name, str) or name not in self.names.record_types:
            word = ast.unparse(argument)
            known = nearest(word, list(self.names.record_types))
            raise FormulaError(f"没有事项明细“{word}”{known}")
        return name, _Parser(self.names.of(self.names.record_types[name]))

    def _holds(self, call: ast.Call) -> Typed:
        record_type, test = self._arguments(call, 2, 2)
        name, inner = self._among(record_type)
        return Typed(x.Holds(name, inner.truth(test)), Kind.TRUTH)

    def _total(self, call: ast.Call) -> Typed:
        record_type, item = self._arguments(call, 2, 2)
        name, inner = self._among(record_type)
        typed = inner.of_kind(item, Kind.NUMBER)
        return Typed(x.Total(name, typed.node, str(typed.unit)), Kind.NUMBER, typed.unit)


def _check_option(word: str, of: Typed) -> None:
    if of.options and word not in of.options:
        raise FormulaError(f"没有选项“{word}”{nearest(word, list(of.options))}")
