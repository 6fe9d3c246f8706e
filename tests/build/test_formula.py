"""Formula text becomes a checked tree, or is refused with words for its author; nothing runs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dgassist.build.unit import Unit
from dgassist.build.vocabulary import FormulaError, Kind
from dgassist.model import expression as x
from tests.formulas import formula

D = Decimal
P, Q, M, N = x.Fact("p"), x.Fact("q"), x.Fact("m"), x.Fact("n")
FEE = x.Fact("fee", "yuan")
OPENED = x.Fact("opened")
ONE = x.Number(D(1), "", "1")


@pytest.mark.parametrize(
    ("text", "kind", "tree"),
    [
        ("p", Kind.TRUTH, P),
        ("True", Kind.TRUTH, x.Boolean(value=True)),
        ("'red'", Kind.TEXT, x.Text("red")),
        ("opened", Kind.DATE, OPENED),
        ("as_of", Kind.DATE, x.AsOf()),
        ("date('2026-01-31')", Kind.DATE, x.Date("2026-01-31")),
        ("p and q", Kind.TRUTH, x.All((P, Q))),
        ("p or q", Kind.TRUTH, x.Any((P, Q))),
        ("not p", Kind.TRUTH, x.Not(P)),
        ("agree(p, q)", Kind.TRUTH, x.Agree((P, Q))),
        ("m < n", Kind.TRUTH, x.Compare("<", M, N)),
        ("1 <= m != n", Kind.TRUTH, x.All((x.Compare("<=", ONE, M), x.Compare("!=", M, N)))),
        ("colour in ('red',)", Kind.TRUTH, x.Member(x.Fact("colour"), ("red",))),
        ("colour not in ['red']", Kind.TRUTH, x.Not(x.Member(x.Fact("colour"), ("red",)))),
        ("m + n", Kind.NUMBER, x.Arithmetic("+", M, N)),
        ("m // n", Kind.NUMBER, x.Arithmetic("//", M, N)),
        ("fee / m", Kind.NUMBER, x.Arithmetic("/", FEE, M, "yuan")),
        ("floor(m)", Kind.NUMBER, x.Arithmetic("//", M, ONE)),
        ("min(m, n)", Kind.NUMBER, x.Extreme("min", (M, N))),
        ("max(m, n)", Kind.NUMBER, x.Extreme("max", (M, N))),
        ("steps(m, 1)", Kind.NUMBER, x.Steps(M, (ONE,))),
        ("m if p else n", Kind.NUMBER, x.Choose(P, M, N)),
        ("year(opened)", Kind.NUMBER, x.Year(OPENED)),
        ("add_months(opened, -9)", Kind.DATE, x.AddMonths(OPENED, -9)),
        ("within(code, 'making')", Kind.TRUTH, x.Within(x.Fact("code"), ("35", "36"), "制造业")),
        ("within(code, '13')", Kind.TRUTH, x.Within(x.Fact("code"), ("13",), "13")),
        ("holds('act', good)", Kind.TRUTH, x.Holds("act", x.Field("good"))),
        ("total('act', cost)", Kind.NUMBER, x.Total("act", x.Field("cost", "yuan"), "yuan")),
        ("-5", Kind.NUMBER, x.Number(D(-5), "", "-5")),
    ],
)
def test_every_node_of_the_language(text: str, kind: Kind, tree: x.Expression) -> None:
    assert formula(text, kind) == tree


@pytest.mark.parametrize(
    ("text", "kind", "tree"),
    [
        ("when", Kind.DATE, x.When()),
        ("cost", Kind.NUMBER, x.Field("cost", "yuan")),
        ("sum(cost)", Kind.NUMBER, x.Sum(x.Field("cost", "yuan"), "yuan")),
        ("count()", Kind.NUMBER, x.Count()),
        ("holds('act', good)", Kind.TRUTH, x.Holds("act", x.Field("good"))),
    ],
)
def test_nodes_over_records(text: str, kind: Kind, tree: x.Expression) -> None:
    assert formula(text, kind, record=True) == tree


@pytest.mark.parametrize(
    ("text", "value", "unit", "shown"),
    [
        ("10*wan", "100000", "yuan", "10万元"),
        ("1.2*yi", "120000000", "yuan", "1.2亿元"),
        ("50*percent", "0.50", "", "50%"),
        ("0.5*percent", "0.005", "", "0.5%"),
        ("1500*yuan/sqm", "1500", "yuan/sqm", "1,500元/㎡"),
        ("18*sqm", "18", "sqm", "18㎡"),
        ("2*person", "2", "person", "2人"),
        ("12*month", "12", "month", "12月"),
    ],
)
def test_literals_keep_what_the_author_wrote(text: str, value: str, unit: str, shown: str) -> None:
    assert formula(text, Kind.NUMBER) == x.Number(D(value), unit, shown)


def test_decimal_literals_are_exact() -> None:
    for text in ("0.1", "33.3333", "1234567.89", "0.005"):
        node = formula(text, Kind.NUMBER)
        assert isinstance(node, x.Number)
        assert node.value == D(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("50*percent*fee", "yuan"),
        ("1500*yuan/sqm*space", "yuan"),
        ("fee / space", "yuan/sqm"),
        ("fee / staff", "yuan/person"),
        ("min(fee, 10*wan)", "yuan"),
        ("floor(fee)", "yuan"),
        ("fee if p else 0*yuan", "yuan"),
        ("fee / fee", ""),
        ("(space - 10*sqm) // (5*sqm) * (10*wan)", "yuan"),
        ("35*yuan/sqm/month*space*(12*month)", "yuan"),
    ],
)
def test_units_come_out_right(text: str, unit: str) -> None:
    assert formula(text, Kind.NUMBER, unit)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        # outside the language
        ("fee.real", Kind.NUMBER, "不能写“fee.real”"),
        ("(lambda: 1)()", Kind.NUMBER, "不能写"),
        ("[m for m in (1, 2)]", Kind.NUMBER, "不能写"),
        ("m[0]", Kind.NUMBER, "不能写“m[0]”"),
        ("{'a': 1}", Kind.NUMBER, "不能写"),
        ("f'{m}'", Kind.TEXT, "不能写"),
        ("(m := 3)", Kind.NUMBER, "不能写"),
        ("m ** 2", Kind.NUMBER, "不能写“m ** 2”"),
        ("m % 2", Kind.NUMBER, "不能写“m % 2”"),
        ("m | n", Kind.NUMBER, "不能写"),
        ("-m", Kind.NUMBER, "不能写“-m”"),
        ("~m", Kind.NUMBER, "不能写"),
        ("p is True", Kind.TRUTH, "只能用"),
        ("1j", Kind.NUMBER, "不能写"),
        ("b'x'", Kind.TEXT, "不能写"),
        ("None", Kind.TEXT, "不能写"),
        ("min(*[m, n])", Kind.NUMBER, "min"),
        ("min(m, n, key=p)", Kind.NUMBER, "参数个数不对"),
        ("m +", Kind.NUMBER, "写法有误"),
        ("", Kind.NUMBER, "写法有误"),
        ("m; n", Kind.NUMBER, "写法有误"),
        # names
        ("coluor == 'red'", Kind.TRUTH, "您是不是想写：colour"),
        ("minimum(m, n)", Kind.NUMBER, "没有函数“minimum”；您是不是想写：min"),
        ("eval('1')", Kind.NUMBER, "没有函数“eval”"),
        ("__import__('os').system('true')", Kind.NUMBER, "不能写"),
        ("open('x')", Kind.NUMBER, "没有函数“open”"),
        ("cost", Kind.NUMBER, "没有名为“cost”的问题或字段"),
        ("when", Kind.DATE, "事项日期"),
        ("sum(m)", Kind.NUMBER, "group_by"),
        ("count()", Kind.NUMBER, "group_by"),
        ("holds('atc', good)", Kind.TRUTH, "您是不是想写：act"),
        ("holds('act', m2)", Kind.TRUTH, "没有名为“m2”"),
        ("within(code, 'mold')", Kind.TRUTH, "您是不是想写：mould"),
        ("within(code, '3')", Kind.TRUTH, "没有行业组“3”"),
        ("colour == 'rad'", Kind.TRUTH, "没有选项“rad”；您是不是想写：red"),
        ("'rad' == colour", Kind.TRUTH, "没有选项“rad”"),
        ("colour in ('red', 'rad')", Kind.TRUTH, "没有选项“rad”"),
        ("colour in ('red')", Kind.TRUTH, "in 的右边应是"),
        ("colour in (colour,)", Kind.TRUTH, "写明的选项"),
        # kinds
        ("colour == 3", Kind.TRUTH, "选项与数"),
        ("colour > 'red'", Kind.TRUTH, "只能用 == 或 !="),
        ("p > q", Kind.TRUTH, "只能用 == 或 !="),
        ("opened > 2026", Kind.TRUTH, "日期与数"),
        ("opened > '2026-01-01'", Kind.TRUTH, "日期与选项"),
        ("m in ('red',)", Kind.TRUTH, "数"),
        ("opened in ('red',)", Kind.TRUTH, "日期"),
        ("m and p", Kind.TRUTH, "“m”得出的是数，这里应是是非"),
        ("not colour", Kind.TRUTH, "这里应是是非"),
        ("p + 1", Kind.NUMBER, "“p”得出的是是非，这里应是数"),
        ("p", Kind.NUMBER, "得出的是是非，这里应是数"),
        ("1 if m else 2", Kind.NUMBER, "这里应是是非"),
        ("1 if p else 'red'", Kind.NUMBER, "两个结果类型或单位不同"),
        ("year(m)", Kind.NUMBER, "这里应是日期"),
        ("within(m, '13')", Kind.TRUTH, "这里应是选项"),
        # units
        ("fee > 100", Kind.TRUTH, "两边单位不同：元与“无单位”"),
        ("fee >= space", Kind.TRUTH, "两边单位不同：元与㎡"),
        ("space >= 18", Kind.TRUTH, "两边单位不同：㎡与“无单位”"),
        ("staff > 2*wan", Kind.TRUTH, "两边单位不同：人与元"),
        ("fee + 1", Kind.NUMBER, "两边单位不同"),
        ("fee - space", Kind.NUMBER, "两边单位不同：元与㎡"),
        ("min(fee, space)", Kind.NUMBER, "各项单位不同"),
        ("steps(fee, 1)", Kind.NUMBER, "各项单位不同"),
        ("fee if p else m", Kind.NUMBER, "两个结果类型或单位不同"),
        ("space*(1500*yuan/sqm) > 18*sqm", Kind.TRUTH, "元与㎡"),
        # dates
        ("date('2026-02-30')", Kind.DATE, "没有“2026-02-30”这一天"),
        ("date(2026)", Kind.DATE, "日期"),
        ("add_months(opened, m)", Kind.DATE, "整数"),
        ("add_months(opened, '三')", Kind.DATE, "整数"),
        ("add_months(opened, 1.5)", Kind.DATE, "整数"),
        ("add_months(opened, None)", Kind.DATE, "整数"),
        ("add_months(opened, (1, 2))", Kind.DATE, "整数"),
        # counts of arguments
        ("min(m)", Kind.NUMBER, "参数个数不对"),
        ("agree(p)", Kind.TRUTH, "参数个数不对"),
        ("floor(m, n)", Kind.NUMBER, "参数个数不对"),
        ("within(code)", Kind.TRUTH, "参数个数不对"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(text: str, kind: Kind, words: str) -> None:
    with pytest.raises(FormulaError) as refusal:
        formula(text, kind)
    assert words in str(refusal.value)


def test_a_result_of_the_wrong_unit_is_refused() -> None:
    with pytest.raises(FormulaError, match="单位是㎡，这里应是元"):
        formula("space", Kind.NUMBER, "yuan")


def test_nothing_of_a_formula_is_executed(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("print('x')", "[print('x')]", "print('x') or p", "min(print('x'), 1)"):
        with pytest.raises(FormulaError):
            formula(text, Kind.TRUTH)
    assert capsys.readouterr().out == ""


def test_deeply_nested_formulas_are_refused_and_do_not_crash() -> None:
    with pytest.raises(FormulaError):
        formula("(" * 500 + "m" + ")" * 500, Kind.NUMBER)


@pytest.mark.parametrize("unit", ["", "yuan", "yuan/sqm", "yuan/sqm/month", "1/month"])
def test_units_are_written_as_they_are_read(unit: str) -> None:
    assert str(Unit.parse(unit)) == unit


def test_unknown_units_are_refused() -> None:
    with pytest.raises(ValueError, match="usd"):
        Unit.parse("usd/sqm")
