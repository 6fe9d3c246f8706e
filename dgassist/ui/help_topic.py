"""What the help says: what the program is and is not, how it is used, where the data are."""

from __future__ import annotations

from typing import NamedTuple

from dgassist.model.policybook import PolicyBook
from dgassist.report import phrase
from dgassist.ui.language import REMINDER, tr

ABOUT, HOW, TERMS, KEYS, DATES, FOLDER, LICENCES = (
    "about", "how", "terms", "keys", "dates", "folder", "licences",
)  # fmt: skip


def topics() -> dict[str, str]:
    """The topics in order, with their headings."""
    return {
        ABOUT: tr("这是什么、不是什么"),
        HOW: tr("怎么用"),
        TERMS: tr("名词解释"),
        KEYS: tr("键盘"),
        DATES: tr("政策数据和日期"),
        FOLDER: tr("资料放在哪里、怎么备份"),
        LICENCES: tr("关于与许可"),
    }


class Passage(NamedTuple):
    """A heading with paragraphs; a numbered one is a list of steps."""

    heading: str
    paragraphs: tuple[str, ...]
    numbered: bool = False


def about(book: PolicyBook) -> tuple[Passage, ...]:
    """What the program is, what it is not, and what it cannot know."""
    return (
        Passage(
            tr("这是什么"),
            (
                tr(
                    "帮东莞的企业、协会、机构看看能申请哪些市级支持：您填情况，程序拿 {n} 个"
                    "政策事项一条一条对照，说明符合、不符合还是待定，为什么，要交什么材料。"
                ).format(n=len(book.measures)),
                tr("每一个条件和金额都引了文件里的原话，点一下就能看到它在哪一条。"),
                tr("程序不联网，填的内容只存在这台电脑上。"),
            ),
        ),
        Passage(
            tr("这不是什么"),
            (
                tr("不是申报系统：在这里填好了，不等于已经申报。"),
                tr("不是政府的答复：条件、金额、材料都{reminder}。").format(reminder=REMINDER),
                tr("“最高”“不超过”是上限，不是承诺，所以和确定金额分开算。"),
                tr("不打分、不排名：哪个条件满足、哪个不满足，一条一条写清楚。"),
            ),
        ),
        Passage(
            tr("程序不知道的"),
            (
                tr(
                    "只收了“政策数据和日期”里列出的 {n} 份文件。国家、省里、镇街的政策和市里"
                    "别的文件没有收。"
                ).format(n=len(book.documents)),
                tr("哪些企业在倍增企业库、哪些展会在“粤贸全球”名单里，名单不在程序里，要您来答。"),
                tr("{words}；收到正式通知的，程序才会写出日期。").format(words=phrase.NO_WINDOW),
                tr("文件没有写清楚的条件，程序不猜，写“需向部门确认”，并说明问谁。"),
                phrase.EXCLUSIONS,
            ),
        ),
    )


def how() -> tuple[Passage, ...]:
    """Three steps for an owner; what a desk needs besides."""
    return (
        Passage(
            tr("自己公司用：三步"),
            (
                tr("填写情况。一次问一题，每题都写了为什么问；不清楚的可以跳过，回头再补。"),
                tr("核对答案。看看有没有填错、对不上的；程序推算出来的，不对可以手工改。"),
                tr("看结果。先看“符合”的，再看还差一两项信息的；需要的打印清单，照着准备材料。"),
            ),
            numbered=True,
        ),
        Passage(
            tr("窗口、园区给企业办：另外要知道的"),
            (
                tr("“整页填写”把问题都放在一页上，用 Tab 和 Enter 就能填完，表格能从 Excel 粘贴。"),
                tr("办完一家按 F9“下一位”，屏幕马上清空，上一家的内容已经存好。"),
                tr("“企业”里可以按名称、代码、镇街、拼音首字母查找，可以写备注、归档、导出。"),
                tr("要离开座位，可以在“设置”里让屏幕过一会儿自动遮住。"),
            ),
        ),
        Passage(
            tr("填的时候"),
            (
                tr("每填一项马上保存，不用点“保存”，关掉再打开还在原来的地方。"),
                tr("金额按万元填，写“1.2亿”“5000元”也认得。"),
                tr("字下面有点线的是名词，指着它，或按 Tab 选中再按 Enter，就有解释。"),
                tr("改了“基准日”，看到的是那一天适用的政策；平时就是今天。"),
            ),
        ),
    )


def backup() -> tuple[Passage, ...]:
    """How the user's data are kept safe, and how they are moved or deleted."""
    return (
        Passage(
            tr("怎么备份"),
            (
                tr("程序自己会备份：最近的每天留一份，更早的每周、每月留一份，放在同一个文件夹里。"),
                tr("填错了、文件坏了：点“设置”里的“备份与恢复”，选一个时间，就回到那时的样子。"),
                tr("电脑可能会坏，备份和资料在同一台电脑上：隔一阵子把整个文件夹抄到U盘上。"),
            ),
        ),
        Passage(
            tr("换电脑、交给别人"),
            (
                tr("一家企业：在企业列表里“导出”成一个文件，到另一台电脑上“导入”。"),
                tr("全部企业：先关掉程序，再把整个文件夹抄到新电脑的同一个位置。"),
                tr("删除一家企业，备份里的它也一并删掉；已经导出、打印、抄走的，请您自己处理。"),
            ),
        ),
    )  # fmt: skip
