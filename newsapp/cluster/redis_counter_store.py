"""The counts of visitors in Redis, for several machines.

Keys: `newsapp:sessions` (sorted by when each was last seen), `newsapp:visits` and `newsapp:pages`
(by hour), `newsapp:days` and `newsapp:months` (visits), `newsapp:total`, `newsapp:views:<day>` and
`newsapp:read` (by article, on a day and on all), `newsapp:batch:<name>` (written already; forgotten
after a day). Redis must keep its data on the disk (appendonly yes): there is no other copy of the
history.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo

import redis

from newsapp.cluster.redis_connection import RedisConnection
from newsapp.visitors import counter_store
from newsapp.visitors.aggregate import Calendar
from newsapp.visitors.counter_store import Batch, CounterStoreError, Counts, Hit, Hour
from newsapp.visitors.sessions import issued_at, number_of

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


# Does the same as aggregate.aggregate; a test gives both the same hits.
_WRITE = """
local function key(name) return KEYS[1] .. ':' .. name end
local function add(name, field, number) redis.call('HINCRBY', key(name), field, number) end
if not redis.call('SET', key('batch:' .. ARGV[1]), 1, 'NX', 'EX', 86400) then return 0 end
local gap, memory, now = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
for _, hit in ipairs(cjson.decode(ARGV[5])) do
  local id, issued, at, pages, article, hour, day, month = unpack(hit)
  local last = tonumber(redis.call('ZSCORE', key('sessions'), id) or nil)
  if not last or at - last >= gap or last < tonumber(day) then
    add('visits', hour, 1)
    add('days', day, 1)
    add('months', month, 1)
    add('total', 'visits', 1)
  end
  local views = math.min(pages, 1)
  if not last and at - issued < memory / 2 then
    views = 1
    pages = pages + 1
  end
  if pages > 0 then
    add('pages', hour, pages)
    add('total', 'pages', pages)
    if article > 0 then
      add('views:' .. day, article, views)
      add('read', article, views)
    end
  end
  redis.call('ZADD', key('sessions'), math.max(at, last or 0), id)
end
redis.call('ZREMRANGEBYSCORE', key('sessions'), '-inf', '(' .. (now - memory))
return 1
"""
_SET_INITIAL = """
local sum = tonumber(ARGV[1])
for _, visits in ipairs(redis.call('HVALS', KEYS[1] .. ':visits')) do sum = sum + visits end
redis.call('HSET', KEYS[1] .. ':total', 'visits', sum)
"""
_SET_FORMER_VIEWS = """
local before = tonumber(redis.call('HGET', KEYS[1] .. ':views:0', ARGV[1]) or 0)
redis.call('HSET', KEYS[1] .. ':views:0', ARGV[1], ARGV[2])
redis.call('HINCRBY', KEYS[1] .. ':read', ARGV[1], tonumber(ARGV[2]) - before)
"""


def _asks_redis(method: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    @wraps(method)
    def asking(*arguments: Parameters.args, **options: Parameters.kwargs) -> Result:
        store = cast("RedisCounterStore", arguments[0])
        try:
            with store.connection.asking():
                return method(*arguments, **options)
        except redis.RedisError as error:
            raise CounterStoreError(str(error)) from error

    return asking


class RedisCounterStore:
    def __init__(self, url: str, zone: ZoneInfo, name: str = "newsapp") -> None:
        self.connection = RedisConnection(url, decode_responses=True)
        self._redis = self.connection.client
        self._write_script: Any = self._redis.register_script(_WRITE)
        self._set_initial_script: Any = self._redis.register_script(_SET_INITIAL)
        self._set_former_views_script: Any = self._redis.register_script(_SET_FORMER_VIEWS)
        self._name = name
        self._calendar = Calendar(zone)

    @_asks_redis
    def write(self, batch: Batch, now: int) -> Counts:
        rows = [self._row(hit) for hit in sorted(batch.hits, key=lambda hit: hit.at)]
        gap, memory = counter_store.VISIT_GAP, counter_store.SESSION_LIFETIME
        arguments = [batch.name, gap, memory, now, json.dumps(rows)]
        self._write_script(keys=[self._name], args=arguments)
        return self._counts(now)

    def _row(self, hit: Hit) -> tuple[int | str, ...]:
        visitor = (number_of(hit.session), issued_at(hit.session), hit.at)
        pages = hit.times if hit.is_page else 0
        calendar = self._calendar
        hour, day, month = calendar.hour(hit.at), calendar.day(hit.at), calendar.month(hit.at)
        return (*visitor, pages, hit.article or 0, str(hour), str(day), str(month))

    @_asks_redis
    def read(self, now: int) -> Counts:
        return self._counts(now)

    def _counts(self, now: int) -> Counts:
        today, month = self._calendar.day(now), self._calendar.month(now)
        online, sessions = counter_store.ONLINE, f"{self._name}:sessions"
        with self._redis.pipeline(transaction=True) as queries:
            queries.zcount(sessions, f"({now - online}", "+inf")
            queries.hget(f"{self._name}:days", str(today))
            queries.hget(f"{self._name}:months", str(month))
            queries.hget(f"{self._name}:total", "visits")
            queries.zcount(sessions, f"({today - online}", f"({today}")
            *visits, still_there = (int(number or 0) for number in queries.execute())
        counts = Counts(*visits)
        return counter_store.counts_at(counts, still_there, is_first_of_month=today == month)

    @_asks_redis
    def hours(self, since: int, until: int) -> list[Hour]:
        visits = self._redis.hgetall(f"{self._name}:visits")
        pages = self._redis.hgetall(f"{self._name}:pages")
        return [
            Hour(int(hour), int(visits.get(hour, 0)), int(pages.get(hour, 0)))
            for hour in sorted(visits.keys() | pages.keys(), key=int)
            if since <= int(hour) < until
        ]

    @_asks_redis
    def views(self, since: int, until: int) -> dict[int, int]:
        sums: Counter[int] = Counter()
        for key in self._redis.scan_iter(f"{self._name}:views:*"):
            if since <= int(key.rpartition(":")[2]) < until:
                for article, views in self._redis.hgetall(key).items():
                    sums[int(article)] += int(views)
        return dict(sums)

    @_asks_redis
    def views_of(self, article: int) -> int:
        return int(self._redis.hget(f"{self._name}:read", article) or 0)

    @_asks_redis
    def set_former_views(self, article: int, views: int) -> None:
        self._set_former_views_script(keys=[self._name], args=[article, views])

    @_asks_redis
    def first_hour(self) -> int | None:
        return min(map(int, self._redis.hkeys(f"{self._name}:visits")), default=None)

    @_asks_redis
    def set_initial(self, visits: int) -> None:
        self._set_initial_script(keys=[self._name], args=[visits])

    def close(self) -> None:
        self._redis.close()
