"""Make the two bundled fonts: ``python packaging/fonts.py``.

Takes Noto Sans SC Regular and Bold from the npm package
``@expo-google-fonts/noto-sans-sc`` and keeps the characters that policy texts,
company names and the program itself may need: GBK, 通用规范汉字表, and whatever
occurs in ``resources/documents``.  Hinting is dropped, and the outlines are drawn
with fewer points on the grid of 256 units that SimSun and SimHei use: no printer or
screen shows the difference (at most 0.01 mm in body text), and a printed page, which
carries the outlines of some 400 characters, is a third smaller.  Writes
``resources/fonts/NotoSansSC-{Regular,Bold}.ttf`` and their licence, OFL.txt.

Run it by hand when a source text needs a character that the fonts lack; the
results are committed.  It needs fonttools (in the development lock), npm, and
Debian's package ``unicode-data`` for the list of 通用规范汉字表.

The subsets stay under the SIL Open Font License.  Its reserved font name is
"Source", so they may go on being called "Noto Sans SC".
"""

import bz2
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.misc.roundTools import otRound
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates

PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
RESOURCES = Path(__file__).resolve().parent.parent / "resources"

# Ranges beside the hanzi: Latin, punctuation, arrows, numbers, boxes, full width.
SYMBOL_RANGES = (
    range(0x0020, 0x0180),
    range(0x2000, 0x2070),
    range(0x20A0, 0x20C0),
    range(0x2100, 0x2400),
    range(0x2460, 0x2800),
    range(0x3000, 0x3040),
    range(0x3200, 0x3400),
    range(0xFE30, 0xFE50),
    range(0xFF00, 0xFFF0),
)
MUST_HAVE = "东莞市企业政策〔2026〕第一号《办法》，。；：“”—…·①②㎡%‰№￥×÷±≤≥≠→□■○●√𬭚"


def gbk_characters() -> set[int]:
    """Return the code points of GBK, which contains GB2312 and its symbols."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    return {ord(char) for pair in pairs for char in pair.decode("gbk", errors="ignore")}


def standard_characters() -> set[int]:
    """Return the 8,105 code points of 通用规范汉字表 (Unihan's kTGH)."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines if "\tkTGH\t" in line)
        return {int(row[0].removeprefix("U+"), 16) for row in rows}


def document_characters() -> set[int]:
    """Return every code point of the bundled source texts."""
    texts = (path for path in (RESOURCES / "documents").rglob("*") if path.is_file())
    return {ord(char) for path in texts for char in path.read_text("utf-8", errors="ignore")}


def wanted_characters() -> set[int]:
    """Return all code points that the fonts should draw."""
    symbols = {code for block in SYMBOL_RANGES for code in block}
    return symbols | gbk_characters() | standard_characters() | document_characters()


UNITS = 256
DRIFT = 2.5
"""How far a curve may leave its place, in thousandths of an em."""

Point = tuple[int, int, bool]  # x, y, on the curve


def redraw(font: TTFont) -> None:
    """Draw every glyph with as few points as its shape needs, on a grid of ``UNITS``."""
    glyphs, shapes = font.getGlyphSet(), font["glyf"]
    drawn: dict[str, Glyph] = {}
    for name in font.getGlyphOrder():
        if shapes[name].numberOfContours:
            whole = DecomposingRecordingPen(glyphs)  # no glyph is built from others: easy to embed
            glyphs[name].draw(whole)
            outline = TTGlyphPen(None)
            cubic = Cu2QuPen(outline, DRIFT, reverse_direction=False)
            whole.replay(Qu2CuPen(cubic, DRIFT, all_cubic=True))
            drawn[name] = outline.glyph(dropImpliedOnCurves=True)
    for name, glyph in drawn.items():
        shapes[name] = glyph
    scale_upem(font, UNITS)
    for name in drawn:
        thin_out(shapes[name])


def thin_out(glyph: Glyph) -> None:
    """Leave out the points that the grid has made needless."""
    points = [
        (otRound(x), otRound(y), bool(flag & 1))
        for (x, y), flag in zip(glyph.coordinates, glyph.flags, strict=True)
    ]
    kept: list[Point] = []
    ends, start = [], 0
    for end in glyph.endPtsOfContours:
        contour = points[start : end + 1]
        start = end + 1
        i = 0
        while i < len(contour) > 2:
            before, point, after = contour[i - 1], contour[i], contour[(i + 1) % len(contour)]
            if is_needless(before, point, after):
                del contour[i]
                i = max(i - 1, 0)
            else:
                i += 1
        if len(contour) > 2:
            kept += contour
            ends.append(len(kept) - 1)
    glyph.coordinates = GlyphCoordinates([(x, y) for x, y, _ in kept])
    glyph.flags = bytearray(on for _, _, on in kept)
    glyph.endPtsOfContours = ends
    glyph.numberOfContours = len(ends)


def is_needless(before: Point, point: Point, after: Point) -> bool:
    """Whether the outline stays in place, to half a unit, without a point."""
    (ax, ay, a_on), (x, y, on), (bx, by, b_on) = before, point, after
    if not on and (x, y) in ((ax, ay), (bx, by)):
        return True  # a curve without a bend
    if on and not a_on and not b_on:
        return abs(2 * x - ax - bx) <= 1 and abs(2 * y - ay - by) <= 1  # TrueType implies it
    if not (a_on and b_on):
        return False
    across = abs((x - ax) * (by - ay) - (y - ay) * (bx - ax))
    along = (x - ax) * (bx - x) + (y - ay) * (by - y)
    if on:
        return across == 0 and along >= 0
    return bool(across <= 0.5 * max(1.0, math.hypot(bx - ax, by - ay)))


def make_subset(source: Path, target: Path, wanted: set[int]) -> None:
    """Write to ``target`` the part of ``source`` that draws ``wanted``."""
    # Time stamps are left as they are, so that a second run gives the same bytes.
    options = subset.Options(hinting=False, recalc_timestamp=False, notdef_outline=True)
    font = TTFont(source, recalcTimestamp=False)
    missing = sorted(document_characters() - set(font.getBestCmap()))
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    drawn = set(font.getBestCmap())
    if lost := [char for char in MUST_HAVE if ord(char) not in drawn]:
        sys.exit(f"{target.name} lacks {''.join(lost)}")
    redraw(font)
    font.save(target)
    absent = " ".join(f"U+{code:04X}" for code in missing if chr(code).isprintable())
    print(f"{target.name}: {len(drawn)} characters, {target.stat().st_size / 1e6:.2f} MB")
    print(f"  in the documents, but not in the font: {absent or 'none'}")


def main() -> None:
    """Fetch the package, then write both fonts and their licence."""
    npm = shutil.which("npm")
    if npm is None or not UNIHAN.exists():
        sys.exit(f"npm and {UNIHAN} (Debian package unicode-data) are needed")
    wanted = wanted_characters()
    fonts = RESOURCES / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=work, check=True)
        shutil.unpack_archive(next(work.glob("*.tgz")), work)
        package = work / "package"
        for weight, name in WEIGHTS.items():
            source = package / name / f"NotoSansSC_{name}.ttf"
            make_subset(source, fonts / f"NotoSansSC-{weight}.ttf", wanted)
        (fonts / "OFL.txt").write_bytes((package / "LICENSE_FONT").read_bytes())


if __name__ == "__main__":
    main()
