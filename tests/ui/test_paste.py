"""What is copied from a spreadsheet, and the records it stands for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dgassist.case import Case
from dgassist.model.answers import Record
from dgassist.model.policybook import PolicyBook
from dgassist.ui.paste import MOST_ROWS, YUAN, PasteError, read_pasted
from dgassist.ui.paste_heading import columns_under
from dgassist.ui.tabular import a_year_on, last_year, table_text, whole_sum, year_sums


def lines(*rows: str) -> str:
    return "\r\n".join(rows) + "\r\n"


def test_columns_are_known_by_their_heading(book: PolicyBook) -> None:
    pasted = read_pasted(
        lines(
            "序号\t开展日期\t展会 名称\t展会\t特装布展费（元）\t展位费\t“粤贸全球”线下展",
            "1\t2026/5/1\t\t甲展\t90,000\t1.5\t√",
        ),
        book.record_type["booth"],
        book,
    )
    assert pasted.records() == (
        {
            "exhibition": "甲展",
            "date": date(2026, 5, 1),
            "build_cost": Decimal(90_000),
            "booth_fee": Decimal(15_000),
            "yuemao_global": True,
        },
    )
    assert pasted.stray_columns == ("序号", "展会 名称")
    assert not pasted.bad_cells


def test_without_a_heading_columns_are_in_the_order_of_the_table(book: PolicyBook) -> None:
    text = lines("甲展\t2026年5月1日\t是\t×\t36㎡\t9\t68000元")
    pasted = read_pasted(text, book.record_type["booth"], book)
    assert pasted.records() == (
        {
            "exhibition": "甲展",
            "date": date(2026, 5, 1),
            "yuemao_global": True,
            "special_booth": False,
            "area": Decimal(36),
            "build_cost": Decimal(90_000),
            "booth_fee": Decimal(68_000),
        },
    )
    assert pasted.bare_money
    in_yuan = read_pasted(text, book.record_type["booth"], book, YUAN)
    assert in_yuan.records()[0]["build_cost"] == Decimal(9)
    assert in_yuan.records()[0]["booth_fee"] == Decimal(68_000)


@pytest.mark.parametrize(
    "spelling",
    [
        "2026-05-01", "2026/5/1", "2026.5.1", "20260501", "2026年5月1日", "２０２６年５月１日",
        "2026-05-01 00:00:00", "2026/5/1 0:00", "2026年5月1日星期五", "26年5月1日", "46143",
        "二〇二六年五月一日", "1-May-2026", "May 1, 2026",
    ],
)  # fmt: skip
def test_dates_are_read_in_many_spellings(book: PolicyBook, spelling: str) -> None:
    pasted = read_pasted(f"甲展\t{spelling}", book.record_type["booth"], book)
    assert pasted.records() == ({"exhibition": "甲展", "date": date(2026, 5, 1)},)


@pytest.mark.parametrize("spelling", ["2026-05", "5/1/26", "五月", "2026-02-30", "12345"])
def test_a_date_that_is_not_sure_is_refused(book: PolicyBook, spelling: str) -> None:
    pasted = read_pasted(f"甲展\t{spelling}", book.record_type["booth"], book)
    assert pasted.records() == ()
    assert pasted.bad_cells[0].column == "开展日期"


def test_bad_cells_are_named_and_good_rows_go_on(book: PolicyBook) -> None:
    pasted = read_pasted(
        lines("展会\t开展日期\t展位面积", "甲展\t2026-05-01\t很大", "", "乙展\t2026-06-01\t40"),
        book.record_type["booth"],
        book,
    )
    assert [r["exhibition"] for r in pasted.records()] == ["乙展"]
    assert [str(c) for c in pasted.bad_cells] == ["第2行“展位面积”：“很大”里没有数字，请只填数字"]
    assert pasted.records(with_bad=True)[0] == {"exhibition": "甲展", "date": date(2026, 5, 1)}


def test_options_are_known_by_their_words(book: PolicyBook) -> None:
    titles = book.record_type["title"]
    whole = read_pasted("高新技术企业\t2025-11-28", titles, book)
    assert whole.records()[0]["kind"] == "high_tech"
    part = read_pasted('国家级专精特新"小巨人"\t2025-11-28', titles, book)
    assert part.records()[0]["kind"] == "little_giant"
    several = read_pasted("专精特新\t2025-11-28", titles, book)
    assert "请写全" in several.bad_cells[0].problem
    none = read_pasted("火星企业\t2025-11-28", titles, book)
    assert "没有“火星企业”" in none.bad_cells[0].problem


def test_what_is_empty_stays_unknown(book: PolicyBook) -> None:
    pasted = read_pasted("甲展\t-\t\t不清楚\t—\t0\t", book.record_type["booth"], book)
    assert pasted.records() == ({"exhibition": "甲展", "build_cost": Decimal(0)},)


def test_there_is_a_limit(book: PolicyBook) -> None:
    text = lines("展会", *(f"展{n}" for n in range(MOST_ROWS + 7)))
    pasted = read_pasted(text, book.record_type["booth"], book)
    assert len(pasted.records()) == MOST_ROWS
    assert pasted.left_out == 7


@pytest.mark.parametrize("text", ["", " \t\r\n", "展会\t开展日期", "x" * 1_000_001])
def test_what_can_be_no_rows_is_said(book: PolicyBook, text: str) -> None:
    with pytest.raises(PasteError):
        read_pasted(text, book.record_type["booth"], book)


def test_quotes_and_line_breaks_of_a_spreadsheet(book: PolicyBook) -> None:
    booth = book.record_type["booth"]
    quoted = read_pasted('"甲\n展"\t2026-05-01\r\n"他说""好""展"\t', booth, book)
    assert [r["exhibition"] for r in quoted.records()] == ["甲 展", '他说"好"展']
    single = read_pasted('12" 屏展\t2026-05-01', booth, book)
    assert single.records()[0]["exhibition"] == '12" 屏展'


def test_what_is_copied_comes_back_the_same(demo: Case) -> None:
    for key, records in demo.answers.records.items():
        if records:
            record_type = demo.book.record_type[key]
            text = table_text(record_type, records, demo.book)
            assert read_pasted(text, record_type, demo.book).records() == tuple(records)


def test_no_text_becomes_a_formula(demo: Case) -> None:
    booth = demo.book.record_type["booth"]
    text = table_text(booth, ({"exhibition": "=1+1"},), demo.book)
    assert "\n'=1+1\t" in text
    assert read_pasted(text, booth, demo.book).records() == ({"exhibition": "=1+1"},)


def test_sums_by_year_say_what_is_lacking(demo: Case) -> None:
    booth = demo.book.record_type["booth"]
    records: tuple[Record, ...] = (
        *demo.answers.records["booth"],
        {"date": date(2025, 3, 1), "build_cost": Decimal(5)},
        {"exhibition": "丁展"},
    )
    years = year_sums(booth, records)
    assert [(y.year, y.count) for y in years] == [(2026, 3), (2025, 1), (None, 1)]
    assert years[1].sums == ((Decimal(5), 0), (Decimal(0), 1))
    assert whole_sum(booth, records).sums[0] == (Decimal(390_005), 1)


def test_a_year_on_moves_every_date_and_nothing_else(demo: Case) -> None:
    title = demo.book.record_type["title"]
    record: Record = {
        "kind": "high_tech",
        "date": date(2024, 2, 29),
        "valid_until": date(2027, 2, 28),
    }
    later = {"kind": "high_tech", "date": date(2025, 2, 28), "valid_until": date(2028, 2, 28)}
    assert a_year_on(title, record) == later
    premium = demo.book.record_type["credit_insurance"]
    paid = {"year": Decimal(2025), "premium": Decimal(2025)}
    assert a_year_on(premium, paid) == {"year": Decimal(2026), "premium": Decimal(2025)}
    assert last_year(premium, (paid, {"year": Decimal(2026)}), date(2026, 11, 21)) == 2025
    assert last_year(premium, ({"year": Decimal(2026)}, {}), date(2026, 11, 21)) is None


def test_a_heading_in_other_words_is_known(book: PolicyBook) -> None:
    pasted = read_pasted(
        lines("展会名称\t日期\t面积\t展位费\t备注", "甲展\t2026-05-01\t36\t1.5\t满意"),
        book.record_type["booth"],
        book,
    )
    assert pasted.has_heading
    assert pasted.stray_columns == ("备注",)
    assert pasted.records() == (
        {
            "exhibition": "甲展",
            "date": date(2026, 5, 1),
            "area": Decimal(36),
            "booth_fee": Decimal(15_000),
        },
    )


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("名称\t日期\t地点\t备注\t联系人", {"exhibition", "date"}),
        ("展会\t日期\t展位", {"exhibition", "date"}),  # three fields are about a 展位
        ("展会\t展会地点\t面积", {"exhibition", "area"}),
        ("开展日期\t日期\t展会名称", {"date", "exhibition"}),
    ],
)
def test_what_could_mean_two_fields_means_none(
    book: PolicyBook, heading: str, known: set[str]
) -> None:
    found = columns_under(heading.split("\t"), book.record_type["booth"])
    assert found is not None
    assert {column.field.id for column in found if column} == known


@pytest.mark.parametrize("row", ["展会名称\t2026-05-01\t面积", "展会\t日期\t36\t9\t8\t7", "甲\t乙"])
def test_a_row_of_figures_or_other_words_is_no_heading(book: PolicyBook, row: str) -> None:
    assert columns_under(row.split("\t"), book.record_type["booth"]) is None


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("展会\t展位费（元）\n甲\t9", 9),
        ("展会\t展位费/元\n甲\t9", 9),
        ("展会\t展位费（含税，万元）\n甲\t68000", 680_000_000),
        ("展会\t展位费\n甲\t9\n乙\t8000元", 9),  # the column says 元 in another row
        ("展会\t展位费\n甲\t9", 90_000),
        ("展会\t展位费\n甲\t68,000", 68_000),
        ("展会\t展位费\n甲\t10000", 100_000_000),
    ],
)
def test_the_unit_is_that_of_the_column_or_a_likely_one(
    book: PolicyBook, text: str, fee: int
) -> None:
    pasted = read_pasted(text, book.record_type["booth"], book)
    assert pasted.records()[0]["booth_fee"] == Decimal(fee)
    assert pasted.is_yuan_likely == ("68,000" in text)


def test_columns_stand_in_the_order_of_the_form(book: PolicyBook) -> None:
    for record_type in book.record_types:
        text = table_text(record_type, (), book).strip()
        labels = [words.split("（")[0] for words in text.split("\t")]
        assert labels == [field.label.split("（")[0] for field in record_type.fields]


def test_one_amount_in_wan_does_not_make_millions_of_the_others(demo: Case) -> None:
    booth = demo.book.record_type["booth"]
    text = "展会名称\t展位费\n甲展\t3.2万\n乙展\t20000\n丙展\t15,000"
    fees = [r["booth_fee"] for r in read_pasted(text, booth, demo.book).records()]
    assert fees == [Decimal(32_000), Decimal(20_000), Decimal(15_000)]
