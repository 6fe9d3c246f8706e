"""What all tests share: the real rules compiled once, and a folder with a made-up policy base."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from dgassist.build.compiler import Compilation, compile_book
from dgassist.model.policybook import PolicyBook
from tests.tiny import Resources

ROOT = Path(__file__).parent.parent

# The same examples on every run, and no failure because a machine was slow for a moment.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def compilation() -> Compilation:
    """The real rules in resources/, read and checked."""
    return compile_book(ROOT / "resources")


@pytest.fixture(scope="session")
def book(compilation: Compilation) -> PolicyBook:
    """The policy book of the real rules."""
    return compilation.book


@pytest.fixture
def tiny(tmp_path: Path) -> Resources:
    """A made-up policy base in a folder of its own, free to be spoilt."""
    return Resources(tmp_path / "resources")
