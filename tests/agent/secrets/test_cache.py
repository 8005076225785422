"""The cache keeps no more than its size, also of names."""

from __future__ import annotations

from agent.service import arn_of
from stratiform.agent.secrets.cache import Cache, Entry
from stratiform.agent.secrets.secret import Secret, Wanted


def put(cache: Cache, name: str, stage: str | None = None, role: str | None = None) -> None:
    wanted = Wanted(stage=stage)
    secret = Secret(arn_of(name), name, "v1", (), 0.0)
    cache.put(cache.key(role, name, wanted), Entry(secret, 0.0), f"{name}-alias")


def test_names_go_with_the_last_entry_of_their_secret() -> None:
    cache = Cache(3)
    for number in range(50):
        put(cache, f"secret{number}", role=f"role{number % 2}")
    assert len(cache) == 3
    assert len(cache._arns) == 3 * 4
    assert not list(cache.of("secret1-alias"))
    assert [key.arn for key, _ in cache.of("secret49-alias")] == [arn_of("secret49")]


def test_names_stay_while_another_stage_or_role_is_kept() -> None:
    cache = Cache(10)
    put(cache, "db")
    put(cache, "db", stage="AWSPREVIOUS")
    put(cache, "db", role="reader")
    cache.drop(cache.key(None, "db", Wanted()))
    assert cache.key(None, "db", Wanted()).arn == arn_of("db")
    cache.drop(cache.key(None, "db", Wanted(stage="AWSPREVIOUS")))
    assert cache.key(None, "db", Wanted()).arn == "db"
    assert cache.key("reader", "db-alias", Wanted()).arn == arn_of("db")
