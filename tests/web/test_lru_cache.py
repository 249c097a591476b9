from __future__ import annotations

from newsapp.web.lru_cache import LruCache


def test_what_was_not_used_for_longest_goes_first() -> None:
    store: LruCache[str, str] = LruCache(100)
    for name in "abc":
        store.put(name, name.upper(), 30)
    assert store.get("a") == "A"
    store.put("d", "D", 30)
    assert [store.get(name) for name in "abcd"] == ["A", None, "C", "D"]
    assert store.size == 90


def test_a_value_put_again_counts_once() -> None:
    store: LruCache[str, str] = LruCache(100)
    store.put("a", "A", 60)
    store.put("a", "AA", 70)
    assert (len(store), store.size, store.get("a")) == (1, 70, "AA")


def test_a_value_over_the_limit_is_not_kept() -> None:
    store: LruCache[str, str] = LruCache(100)
    store.put("a", "A", 60)
    store.put("a", "AA", 101)
    assert (len(store), store.size) == (0, 0)
    store.put("a", "A", 100)
    assert (len(store), store.size) == (1, 100)
