"""An API stage and a distribution are the emulator's, under a URL of their own."""

from __future__ import annotations

from typing import Any

import pytest

from stratiform.local.gateway.routes import Routes, Site

API = Site(key="api:items:prod", prefix="/_aws/execute-api/abc/prod")
DISTRIBUTION = Site(key="site:web", host="d1.cloudfront.net", protocol="https")


def moved(location: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {location}\r\n\r\n".encode()


async def opened(w: Any, site: Site, location: str = "/") -> tuple[int, Any]:
    server = await w.http(respond=lambda head, body: moved(location))
    w.emulator = (server.target.id, server.target.port)
    w.start()
    await w.gateway.apply(Routes(sites=(site,)))
    return w.gateway.open[site.key].port, server


async def test_an_api_is_below_its_path_and_keeps_the_clients_host(world: Any) -> None:
    async with world() as w:
        await w.gateway.close()
        port, server = await opened(w, API)
        await w.call(port, "/item?a=1", headers={"Host": f"localhost:{port}"})
        lines = server.heads[0].split("\r\n")
        assert lines[0] == "GET /_aws/execute-api/abc/prod/item?a=1 HTTP/1.1"
        assert f"Host: localhost:{port}" in lines
        assert f"X-Forwarded-Host: localhost:{port}" in lines
        assert f"X-Forwarded-Port: {port}" in lines


async def test_a_distribution_is_known_by_its_name_and_believes_in_https(world: Any) -> None:
    async with world() as w:
        await w.gateway.close()
        port, server = await opened(w, DISTRIBUTION)
        await w.call(port, "/a", headers={"Host": f"localhost:{port}"})
        lines = server.heads[0].split("\r\n")
        assert [line for line in lines if line.startswith("Host:")] == ["Host: d1.cloudfront.net"]
        assert "X-Forwarded-Proto: https" in lines


@pytest.mark.parametrize(
    ("site", "location", "seen"),
    [
        (API, "/_aws/execute-api/abc/prod/login?x=1", "/login?x=1"),
        (API, "/_aws/execute-api/abc/prod", "/"),
        (API, "/_aws/execute-api/abc/production", "/_aws/execute-api/abc/production"),
        (API, "http://{host}/_aws/execute-api/abc/prod/x", "http://{host}/x"),
        (API, "https://login.example.com/x", "https://login.example.com/x"),
        (DISTRIBUTION, "https://d1.cloudfront.net/x/", "http://{host}/x/"),
        (DISTRIBUTION, "https://d1.cloudfront.net.evil.com/", "https://d1.cloudfront.net.evil.com/"),
    ],
)
async def test_a_redirect_leads_back_to_the_same_url(
    world: Any, site: Site, location: str, seen: str
) -> None:
    async with world() as w:
        await w.gateway.close()
        host = "localhost:31999"
        port, _ = await opened(w, site, location.format(host=host))
        answer = await w.call(port, headers={"Host": host})
        assert answer["location"] == seen.format(host=host)


async def test_an_emulator_that_is_gone_is_502(world: Any) -> None:
    async with world() as w:
        await w.gateway.close()
        port, server = await opened(w, API)
        server.kill()
        assert (await w.call(port)).status == 502
