"""Tests that need a part which is missing here are skipped, and the last lines say which, and how
to get it.

With NEWSAPP_TESTS_COMPLETE=1 nothing may be skipped: a missing part is a failure, as in continuous
integration.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

COMPLETE = os.environ.get("NEWSAPP_TESTS_COMPLETE", "") not in ("", "0")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return told.removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    report: pytest.TestReport = yield
    if COMPLETE and report.skipped and not hasattr(report, "wasxfail"):
        report.longrepr = (
            f"Skipped, where NEWSAPP_TESTS_COMPLETE=1 asks for every test: {_reason(report)}"
        )
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> object:
    report: pytest.CollectReport = yield
    if COMPLETE and report.skipped:
        report.longrepr = (
            f"Skipped, where NEWSAPP_TESTS_COMPLETE=1 asks for every test: {_reason(report)}"
        )
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> object:
    result = yield
    missing = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    if missing:
        terminalreporter.section("Not tested here")
        for reason, count in missing.items():
            terminalreporter.line(f"{count} {'test' if count == 1 else 'tests'}: {reason}")
    return result
