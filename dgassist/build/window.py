"""Read the application windows of each year."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from pathlib import Path

from dgassist.build.problem import Problems
from dgassist.build.reading import Node, nearest, read_yaml
from dgassist.model.window import Stage, Window, WindowSource

_NO_DAY: tuple[date, time | None] = (date.min, None)


def read_windows(
    folder: Path, measure_ids: Collection[str], problems: Problems
) -> tuple[Window, ...]:
    """Every window of a folder, in the order of years."""
    windows: dict[tuple[int, str], Window] = {}
    for file in sorted(folder.glob("*.yaml")):
        if (top := read_yaml(file, problems)) is None:
            continue
        for node in top.items("windows"):
            window = _window(node)
            if window.measure_id not in measure_ids:
                hint = nearest(window.measure_id, sorted(measure_ids))
                node.problem("unknown-measure", f"没有政策事项“{window.measure_id}”{hint}")
            key = (window.year, window.measure_id)
            if key in windows:
                node.problem(
                    "duplicate-window",
                    f"“{window.measure_id}”{window.year}年的申报时间写了两次，"
                    "请合成一项，分批的写成几个 stages",
                )
            windows[key] = window
        top.close()
    return tuple(windows[key] for key in sorted(windows))


def _window(node: Node) -> Window:
    source = node.need("source")
    stages = tuple(_stage(s) for s in node.items("stages"))
    if not stages:
        node.problem("missing-stages", "申报时间要写 stages，至少一个阶段")
    exhausted, first = node.day("exhausted"), min((s.opens for s in stages), default=date.min)
    if exhausted and exhausted < first:
        node.problem("bad-window", f"资金用完的日子{exhausted}早于开始受理的{first}")
    return Window(
        measure_id=node.text("measure"),
        year=node.integer("year"),
        stages=stages,
        source=_source(source) if source else WindowSource("", date.min),
        moved_from=node.day("moved_from"),
        exhausted=exhausted,
        note=node.text("note", ""),
    )


def _stage(node: Node) -> Stage:
    opens, opens_at = _moment(node.need("opens"))
    closes, closes_at = _moment(node.need("closes"))
    ends = (closes, closes_at or time.max)
    if closes != date.min and ends < (opens, opens_at or time.min):
        node.problem("bad-window", "截止时间早于开始时间，请核对")
    return Stage(node.text("name"), opens, closes, opens_at, closes_at)


def _moment(node: Node | None) -> tuple[date, time | None]:
    complaint = "不是 2026-05-31 或 2026-05-31 17:30 这样的日期；到24:00的只写日期"
    return node.convert(_day_and_hour, complaint, _NO_DAY) if node else _NO_DAY


def _day_and_hour(text: str) -> tuple[date, time | None]:
    day, _, hour = text.partition(" ")
    return (
        date.fromisoformat(day),
        datetime.strptime(hour, "%H:%M").time() if hour else None,  # noqa: DTZ007 - an hour alone
    )


def _source(node: Node) -> WindowSource:
    node.need("date")
    return WindowSource(
        title=node.text("title"),
        issued=node.day("date") or date.min,
        number=node.text("number", ""),
        url=node.text("url", ""),
    )
