"""A bucket as S3 serves it to browsers."""

from __future__ import annotations

from typing import Any

import pytest

from stratiform.local.gateway.routes import Routes, Website
from stratiform.local.gateway.website import fetched

SITE = Website(key="site:web", bucket="web", error="404.html")


async def opened(w: Any, site: Website = SITE) -> int:
    for key in ("index.html", "docs/index.html", "a b.txt", "404.html"):
        w.objects["web", key] = fetched({"content-type": "text/html", "x-amz-request-id": "1"}, key.encode())
    await w.gateway.apply(Routes(websites=(site,)))
    port: int = w.gateway.open[site.key].port
    return port


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/", 200, b"index.html"),
        ("/docs/", 200, b"docs/index.html"),
        ("/a%20b.txt", 200, b"a b.txt"),
        ("/missing", 404, b"404.html"),
        ("/missing/", 404, b"404.html"),
    ],
)
async def test_an_object_an_index_or_the_error_document(
    world: Any, path: str, status: int, body: bytes
) -> None:
    async with world() as w:
        answer = await w.call(await opened(w), path)
        assert (answer.status, answer.body, answer["content-type"]) == (status, body, "text/html")
        assert "x-amz-request-id" not in answer


async def test_a_folder_is_redirected_to_its_slash(world: Any) -> None:
    async with world() as w:
        answer = await w.call(await opened(w), "/docs")
        assert (answer.status, answer["location"]) == (302, "/docs/")


async def test_without_an_error_document_the_error_is_plain(world: Any) -> None:
    async with world() as w:
        port = await opened(w, Website(key="site:web", bucket="web"))
        assert (await w.call(port, "/missing")).status == 404
        assert (await w.call(port, "/", method="POST", body=b"x")).status == 405
