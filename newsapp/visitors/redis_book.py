"""The counts in Redis, for several machines. A batch is added by one script, which Redis runs alone.

Keys: `newsapp:sessions` (sorted by when each was last seen), `newsapp:visits` and `newsapp:pages` (by hour),
`newsapp:days` and `newsapp:months` (visits), `newsapp:total`, `newsapp:views:<day>` and `newsapp:read`
(by article, on a day and on all),
`newsapp:batch:<name>` (written already; forgotten after a day).
Redis must keep its data on the disk (appendonly yes): there is no other copy of the history.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from newsapp.visitors.book import KEPT, ONLINE, VISIT_GAP, Batch, BookError, Counts, Hour
from newsapp.visitors.sessions import issued_at, number_of
from newsapp.visitors.tally import Calendar

Result = TypeVar("Result")

TIMEOUT = 2.0
"""Seconds that an answer may take."""

# Does what tally.tally does, where the last times are; a test holds both against the same touches.
_WRITE = """
if not redis.call('SET', KEYS[1] .. ':batch:' .. ARGV[1], 1, 'NX', 'EX', 86400) then return 0 end
local gap, kept, now = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
for _, touch in ipairs(cjson.decode(ARGV[5])) do
  local id, issued, at, pages, article, hour, day, month = unpack(touch)
  local last = tonumber(redis.call('ZSCORE', KEYS[1] .. ':sessions', id) or nil)
  if not last or at - last >= gap then
    redis.call('HINCRBY', KEYS[1] .. ':visits', hour, 1)
    redis.call('HINCRBY', KEYS[1] .. ':days', day, 1)
    redis.call('HINCRBY', KEYS[1] .. ':months', month, 1)
    redis.call('HINCRBY', KEYS[1] .. ':total', 'visits', 1)
  end
  local views = pages
  if not last and at - issued < kept / 2 then
    views = math.max(pages, 1)
    pages = pages + 1
  end
  if pages > 0 then
    redis.call('HINCRBY', KEYS[1] .. ':pages', hour, pages)
    redis.call('HINCRBY', KEYS[1] .. ':total', 'pages', pages)
    if article > 0 then
      redis.call('HINCRBY', KEYS[1] .. ':views:' .. day, article, views)
      redis.call('HINCRBY', KEYS[1] .. ':read', article, views)
    end
  end
  redis.call('ZADD', KEYS[1] .. ':sessions', math.max(at, last or 0), id)
end
redis.call('ZREMRANGEBYSCORE', KEYS[1] .. ':sessions', '-inf', '(' .. (now - kept))
return 1
"""
_SET_INITIAL = """
local sum = tonumber(ARGV[1])
for _, visits in ipairs(redis.call('HVALS', KEYS[1] .. ':visits')) do sum = sum + visits end
redis.call('HSET', KEYS[1] .. ':total', 'visits', sum)
"""


class RedisBook:
    def __init__(self, url: str, zone: ZoneInfo, name: str = "newsapp") -> None:
        import redis

        self._redis: Any = redis.Redis.from_url(
            url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, decode_responses=True
        )
        self._error = redis.RedisError
        self._write_script: Any = self._redis.register_script(_WRITE)
        self._set_initial_script: Any = self._redis.register_script(_SET_INITIAL)
        self._name = name
        self._calendar = Calendar(zone)

    def write(self, batch: Batch, now: int) -> Counts:
        rows = [
            (
                number_of(touch.session),
                issued_at(touch.session),
                touch.at,
                touch.times if touch.is_page else 0,
                touch.article or 0,
                str(self._calendar.hour(touch.at)),
                str(self._calendar.day(touch.at)),
                str(self._calendar.month(touch.at)),
            )
            for touch in sorted(batch.touches, key=lambda touch: touch.at)
        ]
        arguments = [batch.name, VISIT_GAP, KEPT, now, json.dumps(rows)]
        self._ask(lambda: self._write_script(keys=[self._name], args=arguments))
        return self.read(now)

    def read(self, now: int) -> Counts:
        return self._ask(lambda: self._read(now))

    def hours(self, since: int, until: int) -> list[Hour]:
        def ask() -> list[Hour]:
            visits = self._redis.hgetall(f"{self._name}:visits")
            pages = self._redis.hgetall(f"{self._name}:pages")
            wanted = sorted(int(hour) for hour in visits.keys() | pages.keys() if since <= int(hour) < until)
            return [Hour(h, int(visits.get(str(h), 0)), int(pages.get(str(h), 0))) for h in wanted]

        return self._ask(ask)

    def views(self, since: int, until: int) -> dict[int, int]:
        def ask() -> dict[int, int]:
            sums: dict[int, int] = {}
            for key in self._redis.scan_iter(f"{self._name}:views:*"):
                if since <= int(key.rpartition(":")[2]) < until:
                    for article, views in self._redis.hgetall(key).items():
                        sums[int(article)] = sums.get(int(article), 0) + int(views)
            return sums

        return self._ask(ask)

    def views_of(self, article: int) -> int:
        return self._ask(lambda: int(self._redis.hget(f"{self._name}:read", article) or 0))

    def first_hour(self) -> int | None:
        return self._ask(lambda: min(map(int, self._redis.hkeys(f"{self._name}:visits")), default=None))

    def set_initial(self, visits: int) -> None:
        self._ask(lambda: self._set_initial_script(keys=[self._name], args=[visits]))

    def close(self) -> None:
        self._redis.close()

    def _read(self, now: int) -> Counts:
        with self._redis.pipeline(transaction=True) as asked:
            asked.zcount(f"{self._name}:sessions", f"({now - ONLINE}", "+inf")
            asked.hget(f"{self._name}:days", str(self._calendar.day(now)))
            asked.hget(f"{self._name}:months", str(self._calendar.month(now)))
            asked.hget(f"{self._name}:total", "visits")
            return Counts(*(int(number or 0) for number in asked.execute()))

    def _ask(self, question: Callable[[], Result]) -> Result:
        try:
            return question()
        except self._error as error:
            raise BookError(str(error)) from error
