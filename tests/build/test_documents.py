from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dgassist.build.documents import (
    fingerprint,
    locate,
    remove_exceptions,
    split_clauses,
    squeeze,
)
from dgassist.model.provenance import (
    Citation,
    Clause,
    DocumentPart,
    DocumentStatus,
    Numbering,
    Passage,
    RelationKind,
)

DOCUMENTS = Path(__file__).parents[2] / "resources" / "documents"
IDS = ("df_2024_1", "dsj_2024_83", "df_2026_1", "draft_2023", "dfb_2016_111")
NUMERALS = [
    tens + ones for tens in ("", "十", "二十", "三十") for ones in ("", *"一二三四五六七八九")
][1:]


def read_text(document_id: str) -> str:
    return (DOCUMENTS / f"{document_id}.txt").read_text(encoding="utf-8")


def read_record(document_id: str) -> dict[str, Any]:
    record: dict[str, Any] = YAML(typ="safe").load(DOCUMENTS / f"{document_id}.yaml")
    return record


def read_parts(document_id: str) -> tuple[DocumentPart, ...]:
    parts = []
    for entry in read_record(document_id)["parts"]:
        fields: dict[str, Any] = dict(entry, document_id=document_id)
        fields["numbering"] = Numbering(entry["numbering"])
        fields["passages"] = tuple(Passage(**passage) for passage in entry["passages"])
        if entry["valid_from"]:
            fields["valid_from"] = date.fromisoformat(entry["valid_from"])
        if entry["validity"]:
            clause_id = f"{document_id} {entry['validity']['clause']}"
            fields["validity"] = Citation(clause_id, entry["validity"]["quote"])
        parts.append(DocumentPart(**fields))
    return tuple(parts)


def read_clauses(document_id: str) -> dict[str, Clause]:
    clauses = split_clauses(read_text(document_id), read_parts(document_id))
    return {clause.label: clause for clause in clauses}


CLAUSES = {document_id: read_clauses(document_id) for document_id in IDS}


@pytest.mark.parametrize("document_id", IDS)
class TestEveryDocument:
    def test_equals_its_source_once_white_space_is_removed(self, document_id: str) -> None:
        assert fingerprint(read_text(document_id)) == read_record(document_id)["source_sha256"]

    def test_holds_no_white_space_but_ends_of_paragraphs(self, document_id: str) -> None:
        text = read_text(document_id).replace("HK Tech 300", "")
        table_of_contents = [line for line in text.split("\n") if "\t" in line]
        assert all(line.split("\t")[1].isdecimal() for line in table_of_contents)
        assert squeeze(text) == text.replace("\n", "").replace("\t", "")
        assert "\n\n" not in text

    def test_no_paragraph_is_broken_off(self, document_id: str) -> None:
        for line in read_text(document_id).splitlines():
            if "。" in line:
                assert line[-1] in "。；：）)〕", line

    def test_clauses_partition_the_text(self, document_id: str) -> None:
        text = read_text(document_id)
        clauses = split_clauses(text, read_parts(document_id))
        assert "\n".join(clause.text for clause in clauses) + "\n" == text
        assert [clause.order for clause in clauses] == list(range(len(clauses)))

    def test_addresses_are_unique(self, document_id: str) -> None:
        clauses = split_clauses(read_text(document_id), read_parts(document_id))
        assert len({clause.id for clause in clauses}) == len(clauses)

    def test_its_own_quotes_occur_once_in_their_clauses(self, document_id: str) -> None:
        record = read_record(document_id)
        quotes = [*record["relations"], *record["source_faults"]]
        quotes += [part["validity"] for part in record["parts"] if part["validity"]]
        quotes += [record["period"]] if record["period"] else []
        for entry in quotes:
            clause = CLAUSES[document_id][entry["clause"]]
            assert len(locate(entry["quote"], clause.text)) == 1, entry

    def test_closing_sentences_stand_where_validity_does(self, document_id: str) -> None:
        for part in read_parts(document_id):
            sentences = (part.interpreter_quote, part.guide_quote, part.stacking_quote)
            for sentence in filter(None, sentences):
                assert part.validity is not None
                closing = CLAUSES[document_id][f"{part.label} 附则"]
                assert closing.id == part.validity.clause_id
                assert len(locate(sentence, closing.text)) == 1
            if part.interpreter:
                assert part.interpreter_quote == f"本措施由{part.interpreter}负责解释。"

    def test_words_of_the_record_are_known(self, document_id: str) -> None:
        record = read_record(document_id)
        DocumentStatus(record["status"])
        date.fromisoformat(record["issued"])
        assert record["source_url"] is None or record["source_url"] in read_text(document_id)
        for relation in record["relations"]:
            RelationKind(relation["kind"])


@pytest.mark.parametrize(
    ("document_id", "pattern", "count"),
    [
        ("df_2024_1", "正文（{}）", 25),
        ("df_2024_1", "附件1（{}）", 23),
        ("df_2024_1", "附件2 {}", 9),
        ("df_2024_1", "附件3 {}", 10),
        ("df_2024_1", "附件4 {}", 10),
        ("df_2024_1", "附件4 二（{}）", 2),
        ("df_2024_1", "附件5 {}", 10),
        ("dsj_2024_83", "正文 一（{}）", 3),
        ("dsj_2024_83", "正文 二（{}）", 7),
        ("dsj_2024_83", "正文 三（{}）", 2),
        ("dsj_2024_83", "附件1 {}", 8),
        ("dsj_2024_83", "附件1 七（{}）", 6),
        ("dsj_2024_83", "附件1 八（{}）", 5),
        ("df_2026_1", "正文（{}）", 13),
        ("draft_2023", "正文（{}）", 31),
        ("dfb_2016_111", "正文 {}", 5),
        ("dfb_2016_111", "正文 一（{}）", 3),
        ("dfb_2016_111", "正文 二（{}）", 2),
        ("dfb_2016_111", "正文 三（{}）", 4),
        ("dfb_2016_111", "正文 四（{}）", 6),
        ("dfb_2016_111", "正文 五（{}）", 6),
    ],
)
def test_numbered_clauses_are_complete_and_in_order(
    document_id: str, pattern: str, count: int
) -> None:
    labels = list(CLAUSES[document_id])
    expected = [pattern.format(numeral) for numeral in NUMERALS]
    assert [label for label in labels if label in expected] == expected[:count]


@pytest.mark.parametrize(
    ("document_id", "labels"),
    [
        ("df_2024_1", "正文 发文|正文 序言|正文 结语|正文 附件清单|正文 版记|附件5 附则"),
        ("dsj_2024_83", "正文 发文|正文 序言|正文 附件清单|附件1 序言|附件2|正文 版记"),
        ("df_2026_1", "正文 发文|正文 序言"),
        ("draft_2023", "正文 出处|正文 发文|正文 序言"),
        ("dfb_2016_111", "正文 出处|正文 发文|正文 目录|正文 前言"),
    ],
)
def test_passages_without_numbers_are_clauses(document_id: str, labels: str) -> None:
    assert set(labels.split("|")) <= set(CLAUSES[document_id])


@pytest.mark.parametrize(
    ("document_id", "count"), list(zip(IDS, (117, 48, 19, 44, 30), strict=True))
)
def test_number_of_clauses(document_id: str, count: int) -> None:
    assert len(CLAUSES[document_id]) == count


QUOTES_2024 = [
    ("正文（三）", "对潮玩企业与大流量媒体平台、品牌策划机构等合作的，给予最高100万元奖励"),
    ("正文（六）", "对企业采用直接融资租赁方式购买生产设备的给予贴息支持"),
    ("正文（十）", "资助比例和资助限额在基准标准基础上可上浮5%"),
    ("正文（十）", "对入选国家工信部智能制造示范工厂和优秀场景的给予奖励"),
    ("正文（十三）", "产业创新中心等的给予最高500万元奖励"),
    ("正文（十四）", "根据其研发进度分阶段给予最高3000万元奖励"),
    ("正文（十四）", "通过仿制药一致性评价或等同通过一致性评价的，每个品种给予最高200万元奖励"),
    ("正文（十五）", "市镇联动给予不超过3年租金补贴"),
    ("附件1（一）", "各级财政资金资助总额不超过项目总投资的50%"),
    ("附件1（四）", "按合同采购额给予不超过50%的补贴"),
    ("附件1（六）", "每年贴息总额最高150万元，2年合计最高贴息300万元"),
    ("附件1（七）", "每年最高贴息150万元且不超过企业实际发生利息"),
    ("附件1（十）", "对倍增企业面向中小微企业的新增采购按交易额1%给予每年最高300万元奖励"),
    ("附件1（十二）", "地块所在地级别基准地价的70%执行"),
    ("附件1（十八）", "给予每人每年最高5万元补贴"),
    ("附件1（十九）", "（以上从高不重复享受市级奖补政策）"),
    ("附件1（二十）", "根据评价结果分档对企业核心团队给予最高200万元的奖励"),
    ("附件1 附则", "按照就高、从优、不重复享受的原则执行"),
    ("附件2 一", "最高额度分别为1000万元和500万元"),
    ("附件2 四", "助推企业发展壮大。〔责任单位：市科学技术局、市财政局"),
    ("附件2 九", "立项的，市财政按1:0.5—1:1比例给予配套资助"),
    ("附件2 九", "“HK Tech 300”计划"),
    ("附件3 四", "对当年新上规，并于次年实现营业收入正增长的服务业企业，给予最高5万元奖励"),
    ("附件3 七", "（工业设计研究院）的，给予最高100万元奖励"),
    ("附件3 八", "国家级检验检测平台按照省财政资金1:3予以资助，原则上不超过3000万元"),
    ("附件4 二（一）", "每个展会组展奖励最高20万元"),
    ("附件4 二（二）", "每平方米最高支持35元/月，全年支持总额不超过50万元"),
    ("附件4 三", "每个展会支持金额最高不超过300万元"),
    ("附件4 四", "每个单位支持不超过2名工作人员"),
    ("附件4 九", "（“普惠平台类”项目除外）"),
    ("附件4 九", "支持外贸企业投保国内贸易信用保险"),
    ("附件5 一", "向每家卓越绩效管理优秀单位给予5万元资助"),
    ("附件5 四", "面向企业发放1000万元检测服务券"),
    ("附件5 九", "对每个通过市级“先进标准+认证”的“东莞优品”给予10万元资助"),
    ("附件5 十", "对相关资质、荣誉获评企业最高给予1亿元信贷支持"),
]
QUOTES_83 = [
    ("正文 一（三）", "在本年度确定20个“东莞优品”产品类别目录"),
    ("正文 二（六）", "有效期为3年，企业应在证书有效期届满3个月前，申请证书复审"),
    ("正文 二（六）", "且3年内不再受理其认定申请"),
    (
        "正文 三（一）",
        "发挥财政资金的激励引导作用，原则上对获评的“东莞优品”给予一次性资助不超过5万元",
    ),
    ("附件1 七（六）", "向社会公示5个工作日无异议后"),
    ("附件1 八（一）", "1.企业自主申请取消“东莞优品”资格；"),
    ("附件1 八（五）", "市市场监管局原则上对获评的“东莞优品”给予一次性资助不超过5万元"),
    ("附件2", "市科协：组织开展对“东莞优品”申报企业的材料评审和现场评审"),
]
QUOTES_ELSEWHERE = [
    ("df_2026_1", "正文（十）", "促进中小企业标准实施达标率超过99%"),
    ("draft_2023", "正文（三十）", "探索设立东莞市质量提升发展基金"),
    ("dfb_2016_111", "正文 前言", "规划期为2016~2025年"),
    ("dfb_2016_111", "正文 三（一）", "行驶安全系统的相关设备与技术"),
]


@pytest.mark.parametrize(
    ("document_id", "label", "quote"),
    [("df_2024_1", *entry) for entry in QUOTES_2024]
    + [("dsj_2024_83", *entry) for entry in QUOTES_83]
    + QUOTES_ELSEWHERE,
)
def test_quote_stands_in_exactly_its_clause(document_id: str, label: str, quote: str) -> None:
    found = [clause for clause in CLAUSES[document_id].values() if locate(quote, clause.text)]
    assert [clause.label for clause in found] == [label]
    ((start, stop),) = locate(quote, found[0].text)
    assert found[0].text[start:stop] == quote


def test_clause_knows_its_place() -> None:
    clause = CLAUSES["df_2024_1"]["附件4 二（一）"]
    assert clause.id == "df_2024_1 附件4 二（一）"
    assert clause.part_id == "annex_4"
    assert clause.heading == "支持境外参展"
    assert clause.chapter == "二、支持企业境内外参展抓订单"
    assert CLAUSES["df_2024_1"]["附件1（七）"].chapter == "三、加力推进倍增企业金融赋能"
    assert CLAUSES["df_2024_1"]["附件3 四"].heading == "支持企业上规发展"
    assert CLAUSES["df_2024_1"]["附件3 四"].chapter == ""


def test_only_bare_chapter_headings_are_headings() -> None:
    annex_4 = [clause for label, clause in CLAUSES["df_2024_1"].items() if "附件4" in label]
    assert [clause.label for clause in annex_4 if clause.is_heading] == ["附件4 二"]
    guide = [clause for clause in CLAUSES["dsj_2024_83"].values() if clause.part_id == "annex_1"]
    headings = [clause.label for clause in guide if clause.is_heading]
    assert headings == ["附件1 六", "附件1 七", "附件1 八"]


def test_paragraphs_of_a_clause() -> None:
    first, *items = CLAUSES["dsj_2024_83"]["附件1 八（一）"].paragraphs
    assert first.startswith("（一）健全退出机制。")
    assert [item[:2] for item in items] == ["1.", "2.", "3."]


def test_annexes_are_valid_for_three_years_and_the_body_states_no_end() -> None:
    body, *annexes = read_parts("df_2024_1")
    assert len(annexes) == 5
    for annex in annexes:
        assert annex.last_day == date(2027, 1, 16)
        assert annex.safe_last_day == date(2027, 1, 15)
    assert (body.last_day, body.safe_last_day) == (None, None)


def test_term_from_a_leap_day_ends_with_february() -> None:
    part = DocumentPart(
        "body", "d", "正文", "", Numbering.NONE, valid_from=date(2024, 2, 29), term_years=3
    )
    assert part.last_day == date(2027, 2, 28)


def test_stacking_sentence_stands_in_annexes_one_to_four_only() -> None:
    parts = read_parts("df_2024_1")
    assert [part.label for part in parts if part.stacking_quote] == [
        "附件1",
        "附件2",
        "附件3",
        "附件4",
    ]
    assert [part.label for part in parts if part.guide_quote] == ["附件1", "附件3"]


def test_83_states_its_limits_in_the_plan_and_again_in_the_guide() -> None:
    quote = "同一家企业共资助不超过2个产品（且同一个类别资助不超过1个产品）"
    clauses = CLAUSES["dsj_2024_83"].values()
    found = [clause.label for clause in clauses if locate(quote, clause.text)]
    assert found == ["正文 三（一）", "附件1 八（五）"]


def test_locate_ignores_white_space_on_both_sides() -> None:
    assert locate("100万元", "最高 100 万\n元奖励") == ((3, 10),)
    assert locate("1 0 0", "100和100") == ((0, 3), (4, 7))
    assert locate("10.", "100") == ()
    assert locate(" ", "100") == ()


def test_locate_counts_places_that_overlap() -> None:
    assert locate("——", "———") == ((0, 2), (1, 3))


def test_exceptions_are_taken_out_only_where_they_were_seen() -> None:
    assert remove_exceptions("-附件：一-二", [("-", "-附件", 1)]) == "附件：一-二"
    with pytest.raises(ValueError, match="2 times"):
        remove_exceptions("##", [("#", "#", 1)])


def test_passage_that_opens_no_line_is_refused() -> None:
    part = DocumentPart("body", "d", "正文", "", Numbering.NONE, (Passage("序言", "开头"),))
    with pytest.raises(ValueError, match="opens 0 lines"):
        split_clauses("别的\n", (part,))


def test_text_before_the_first_passage_is_refused() -> None:
    part = DocumentPart("body", "d", "正文", "", Numbering.NONE, (Passage("序言", "开头"),))
    with pytest.raises(ValueError, match="first line"):
        split_clauses("别的\n开头\n", (part,))
