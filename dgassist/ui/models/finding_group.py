"""The words of the groups of findings."""

from __future__ import annotations

from dgassist.plan.group import Group
from dgassist.ui.language import REMINDER, tr


def group_name(group: Group) -> str:
    """What a group is called."""
    return {
        Group.ELIGIBLE: tr("符合"),
        Group.LACKING: tr("还差信息"),
        Group.LEFT_OPEN: tr("由部门认定"),
        Group.NEAR: tr("差一步"),
        Group.INELIGIBLE: tr("不符合"),
        Group.OUT_OF_FORCE: tr("不在有效期"),
    }[group]


def group_words(group: Group) -> str:
    """What it means to be in a group, and what there is to do."""
    return {
        Group.ELIGIBLE: tr("文中写明的条件都满足，按期限准备材料；{reminder}。").format(
            reminder=REMINDER
        ),
        Group.LACKING: tr("待定：您还没填的信息会影响结果，补上就能判断。"),
        Group.LEFT_OPEN: tr("待定：您这边的信息够了，剩下的条件文中没有写明，要问责任部门。"),
        Group.NEAR: tr("现在不符合，差一项自己能改变的条件；还有待定的，一并写明。"),
        Group.INELIGIBLE: tr("至少有一项条件不满足，每项都写明是哪一条。"),
        Group.OUT_OF_FORCE: tr("按基准日，文件还没有施行、已过有效期，或者只是征求意见稿。"),
    }[group]


def nothing_words(group: Group) -> str:
    """What to say where a group is empty."""
    return {
        Group.ELIGIBLE: tr(
            "按现在填的情况，还没有确定符合的事项。\n看看“还差信息”里缺什么，补上就能判断。"
        ),
        Group.LACKING: tr("没有因为缺信息而待定的事项：该填的都填了。"),
        Group.LEFT_OPEN: tr("没有只等部门认定的事项。"),
        Group.NEAR: tr("没有只差一项条件的事项。"),
        Group.INELIGIBLE: tr("没有不符合的事项。"),
        Group.OUT_OF_FORCE: tr("按这个基准日，收录的事项都在有效期内。"),
    }[group]
