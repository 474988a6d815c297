"""The report of a check, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.answers_json import Answers
from explorer.answers_text import Texts, one_line, wrapped
from explorer.language import number, say
from graph.checks import Finding, Report
from graph.vocabulary import compact, term_label


def as_text(report: Report, texts: Texts) -> Iterator[str]:
    """Each finding: how grave, which thing, which rule, what was expected, and where it comes from."""
    language = texts.language
    for finding in report.findings:
        yield from _finding(finding, texts)
        yield ""
    if report.findings:
        parts = [
            f"{number(count, language)} {say(f'severity.{name}', language)}" for name, count in report.counts.items()
        ]
        yield say("check.count", language, parts=", ".join(parts))
    key = "check.clean" if report.conforms else "check.broken"
    yield say(key, language, n=number(report.statements, language), rules=report.rules)


def _finding(finding: Finding, texts: Texts) -> Iterator[str]:
    language = texts.language
    yield from wrapped(
        f"{one_line(finding.label)} ({finding.thing})", "", f"{say(f'severity.{finding.severity}', language)}: "
    )
    yield from wrapped(f"{one_line(finding.message)} [{finding.rule}]", "    ")
    if finding.property:
        value = f": {one_line(finding.value)}" if finding.value else ""
        yield from wrapped(f"{term_label(finding.property, language)}{value}", "    ")
    if finding.expected:
        yield from wrapped(f"{say('check.expected', language)}: {one_line(finding.expected)}", "    ")
    yield from texts.cited(finding.sources, "    ")


def as_json(report: Report, answers: Answers) -> dict[str, Any]:
    """The findings with the sources that they come from."""
    findings = [
        {
            "severity": finding.severity,
            "thing": {"id": finding.thing, "label": finding.label},
            "rule": finding.rule,
            "message": finding.message,
            "property": compact(finding.property),
            "value": finding.value,
            "expected": finding.expected,
            "sources": answers.cited(finding.sources),
        }
        for finding in report.findings
    ]
    body = {
        "conforms": report.conforms,
        "statements": report.statements,
        "rules": report.rules,
        "counts": report.counts,
        "findings": findings,
    }
    return answers.whole({}, body, [citation for finding in report.findings for citation in finding.sources])
