"""A dictionary that is bounded in bytes: what was not used for longest goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Store(Generic[Key, Value]):
    """Safe for threads. limit: bytes of all values together."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self.size = 0

    def get(self, key: Key) -> Value | None:
        found = self._kept.get(key)
        if found is None:
            return None
        try:  # noqa: SIM105 - a context manager would cost more than all the rest of this
            self._kept.move_to_end(key)
        except KeyError:  # another thread has just put it out
            pass
        return found[0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Keep `value`, which takes `size` bytes, unless it alone is over the limit."""
        with self._lock:
            if (former := self._kept.pop(key, None)) is not None:
                self.size -= former[1]
            if size > self._limit:
                return
            self._kept[key] = (value, size)
            self.size += size
            while self.size > self._limit:
                _key, (_value, freed) = self._kept.popitem(last=False)
                self.size -= freed

    def __len__(self) -> int:
        return len(self._kept)
