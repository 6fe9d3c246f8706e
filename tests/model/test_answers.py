"""Answers are never changed in place, and taking one back leaves all others."""

from decimal import Decimal

from dgassist.model.answers import Answers


def test_one_answer_changed_keeps_all_others() -> None:
    first = Answers({"a": True, "b": "x"}, {"booth": ({"area": Decimal(1)},)}, {"size": "big"})
    second = first.with_fact("b", "y").with_records("lease", ()).with_overruled("size", None)
    assert first == Answers(
        {"a": True, "b": "x"}, {"booth": ({"area": Decimal(1)},)}, {"size": "big"}
    )
    assert second == Answers({"a": True, "b": "y"}, {"booth": ({"area": Decimal(1)},), "lease": ()})


def test_none_makes_unknown_while_false_and_empty_are_answers() -> None:
    answers = Answers().with_fact("a", False).with_records("booth", ())
    assert answers.company == {"a": False}
    assert answers.records == {"booth": ()}
    assert answers.with_fact("a", None).with_records("booth", None) == Answers()


def test_a_reason_goes_with_what_was_set_by_hand() -> None:
    answers = Answers().with_overruled("size", "big", " 上年并购\n了一家 ")
    assert answers.because == {"size": "上年并购 了一家"}
    assert answers.with_fact("a", True).with_records("booth", ()).because == answers.because
    assert answers.with_overruled("size", "small").because == {}
    assert answers.with_overruled("size", None, "没有用") == Answers()
