"""Asking for a page at full speed with wrk, from a core of its own, as many readers with cookies of
their own.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.servers import Process
from tests.pages import BROWSER

CORE = "1"
CONNECTIONS = 16
SECONDS = 2

_SCRIPT = """
local cookies, requests, n = {}, {}, 0
for line in io.lines("COOKIES") do cookies[#cookies + 1] = line end
init = function()
  for i, cookie in ipairs(cookies) do
    local headers = { HEADERS }
    headers["Cookie"] = "visitor=" .. cookie
    requests[i] = wrk.format("GET", nil, headers)
  end
end
request = function()
  n = n % #requests + 1
  return requests[n]
end
"""
_DONE = re.compile(r"(\d+) requests in .*?, ([\d.]+)([KMG]?)B read")
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_P99 = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "": 1.0, "K": 1024.0, "M": 1024.0**2, "G": 1024.0**3}


@dataclass(frozen=True, slots=True)
class Run:
    """rate: requests a second; processor: seconds a request; p99: seconds;
    size: bytes an answer.
    """

    rate: float
    processor: float
    p99: float
    size: float


class Load:
    """cookies: a file with a visitor's cookie on each line; readers take turns."""

    def __init__(self, cookies: Path) -> None:
        self.cookies = cookies

    def run(
        self, server: Process, path: str, headers: Mapping[str, str], seconds: int = SECONDS
    ) -> Run:
        """Raises RuntimeError where an answer is an error."""
        sent = {"User-Agent": BROWSER} | dict(headers)
        listed = ", ".join(f'["{name}"] = [[{value}]]' for name, value in sent.items())
        script = self.cookies.with_name("load.lua")
        script.write_text(
            _SCRIPT.replace("COOKIES", str(self.cookies)).replace("HEADERS", listed), "utf-8"
        )
        before = server.processor_time()
        said = subprocess.run(
            ["taskset", "-c", CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(script),
             server.address + path],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        taken = server.settled() - before
        if bad := _BAD.search(said):
            raise RuntimeError(f"{path}: {bad[0]}")
        done, rate, p99 = _DONE.search(said), _RATE.search(said), _P99.search(said)
        if done is None or rate is None or p99 is None:
            raise RuntimeError(said)
        count = int(done[1])
        size = float(done[2]) * UNITS[done[3]] / count
        return Run(float(rate[1]), taken / count, float(p99[1]) * UNITS[p99[2]], size)


def has_wrk() -> bool:
    return shutil.which("wrk") is not None and shutil.which("taskset") is not None
