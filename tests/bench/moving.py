"""What importing 10,000 articles takes, as ratios to the bytes read.

`python -m tests.bench.importing [COUNT]` prints the table. Each import runs in a process of its own
into an empty site, once with a tenth of the articles: if the peak of memory grows with the file,
something is kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests import servers
from tests.parts.imports import exports
from tests.parts.nukeviet import dumps

COUNT = 10_000
SENTENCE = "Ủy ban nhân dân tỉnh giao các sở, ngành phối hợp triển khai và báo cáo kết quả. "
BODY = f"<p>{SENTENCE * 4}</p>" * 6
"""About 4 kB of UTF-8, as an article of an agency has."""


def wordpress(path: Path, count: int) -> None:
    with path.open("w", encoding="utf8") as file:
        file.write(exports.CHANNEL)
        for number in range(1, count + 1):
            file.write(exports.item(number, content=BODY))
        file.write(exports.END)


def nukeviet(path: Path, count: int) -> None:
    with path.open("w", encoding="utf8") as file:
        file.write(dumps.HEAD)
        for number in range(1, count + 1):
            file.write(dumps.article(number, BODY))


def new_site(folder: Path) -> dict[str, str]:
    environ = os.environ | {"NEWSAPP_INSTANCE": str(folder / "instance"), "NEWSAPP_HTTPS": "0"}
    subprocess.run([servers.NEWSAPP, "init"], env=environ, check=True, stdout=subprocess.DEVNULL)
    account = [servers.NEWSAPP, "user", "add", "a@b.vn", "--name", "A", "--role", "administrator"]
    subprocess.run(account, env=environ, check=True, stdout=subprocess.DEVNULL)
    return environ


def measure(words: list[str], environ: dict[str, str]) -> tuple[float, int]:
    """Seconds of processor time, and bytes of memory at the peak."""
    process = subprocess.Popen(
        [servers.NEWSAPP, *words], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def report(name: str, write: Callable[[Path, int], None], count: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "export"
        write(path, count)
        size = path.stat().st_size
        environ = new_site(folder)
        for mode in ([], ["--dry-run"]):
            seconds, peak = measure(["import", name, str(path), *mode], environ)
            print(
                f"| {name} {' '.join(mode)} | {count} | {size / 1e6:.1f} | {seconds:.1f}"
                f" | {seconds / count * 1000:.1f} | {size / 1e6 / seconds:.2f}"
                f" | {peak / 1e6:.0f} | {peak / size:.2f} |",
                flush=True,
            )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    print(
        "| import | articles | MB | processor, s | ms an article | MB/s | peak, MB | peak / file |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, write in (("wordpress", wordpress), ("nukeviet", nukeviet)):
        report(name, write, count // 10)
        report(name, write, count)


if __name__ == "__main__":
    main()
