"""The parts of a Word file that are always the same: styles, fonts, lists, settings."""

from __future__ import annotations

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_NAMES = {
    "styles": "styles",
    "fontTable": "fontTable",
    "numbering": "numbering",
    "settings": "settings",
    "header1": "header",
    "footer1": "footer",
}

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in _NAMES.items()
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)


def _relation(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'


def _relations(*items: str) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(items)}</Relationships>'
    )


PACKAGE_RELATIONS = _relations(
    _relation("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
    _relation("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)


def document_relations(pictures: int) -> str:
    """What the document refers to; its pictures are numbered from 1."""
    parts = (
        _relation(f"rId{i}", f"{_OFFICE}/{kind}", f"{part}.xml")
        for i, (part, kind) in enumerate(_NAMES.items(), start=1)
    )
    shown = (
        _relation(f"rIdPicture{i}", f"{_OFFICE}/image", f"media/{i}.png")
        for i in range(1, pictures + 1)
    )
    return _relations(*parts, *shown)


def _font(name: str, other: str, family: str) -> str:
    """A font under its Chinese name; where that is not known, the other name is."""
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
    )


FONTS = (
    f"{_HEAD}<w:fonts {_MAIN}>{_font('宋体', 'SimSun', 'roman')}"
    f"{_font('微软雅黑', 'Microsoft YaHei', 'swiss')}</w:fonts>"
)
SETTINGS = (
    f'{_HEAD}<w:settings {_MAIN}><w:zoom w:percent="100"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
NUMBERING = (
    f'{_HEAD}<w:numbering {_MAIN}><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="284" w:hanging="227"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def _faces(name: str, latin: str) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{name}" w:cs="{latin}"/>'


_SONG, _HEI = _faces("宋体", "Times New Roman"), _faces("微软雅黑", "Arial")


def _style(style: str, name: str, paragraph: str, run: str, base: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _space(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


_BLUE, _GREY = '<w:color w:val="1F4E79"/>', '<w:color w:val="56626C"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"  # a heading stays with what it heads
_UNDER = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="BCC6CE"/></w:pBdr>'
_SIDE = '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="BCC6CE"/></w:pBdr>'
_BOX = "".join(
    f'<w:{edge} w:val="single" w:sz="6" w:space="4" w:color="1F4E79"/>'
    for edge in ("top", "left", "bottom", "right")
)
_RIGHT = '<w:tabs><w:tab w:val="right" w:pos="9978"/></w:tabs>'

STYLES = (
    f"{_HEAD}<w:styles {_MAIN}><w:docDefaults><w:rPrDefault><w:rPr>{_SONG}{_size(10)}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    f"<w:qFormat/><w:pPr>{_space(40, 40)}</w:pPr></w:style>"
    + "".join(
        (
            _style(
                "Heading1",
                "heading 1",
                f'{_KEEP}{_space(0, 80, 300)}<w:outlineLvl w:val="0"/>',
                f"{_HEI}<w:b/>{_BLUE}{_size(17)}",
            ),
            _style(
                "Heading2",
                "heading 2",
                f'{_KEEP}{_UNDER}{_space(160, 60)}<w:outlineLvl w:val="1"/>',
                f"{_HEI}<w:b/>{_BLUE}{_size(11)}",
            ),
            _style("Quiet", "莞企 次要", _space(20, 20), _GREY),
            _style("Small", "莞企 小字", _space(0, 0, 264), f"{_GREY}{_size(8.5)}"),
            _style("Gap", "莞企 间隔", _space(0, 0, 120), _size(4)),
            _style("Cell", "莞企 表格", _space(0, 0, 264), _size(9.5)),
            _style("CellLabel", "莞企 栏目", _space(0, 0, 264), f"{_GREY}{_size(9.5)}"),
            _style("Tick", "莞企 勾选", f'{_space(0, 0)}<w:ind w:left="284" w:hanging="284"/>', ""),
            _style(
                "TableHead",
                "莞企 表头",
                f"<w:keepNext/>{_space(0, 0)}",
                f"{_HEI}{_GREY}{_size(8.5)}",
            ),
            _style("Figure", "莞企 数字", _space(0, 0, 264), f"{_HEI}<w:b/>{_size(13)}"),
            _style(
                "Notice",
                "莞企 提示",
                f"<w:pBdr>{_BOX}</w:pBdr>{_space(120, 120)}",
                f"{_HEI}<w:b/>{_size(9)}",
            ),
            _style(
                "Quote", "Quote", f'{_SIDE}{_space(0, 80, 264)}<w:ind w:left="170"/>', _size(8.5)
            ),
            _style(
                "ListBullet",
                "List Bullet",
                '<w:numPr><w:numId w:val="1"/></w:numPr>' + _space(20, 20),
                "",
            ),
            _style(
                "Header", "header", f"{_UNDER}{_RIGHT}{_space(0, 0)}", f"{_HEI}{_GREY}{_size(8.5)}"
            ),
            _style("Footer", "footer", f"{_RIGHT}{_space(0, 0, 240)}", f"{_GREY}{_size(8)}"),
        )
    )
    + "</w:styles>"
)
