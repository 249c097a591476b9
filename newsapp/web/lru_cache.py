"""A dictionary with a size limit: what was not used for longest is dropped first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LruCache(Generic[Key, Value]):
    """Safe for threads. limit: the sizes of all values together."""

    def __init__(self, limit: int) -> None:
        self.size = 0
        self._limit = limit
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        try:  # noqa: SIM105 - contextlib.suppress would take longer than the rest
            self._entries.move_to_end(key)
        except KeyError:  # another thread has just dropped it
            pass
        return entry[0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Store the value unless it alone exceeds the limit."""
        with self._lock:
            _former, former_size = self._entries.pop(key, (None, 0))
            self.size -= former_size
            if size > self._limit:
                return
            self._entries[key] = (value, size)
            self.size += size
            while self.size > self._limit:
                _key, (_value, dropped_size) = self._entries.popitem(last=False)
                self.size -= dropped_size

    def __len__(self) -> int:
        return len(self._entries)
