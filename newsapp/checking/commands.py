"""`newsapp check`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click
from flask.cli import with_appcontext


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of objects.")
@with_appcontext
def check(as_json: bool) -> None:
    """Say what is wrong with this installation, and what to do; exit with 1 where something is."""
    from newsapp import checking

    findings = checking.findings()
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=1, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{finding.severity}: {finding.what}\n    {finding.remedy}")
        if not findings:
            click.echo("Nothing is wrong.")
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)
