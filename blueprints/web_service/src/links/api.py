"""The HTTP API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import AnyHttpUrl, BaseModel

from links import cache, database
from links.store import Link, Store


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the pool without waiting for the database: the load balancer asks /health meanwhile."""
    pool, client = database.connect(), cache.connect()
    pool.open(wait=False)
    app.state.store = Store(pool, cache.Cache(client))
    yield
    pool.close()
    client.close()


def store(request: Request) -> Store:
    """The links of this process."""
    return request.app.state.store


Links = Annotated[Store, Depends(store)]

app = FastAPI(title="Links", lifespan=lifespan)


class NewLink(BaseModel):
    """What a link is made of."""

    url: AnyHttpUrl


@app.get("/health")
def health() -> dict[str, str]:
    """Whether this process answers. A database that is down is no reason to replace it."""
    return {"status": "ok"}


@app.get("/ready")
def ready(links: Links, response: Response) -> dict[str, bool]:
    """Whether everything behind it answers, too."""
    parts = {"database": links.answers(), "cache": links.cache.answers()}
    if not all(parts.values()):
        response.status_code = 503
    return parts


@app.post("/links", status_code=201)
def add(new: NewLink, links: Links) -> Link:
    """Make a link."""
    return links.add(str(new.url))


@app.get("/links")
def newest(links: Links, count: Annotated[int, Query(ge=1, le=100)] = 20) -> list[Link]:
    """The newest links."""
    return links.newest(count)


@app.get("/{code}")
def follow(code: str, links: Links) -> RedirectResponse:
    """Go where the link goes."""
    url = links.url(code)
    if url is None:
        raise HTTPException(404, "There is no such link.")
    return RedirectResponse(url)
