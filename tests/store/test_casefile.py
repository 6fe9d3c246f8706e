"""Case files: every fault is told with its place and the cure, and nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dgassist.engine.assessment import assess
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.model.question import AnswerType, DerivedFact, Question
from dgassist.store.casefile import CaseError, answers_from, plain, read_case
from tests.formulas import AS_OF


def refusal(book: PolicyBook, tmp_path: Path, content: str | bytes) -> str:
    file = tmp_path / "case.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with pytest.raises(CaseError) as error:
        read_case(file, book)
    message = str(error.value)
    assert "case.json" in message
    assert "\n" not in message
    assert "Traceback" not in message
    return message


def company(**facts: Any) -> str:
    return json.dumps({"company": facts}, ensure_ascii=False)


def lease(**fields: Any) -> str:
    return json.dumps({"records": {"lease": [{}, fields]}}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        # structure
        ("", "空文件"),
        ("  \n", "空文件"),
        ("不是 JSON", "第1行第1列"),
        ('{"company": {\n"employees": 5,}}', "第2行"),
        ("[]", "最上层应是"),
        ("null", "最上层应是"),
        ('{"company": []}', "company应是"),
        ('{"records": {"lease": {}}}', "records.lease 应是列表"),
        ('{"records": {"lease": [3]}}', "records.lease[0]应是"),
        # keys
        ('{"compnay": {}}', "不认识的键“compnay”，您是不是想写“company”"),
        (company(employes=5), "company 里有不认识的键“employes”，您是不是想写“employees”"),
        ('{"records": {"leases": []}}', "您是不是想写“lease”"),
        (lease(equipmnt="机床"), "records.lease[1] 里有不认识的键“equipmnt”"),
        (lease(equipmnt="机床"), "您是不是想写“equipment”"),
        ('{"overruled": {"size_clas": "large"}}', "您是不是想写“size_class”"),
        ('{"overruled_because": {"size_clas": "并购"}}', "您是不是想写“size_class”"),
        ('{"overruled_because": {"size_class": 3}}', "原因应是文字，不能是3"),
        ('{"company": {"employees": 5, "employees": 6}}', "“employees”写了两次"),
        ('{"company": {}, "company": {}}', "“company”写了两次"),
        # types
        (company(employees="五"), "应是数字，不能是“五”"),
        (company(employees="１２"), "请写 12"),
        (company(annual_revenue="３８６００００"), "请写 3860000"),
        (company(employees=True), "不能是是非值"),
        (company(employees=[5]), "不能是列表"),
        (company(employees={"a": 1}), "不能是一组键值"),
        (lease(production_equipment="是"), "应写 true 或 false，不能是“是”"),
        (lease(production_equipment=1), "应写 true 或 false"),
        (company(company_name=5), "应是文字，不能是5"),
        (company(company_name=" "), "应是文字"),
        (company(founded=2009), "“2026-01-31”这样的日期"),
        # values
        (company(employees=-1), "“从业人员”不能是负数"),
        (lease(financed_amount=-0.01), "records.lease[1].financed_amount：“融资额”不能是负数"),
        (company(founded="2026-02-30"), "“2026-02-30”，没有这一天"),
        (company(founded="2025-02-29"), "没有这一天"),
        (company(founded="2026-1-31"), "这样的日期"),
        (company(founded="20260131"), "这样的日期"),
        (company(founded="1026-01-31"), "太早或太晚"),
        (company(applicant_type="公司"), "没有选项“公司”，可选：enterprise（企业）"),
        (company(town="长安"), "您是不是想写“长安镇”"),
        (company(industry="9999"), "2至4位代码"),
        (company(industry="三五"), "2至4位代码"),
        (company(uscc="914403001922038217"), "校验码对不上"),
        (company(uscc="91440300192203821"), "应是18位，现在是17位"),
        # numbers JSON does not have, and numbers nobody has
        ('{"company": {"employees": NaN}}', "应是数字"),
        ('{"company": {"annual_revenue": Infinity}}', "应是数字"),
        ('{"company": {"annual_revenue": -Infinity}}', "应是数字"),
        ('{"company": {"annual_revenue": 1e999999}}', "annual_revenue"),
        ('{"company": {"annual_revenue": 1e400}}', "annual_revenue"),
        ('{"company": {"annual_revenue": 1%s}}' % ("0" * 40), "annual_revenue"),
        ('{"company": {"annual_revenue": 1%s}}' % ("0" * 6000), ""),
        # depth, encoding
        ("[" * 100_000, ""),
        ('{"company": ' + "[" * 5000 + "]" * 5000 + "}", ""),
        (company(company_name="甲").encode("gb18030"), "UTF-8"),
        (b"\xff\xfe" + "{}".encode("utf-16-le"), "UTF-8"),
    ],
)  # fmt: skip
def test_each_fault_is_one_sentence_that_names_the_place(
    book: PolicyBook, tmp_path: Path, content: str | bytes, words: str
) -> None:
    assert words in refusal(book, tmp_path, content)


@pytest.mark.parametrize("day", ["2026/01/31", "２０２６-01-31", "31.01.2026", "2026年1月3日"])
def test_a_date_in_another_shape_is_not_called_impossible(
    book: PolicyBook, tmp_path: Path, day: str
) -> None:
    message = refusal(book, tmp_path, company(founded=day))
    assert "这样的日期" in message
    assert "没有这一天" not in message


def test_a_missing_file_or_a_folder(book: PolicyBook, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="找不到文件"):
        read_case(tmp_path / "none.json", book)
    with pytest.raises(CaseError, match="打不开文件"):
        read_case(tmp_path, book)


def test_what_is_accepted(book: PolicyBook, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    content = {
        "company": {"employees": 420, "annual_revenue": 386000000.55, "founded": "2009-05-18",
                    "town": " 长安镇 ", "industry": "3525", "rd_spend": None},
        "records": {"lease": [], "booth": None, "merger_interest": [{"year": 2026}]},
        "overruled": {"size_class": "large"},
    }  # fmt: skip
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(content, ensure_ascii=False).encode())
    answers = read_case(file, book)
    assert answers == Answers(
        {
            "employees": Decimal(420),
            "annual_revenue": Decimal("386000000.55"),
            "founded": date(2009, 5, 18),
            "town": "长安镇",
            "industry": "3525",
        },
        {"lease": (), "merger_interest": ({"year": Decimal(2026)},)},
        {"size_class": "large"},
    )


# --- Out and in again -----------------------------------------------------------------------

_AMOUNTS = st.decimals(0, 10**11, places=2)
_REAL_CODE = "914403001922038216"


def answer_to(book: PolicyBook, question: Question | DerivedFact) -> st.SearchStrategy[Any]:
    """Any possible answer to a question."""
    if question.options:
        return st.sampled_from([o.id for o in question.options])
    match question.type:
        case AnswerType.BOOLEAN:
            return st.booleans()
        case AnswerType.DATE:
            return st.dates(date(1900, 1, 1), date(2100, 12, 31))
        case AnswerType.YEAR:
            return st.integers(1900, 2100).map(Decimal)
        case AnswerType.TOWN:
            return st.sampled_from([t.name for t in book.towns])
        case AnswerType.INDUSTRY:
            return st.sampled_from([i.code for i in book.industries])
        case AnswerType.USCC:
            return st.just(_REAL_CODE)
        case AnswerType.TEXT:
            return st.text(min_size=1, max_size=8).map(str.strip).filter(bool)
    maximum = getattr(question, "maximum", None)
    return _AMOUNTS if maximum is None else st.decimals(0, maximum, places=2)


def test_written_and_read_again_nothing_has_changed(book: PolicyBook) -> None:
    def some(questions: Iterable[Question | DerivedFact]) -> st.SearchStrategy[dict[str, Any]]:
        answers = {q.id: answer_to(book, q) for q in questions}
        return st.fixed_dictionaries({}, optional=answers)

    lists = {r.id: st.lists(some(r.fields), max_size=2).map(tuple) for r in book.record_types}
    records = st.sampled_from(list(lists)).flatmap(
        lambda id_: st.fixed_dictionaries({id_: lists[id_]})
    )

    @given(st.builds(Answers, some(book.question.values()), records))
    def check(answers: Answers) -> None:
        assert answers_from(plain(answers), book) == answers
        text = json.dumps(plain(answers), ensure_ascii=False)
        assert answers_from(json.loads(text, parse_float=Decimal), book) == answers

    check()


@pytest.mark.parametrize("amount", ["0.1", "386000000.55", "99999999999.99", "0.07", "3.5"])
def test_cents_survive(book: PolicyBook, amount: str) -> None:
    answers = Answers({"annual_revenue": Decimal(amount)})
    assert answers_from(plain(answers), book) == answers


def test_facts_set_by_hand_survive(book: PolicyBook) -> None:
    answers = Answers({}, {}, {"size_class": "small", "above_scale": True})
    assert answers_from(plain(answers), book) == answers
    explained = answers.with_overruled("size_class", "small", "上年并入了一家")
    assert answers_from(plain(explained), book) == explained
    assert plain(explained)["overruled_because"] == {"size_class": "上年并入了一家"}
    assert "overruled_because" not in plain(answers)


def test_a_reason_for_what_was_not_set_by_hand_is_let_go(book: PolicyBook) -> None:
    content = {"overruled_because": {"size_class": "上年并入了一家"}}
    assert answers_from(content, book) == Answers()


def test_the_largest_accepted_numbers_are_assessed_without_trouble(book: PolicyBook) -> None:
    """Whatever a case file may say, the engine must be able to add and multiply."""
    facts = {"applicant_type": "enterprise", "beizeng_status": "yes", "beizeng_since": "2025-01-01"}
    for amount in (10**9, 10**12, 10**15, 10**18):
        numbers = {
            f.id: amount
            for f in book.record_type["booth"].fields
            if f.type in (AnswerType.MONEY, AnswerType.NUMBER)
        }
        try:
            answers = answers_from(
                {
                    "company": {**facts, "annual_revenue": amount, "rd_spend": 1},
                    "records": {"booth": [{"date": "2026-05-01", **numbers}]},
                },
                book,
            )
        except CaseError:
            continue
        assert assess(book, answers, AS_OF).findings
