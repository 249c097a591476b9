"""`newsapp visitors`: the statistics in a terminal."""

from __future__ import annotations

import time

import click
from flask.cli import with_appcontext

PERIODS = {"hours": "Hour", "days": "Day", "months": "Month", "years": "Year"}
BAR = 30
"""Characters of the longest bar."""


@click.group(invoke_without_command=True)
@click.option("--period", type=click.Choice(list(PERIODS)), default="days", help="What a line stands for.")
@click.pass_context
def visitors(context: click.Context, period: str) -> None:
    """Show the counts of visitors."""
    if context.invoked_subcommand is None:
        context.invoke(with_appcontext(show), period=period)


def show(period: str) -> None:
    from newsapp import clock
    from newsapp.visitors import counter
    from newsapp.visitors.reports import Reports
    from newsapp.visitors.tally import Calendar

    now = int(time.time())
    reports = Reports(counter().book, Calendar(clock.zone()))
    counts = counter().book.read(now)
    click.echo(f"Online {counts.online:,}   today {counts.today:,}   month {counts.month:,}   total {counts.total:,}\n")
    spans = reports.spans(period, now)
    most = max(span.visits for span in spans) or 1
    click.echo(f"{PERIODS[period]:<8}{'Visits':>10}{'Pages':>10}")
    for span in spans:
        bar = "#" * round(BAR * span.visits / most)
        click.echo(f"{span.label:<8}{span.visits:>10,}{span.pages:>10,}  {bar}".rstrip())
    if read := reports.read(now)[:10]:
        click.echo("\nMost read in 30 days")
    for article in read:
        click.echo(f"{article.views:>8,}  {article.title}")


@visitors.command("set-initial")
@click.argument("visits", type=click.IntRange(0))
@with_appcontext
def set_initial(visits: int) -> None:
    """Count from VISITS on: the total is that and all that was counted here."""
    from newsapp import clock
    from newsapp.database import writing
    from newsapp.visitors import counter, reports

    with writing():
        reports.set_initial(counter().book, visits, actor=None, at=clock.now())
    click.echo(f"The total is {counter().book.read(int(time.time())).total:,} now")
