"""Make the two bundled fonts: ``python packaging/fonts.py``.

Takes Noto Sans SC Regular and Bold from the npm package
``@expo-google-fonts/noto-sans-sc`` and keeps the characters that policy texts,
company names and the program itself may need: GBK, 通用规范汉字表, and whatever
occurs in ``resources/documents``.  Hinting is dropped.  Writes
``resources/fonts/NotoSansSC-{Regular,Bold}.ttf`` and their licence, OFL.txt.

Run it by hand when a source text needs a character that the fonts lack; the
results are committed.  It needs fonttools (in the development lock), npm, and
Debian's package ``unicode-data`` for the list of 通用规范汉字表.

The subsets stay under the SIL Open Font License.  Its reserved font name is
"Source", so they may go on being called "Noto Sans SC".
"""

import bz2
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

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
