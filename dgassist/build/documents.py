"""Split the bundled documents into clauses, and find quotes in them.

The functions are pure and take text; reading the YAML beside a document is not their business.

    python -m dgassist.build.documents SOURCE.txt resources/documents/ID.yaml

compares a bundled document with the raw file that it was cleaned from.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dgassist.model.provenance import Clause, DocumentPart, Numbering, Passage

_NUMERAL = "[一二三四五六七八九十]+"
_CHAPTER = re.compile(rf"(?P<numeral>{_NUMERAL})、(?P<heading>[^。]+)")
_ITEM = re.compile(rf"[（(](?P<numeral>{_NUMERAL})[）)](?P<heading>[^。]+)")


@dataclass(frozen=True, slots=True)
class _Opening:
    """What the first line of a clause says about it."""

    part: DocumentPart
    label: str
    heading: str
    chapter: str = ""


def squeeze(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def locate(quote: str, clause_text: str) -> tuple[tuple[int, int], ...]:
    """Every occurrence of a quote as (start, stop) in the clause text, white space ignored.

    A quote is sound where this gives exactly one place.
    """
    wanted = squeeze(quote)
    if not wanted:
        return ()
    positions = [index for index, character in enumerate(clause_text) if not character.isspace()]
    found = re.finditer(f"(?={re.escape(wanted)})", squeeze(clause_text))
    return tuple(
        (positions[match.start()], positions[match.start() + len(wanted) - 1] + 1)
        for match in found
    )


def split_clauses(text: str, parts: Sequence[DocumentPart]) -> tuple[Clause, ...]:
    """The clauses of a document in order; joined by line ends they are the text again.

    A line opens a clause where it begins with a number that its part counts by, or with the
    opening words of a passage. A chapter heading is a clause of its own when items follow it.
    Lines of a table of contents (they hold a tab) open nothing.
    """
    lines = text.strip("\n").split("\n")
    passages = _find_passages(lines, parts)
    if 0 not in passages:
        raise ValueError("the first line of the document opens no passage")
    clauses: list[tuple[_Opening, list[str]]] = []
    chapter = ""
    for index, line in enumerate(lines):
        if index in passages:
            opening: _Opening | None = _open_passage(*passages[index])
            chapter = ""
        elif "\t" in line:
            opening = None
        else:
            opening = _open_numbered(line, clauses[-1][0].part, chapter)
            if opening and not opening.chapter:
                chapter = line.partition("。")[0]
        if opening:
            clauses.append((opening, [line]))
        else:
            clauses[-1][1].append(line)
    return tuple(
        Clause(
            id=f"{opening.part.document_id} {opening.label}",
            document_id=opening.part.document_id,
            part_id=opening.part.id,
            label=opening.label,
            heading=opening.heading,
            chapter=opening.chapter,
            text="\n".join(own_lines),
            order=order,
        )
        for order, (opening, own_lines) in enumerate(clauses)
    )


def remove_exceptions(squeezed: str, exceptions: Iterable[tuple[str, str, int]]) -> str:
    """Take out of a squeezed source what a document lists as exceptions.

    Each is (removed, within, times): the words go wherever they stand within the others, and
    they must do so exactly that often.
    """
    for removed, within, times in exceptions:
        found = squeezed.count(within)
        if found != times:
            raise ValueError(f"{within!r} stands {found} times in the source, not {times}")
        squeezed = squeezed.replace(within, within.replace(removed, ""))
    return squeezed


def fingerprint(text: str) -> str:
    """SHA-256 of the squeezed text."""
    return sha256(squeeze(text).encode("utf-8")).hexdigest()


def _find_passages(
    lines: Sequence[str], parts: Sequence[DocumentPart]
) -> dict[int, tuple[DocumentPart, Passage]]:
    """The line on which each passage opens; each must open on exactly one."""
    places: dict[int, tuple[DocumentPart, Passage]] = {}
    for part in parts:
        for passage in part.passages:
            found = [
                index
                for index, line in enumerate(lines)
                if line.startswith(passage.opening) and "\t" not in line
            ]
            if len(found) != 1:
                raise ValueError(
                    f"{passage.opening!r} of {part.document_id} {part.label} "
                    f"opens {len(found)} lines instead of one"
                )
            places[found[0]] = part, passage
    return places


def _open_passage(part: DocumentPart, passage: Passage) -> _Opening:
    if passage.name:
        return _Opening(part, f"{part.label} {passage.name}", passage.name)
    return _Opening(part, part.label, part.title)


def _open_numbered(line: str, part: DocumentPart, chapter: str) -> _Opening | None:
    """The numbered clause that a line opens, if it does."""
    if part.numbering is Numbering.NONE:
        return None
    if match := _CHAPTER.match(line):
        return _Opening(part, f"{part.label} {match['numeral']}", match["heading"])
    if match := _ITEM.match(line):
        above = f" {chapter.partition('、')[0]}" if part.numbering is Numbering.NESTED else ""
        label = f"{part.label}{above}（{match['numeral']}）"
        return _Opening(part, label, match["heading"], chapter)
    return None


def _compare(source: Path, record: Path) -> bool:
    """Whether a raw file, the bundled text and the fingerprint beside it are one; says so."""
    from ruamel.yaml import YAML  # noqa: PLC0415 (only this command reads YAML)

    document = YAML(typ="safe").load(record)
    exceptions = [
        (entry["removed"], entry["within"], entry["times"]) for entry in document["exceptions"]
    ]
    raw = remove_exceptions(squeeze(source.read_text(encoding="utf-8")), exceptions)
    clean = squeeze(record.with_suffix(".txt").read_text(encoding="utf-8"))
    same = raw == clean and fingerprint(raw) == document["source_sha256"]
    print(f"{document['id']}: source {len(raw)}, clean {len(clean)} characters")
    print(f"sha256 {fingerprint(raw)}: {'equal' if same else 'DIFFERENT'}")
    return same


if __name__ == "__main__":
    sys.exit(0 if _compare(Path(sys.argv[1]), Path(sys.argv[2])) else 1)
