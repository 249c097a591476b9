from __future__ import annotations

from pathlib import Path

from newsapp.cluster.redis_content_version import RedisContentVersion


def test_machines_share_it_in_redis(redis_url: str) -> None:
    here, there = (RedisContentVersion(redis_url, "test:version") for _ in range(2))
    before_here, before_there = here.now(), there.now()
    assert (here.now(), there.now()) == (before_here, before_there)
    there.advance()
    assert here.now() != before_here
    assert there.now() != before_there


def test_nothing_counts_as_ready_while_redis_does_not_answer(tmp_path: Path) -> None:
    lost = RedisContentVersion(f"unix://{tmp_path}/nobody.sock")
    assert lost.now() != lost.now()
    lost.advance()
    assert lost.now() != lost.now()
