"""A tiny made-up policy base, so that build and engine are tested apart from the real rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dgassist.build.compiler import Compilation, compile_book
from dgassist.model.answers import Answers
from dgassist.model.policybook import PolicyBook
from dgassist.store.casefile import answers_from

LAW = """\
虚构市政府文件
一、支持展位。对面积18平方米及以上的展位，按实际费用的50%给予支持，同一展会不超过10万元。
二、支持培训。对企业给予5万元资助。另行通知，另行通知。
三、附则。本办法自印发之日起施行，有效期三年。
"""

_FILES = {
    "book.yaml": "data_date: '2026-11-21'\n",
    "documents/law.txt": LAW,
    "documents/law.yaml": """\
id: law
number: 虚府〔2024〕1号
title: 虚构市支持办法
short_title: 支持办法
issuer: 虚构市政府
issued: '2024-01-16'
status: in_force
status_reason: 有效期内。
source_url: null
period: null
parts:
  - id: body
    label: 正文
    title: 支持办法
    numbering: continuous
    passages:
      - {name: 序言, opening: 虚构市政府文件}
    valid_from: '2024-01-16'
    term_years: 3
    validity: {clause: 正文 三, quote: 有效期三年}
    interpreter: 市展会局
relations: []
source_faults: []
""",
    "reference/industries.yaml": """\
basis: external
sections:
  - code: C
    name: 制造业
    divisions: [{code: '35', name: 专用设备}, {code: '36', name: 汽车}]
classes: [{code: '3525', name: 模具制造, aliases: [模具]}]
sets:
  - {id: mould, label: 模具, prefixes: ['3525']}
  - {id: making, label: 制造业, prefixes: ['35', '36']}
""",
    "reference/towns.yaml": "towns: [{name: 莞城街道, kind: 街道}, {name: 长安镇, kind: 镇}]\n",
    "reference/departments.yaml": "departments: [{name: 市展会局}, {name: 市培训局}]\n",
    "reference/holidays.yaml": """\
years:
  - year: 2026
    notice: 虚构通知
    source: 虚构日报
    holidays: [{name: 国庆节, from: 2026-10-01, to: 2026-10-07}]
    workdays: [2026-10-10]
""",
    "questions/basics.yaml": """\
section: basics
label: 基本情况
order: 1
questions:
  - id: applicant_type
    type: choice
    label: 申请单位类型
    options: [{id: enterprise, label: 企业}, {id: association, label: 协会}]
  - {id: company_name, type: text, label: 单位名称}
  - {id: uscc, type: uscc, label: 统一社会信用代码}
  - {id: town, type: town, label: 镇街}
  - {id: industry, type: industry, label: 行业}
  - {id: founded, type: date, label: 成立日期}
  - {id: member, type: boolean, label: 会员}
  - {id: member_since, type: date, label: 入会日期, ask_if: member}
  - {id: employees, type: number, unit: person, label: 从业人员, minimum: 0}
  - {id: revenue, type: money, label: 营业收入, minimum: 0}
  - {id: spend, type: money, label: 研发费用, minimum: 0}
  - {id: share, type: percent, label: 持股比例, minimum: 0, maximum: 100}
""",
    "questions/derived.yaml": """\
derived:
  - id: intensity
    type: percent
    label: 研发强度
    value: spend / revenue
    citations: [{basis: external, source: 虚构标准}]
  - id: size
    label: 规模
    cases:
      - {when: employees >= 100*person, then: "'big'"}
      - {otherwise: "'little'"}
    options: [{id: big, label: 大}, {id: little, label: 小}]
    citations: [{basis: external, source: 虚构标准}]
  - id: member_at_act
    label: 办事时是会员
    value: member and when >= member_since
    citations: [{basis: external, source: 虚构标准}]
  - id: member_now
    label: 现在是会员
    value: member and as_of >= member_since
    citations: [{basis: external, source: 虚构标准}]
  - id: member_both
    label: 会员
    value: agree(member_at_act, member_now)
    citations: [{basis: external, source: 虚构标准}]
""",
    "questions/records/booth.yaml": """\
id: booth
label: 展位
text: 参加过哪些展会？
when: date
name: exhibition
fields:
  - {id: exhibition, type: text, label: 展会}
  - {id: date, type: date, label: 日期}
  - id: kind
    type: choice
    label: 展位种类
    options: [{id: special, label: 特装}, {id: plain, label: 标准}]
  - {id: area, type: number, unit: sqm, label: 面积, minimum: 0}
  - {id: cost, type: money, label: 费用, minimum: 0}
  - {id: received, type: boolean, label: 领过}
""",
    "questions/records/purchase.yaml": """\
id: purchase
label: 采购
text: 采购了什么？
when: year
fields:
  - {id: year, type: year, label: 年份}
  - {id: amount, type: money, label: 采购额, minimum: 0}
""",
    "questions/records/received_support.yaml": """\
id: received_support
label: 已领取的支持
text: 领过什么？
when: year
fields:
  - {id: measure, type: text, label: 事项}
  - {id: year, type: year, label: 年份}
  - {id: amount, type: money, label: 金额, minimum: 0}
""",
    "measures/law/one.yaml": """\
document: law
measures:
  - id: booth_support
    title: 展位支持
    summary: 展位费用补一半。
    clause: 正文 一
    applicants: [enterprise]
    per: {record: booth}
    criteria:
      - label: 面积18平方米及以上
        test: area >= 18*sqm
        citation: {quote: 面积18平方米及以上}
    benefit:
      form: cash
      firmness: exact
      payee: company
      amount: 50*percent*cost
      caps:
        - {per: [exhibition], amount: 10*wan, citation: {quote: 同一展会不超过10万元}}
      citation: {quote: 按实际费用的50%给予支持}
    departments: [市展会局]
    materials:
      - {name: 营业执照, basis: usual_practice}
    examples:
      - name: 20平方米
        company: {applicant_type: enterprise}
        records: {booth: [{exhibition: 甲展, date: 2026-05-01, area: 20, cost: 9万}]}
        expect: {finding: eligible, amount: 4.5万}
""",
}


class Resources:
    """The files of the made-up policy base."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in _FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> Path:
        """Write one file; give its path."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace words that stand once in a file; give the line they stood on."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def compile(self) -> Compilation:
        """What the build makes of the files."""
        return compile_book(self.folder, whole=False)

    def problems(self) -> list[str]:
        """The problems of a build, one line each."""
        return [str(problem) for problem in self.compile().problems]

    def book(
        self, *measures: dict[str, Any], relations: tuple[dict[str, Any], ...] = ()
    ) -> PolicyBook:
        """The book with these measures alone; that they have no examples is the one thing amiss."""
        self.write("measures/law/one.yaml", _json({"document": "law", "measures": measures}))
        if relations:
            self.write("measures/relations/all.yaml", _json({"relations": relations}))
        compilation = self.compile()
        amiss = [str(p) for p in compilation.problems if p.code != "no-examples"]
        assert not amiss, "\n".join(amiss)
        return compilation.book


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)  # JSON is YAML


CITED = {"quote": "按实际费用的50%给予支持"}


def condition(test: str, **more: Any) -> dict[str, Any]:
    """A condition labelled with its own formula."""
    return {"label": test, "test": test, "citation": CITED, **more}


def left_open(label: str = "符合条件") -> dict[str, Any]:
    """A condition that the text does not define."""
    return {"label": label, "left_to": "guide", "note": "文中没写。", "citation": CITED}


def cap(**more: Any) -> dict[str, Any]:
    """A limit."""
    return {"citation": CITED, **more}


def measure(
    id_: str, *conditions: dict[str, Any], per: str | dict[str, Any] = "", **benefit: Any
) -> dict[str, Any]:
    """A measure as its YAML file holds it; ``benefit`` overrides an exact award of 5万."""
    made: dict[str, Any] = {
        "id": id_,
        "title": id_,
        "summary": id_,
        "clause": "正文 一",
        "applicants": ["enterprise"],
        "criteria": list(conditions),
        "benefit": {
            "form": "cash",
            "firmness": "exact",
            "amount": "5*wan",
            "citation": CITED,
            **benefit,
        },
        "departments": ["市展会局"],
    }
    if per:
        made["per"] = {"record": per} if isinstance(per, str) else per
    return made


def told(book: PolicyBook, company: dict[str, Any] | None = None, **records: Any) -> Answers:
    """Answers as a case file would give them; an enterprise unless told otherwise."""
    facts = {"applicant_type": "enterprise", **(company or {})}
    return answers_from({"company": facts, "records": records}, book)
