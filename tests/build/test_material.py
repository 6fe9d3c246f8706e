"""The list of papers is read strictly, and every wording of the measures stands in it."""

from __future__ import annotations

import pytest

from tests.tiny import Resources

FILE = "reference/materials.yaml"
GOOD = """\
basis: usual_practice
note: 通常做法。
groups:
  - label: 证照
    form: copy
    stamp: yes
    papers:
      - {id: licence, name: 营业执照, issuer: 登记机关, from: [company_name, booth]}
"""


@pytest.fixture
def papers(tiny: Resources) -> Resources:
    """A base whose one measure asks for the one paper in the list."""
    tiny.write(FILE, GOOD)
    return tiny


def codes(resources: Resources) -> set[str]:
    return {p.code for p in resources.compile().problems}


def test_a_material_knows_its_paper(papers: Resources) -> None:
    compilation = papers.compile()
    assert compilation.problems == ()
    (measure,) = [m for m in compilation.book.measures if m.materials]
    paper = compilation.book.paper[measure.materials[0].paper]
    assert (paper.group, paper.stamp, paper.issuer) == ("证照", True, "登记机关")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("name: 营业执照", "name: 许可证", "unknown-material"),
        ("basis: usual_practice", "basis: external", "no-basis"),
        ("[company_name, booth]", "[company_nam]", "unknown-question"),
        ("form: copy", "form: fax", "unknown-value"),
        ("from:", "form_:", "unknown-key"),
        ("papers:\n", "papers:\n      - {id: licence, name: 别的}\n", "duplicate-id"),
        ("papers:\n", "papers:\n      - {id: other, name: 别的}\n", "unused-material"),
        (
            "papers:\n",
            "papers:\n      - {id: other, name: 别的, wordings: [营业执照]}\n",
            "duplicate-wording",
        ),
    ],
)
def test_what_is_wrong_is_refused(papers: Resources, old: str, new: str, code: str) -> None:
    assert old in GOOD
    papers.write(FILE, GOOD.replace(old, new, 1))
    assert code in codes(papers)
