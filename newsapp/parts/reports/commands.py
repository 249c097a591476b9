"""`newsapp visitors`: the statistics in a terminal."""

from __future__ import annotations

import time

import click
from flask.cli import with_appcontext

from newsapp import clock
from newsapp.database import writing
from newsapp.parts.reports import visits
from newsapp.visitors import counter

PERIODS = {"hours": "Hour", "days": "Day", "months": "Month", "years": "Year"}
BAR_LENGTH = 30
"""Characters of the longest bar."""
MOST_READ = 10


@click.group(invoke_without_command=True)
@click.option(
    "--period", type=click.Choice(list(PERIODS)), default="days", help="What a line stands for."
)
@click.pass_context
@with_appcontext
def visitors(context: click.Context, period: str) -> None:
    """Show the counts of visitors."""
    if context.invoked_subcommand is not None:
        return
    now = int(time.time())
    counts = counter().store.read(now)
    click.echo(
        f"Online {counts.online:,}   today {counts.today:,}   month {counts.month:,}"
        f"   total {counts.total:,}\n"
    )
    click.echo(f"{PERIODS[period]:<8}{'Visits':>10}{'Pages':>10}")
    spans = visits.spans(period, now)
    most = max(span.visits for span in spans) or 1
    for span in spans:
        bar = "#" * round(BAR_LENGTH * span.visits / most)
        click.echo(f"{span.label:<8}{span.visits:>10,}{span.pages:>10,}  {bar}".rstrip())
    articles = visits.most_read(now)[:MOST_READ]
    if articles:
        click.echo(f"\nMost read in {visits.READ_DAYS} days")
    for article in articles:
        click.echo(f"{article.views:>8,}  {article.title}")


@visitors.command("set-initial")
@click.argument("total", metavar="VISITS", type=click.IntRange(0))
def set_initial(total: int) -> None:
    """Count from VISITS on: the total is that and all that was counted here."""
    with writing():
        visits.set_initial(total, actor=None, at=clock.now())
    click.echo(f"The total is {counter().store.read(int(time.time())).total:,} now")
