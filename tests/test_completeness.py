from __future__ import annotations

from pathlib import Path

import pytest

SKIPPING = """
import pytest

def test_that_runs():
    pass

@pytest.mark.skip(reason="A part is missing: sudo apt install part")
def test_that_needs_a_part():
    pass
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A suite of its own, of which one test is skipped."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.delenv("NEWSAPP_TESTS_COMPLETE", raising=False)
    pytester.makepyfile(SKIPPING)
    return pytester


def run(suite: pytest.Pytester) -> pytest.RunResult:
    return suite.runpytest_subprocess("-p", "tests.completeness")


def test_the_last_lines_say_what_is_missing(suite: pytest.Pytester) -> None:
    result = run(suite)
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(
        ["*Not tested here*", "1 test: A part is missing: sudo apt install part"]
    )


def test_where_all_is_asked_for_a_skipped_test_is_an_error(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSAPP_TESTS_COMPLETE", "1")
    result = run(suite)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        ["*NEWSAPP_TESTS_COMPLETE=1 asks for every test: A part is missing*"]
    )
