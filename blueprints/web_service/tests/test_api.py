"""The HTTP API, over links that are kept in memory."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

SOURCE = str(Path(__file__).parents[1] / "src")


class Memory:
    """Links without a database or a cache, which can be told not to answer."""

    def __init__(self, link):
        self.link = link
        self.links = {}
        self.database = True
        self.cache = self

    def add(self, url):
        made = self.link(f"code{len(self.links)}", url, datetime.now(UTC))
        self.links[made.code] = made
        return made

    def url(self, code):
        return self.links[code].url if code in self.links else None

    def newest(self, count):
        return list(self.links.values())[::-1][:count]

    def answers(self):
        return self.database


@pytest.fixture
def memory(monkeypatch):
    monkeypatch.syspath_prepend(SOURCE)
    from links.store import Link

    yield Memory(Link)
    for name in [name for name in sys.modules if name.partition(".")[0] == "links"]:
        del sys.modules[name]


@pytest.fixture
def client(memory):
    from fastapi.testclient import TestClient
    from links.api import app, store

    app.dependency_overrides[store] = lambda: memory
    return TestClient(app, follow_redirects=False)  # without entering it: nothing is connected


def test_a_link_is_made_and_followed(client):
    made = client.post("/links", json={"url": "https://example.com/page"})
    assert made.status_code == 201
    followed = client.get(f"/{made.json()['code']}")
    assert (followed.status_code, followed.headers["location"]) == (307, "https://example.com/page")


@pytest.mark.parametrize("url", ["", "example.com", "javascript:alert(1)", "ftp://example.com"])
def test_only_web_addresses_become_links(client, url):
    assert client.post("/links", json={"url": url}).status_code == 422


def test_a_code_that_nobody_made_is_not_found(client):
    assert client.get("/nothing").status_code == 404


def test_the_newest_come_first_and_not_too_many(client):
    for number in range(3):
        client.post("/links", json={"url": f"https://example.com/{number}"})
    newest = [link["url"] for link in client.get("/links", params={"count": 2}).json()]
    assert newest == ["https://example.com/2", "https://example.com/1"]
    assert client.get("/links", params={"count": 1000}).status_code == 422


def test_health_asks_nothing_behind_it(client, memory):
    memory.database = False
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").status_code == 503
    memory.database = True
    assert client.get("/ready").json() == {"database": True, "cache": True}
