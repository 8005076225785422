"""The page, and its state as JSON."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from live import agent, database

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Live configuration</title></head>
<body><h1 id="banner"></h1><pre id="state" aria-live="polite"></pre>
<script>
  setInterval(async () => {
    const state = await (await fetch("/state")).json();
    document.getElementById("banner").textContent = state.flags.banner.enabled ? state.flags.banner.text : "";
    document.getElementById("state").textContent = JSON.stringify(state, null, 2);
  }, 500);
</script></body></html>"""

pool = database.connect()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Connections are opened when they are needed."""
    pool.open(wait=False)
    yield
    pool.close()


app = FastAPI(title="Live configuration", lifespan=lifespan)


@app.get("/health")
def health() -> dict[str, str]:
    """For the load balancer."""
    return {"status": "ok"}


@app.get("/state")
def state() -> dict[str, Any]:
    """What is known right now, and by which process."""
    return {
        "flags": agent.flags(),
        "flags in the file": agent.flags_file(),
        "password version": agent.secret()["VersionId"],
        "database": database.answers(pool),
        "process": os.getpid(),
    }


@app.get("/")
def page() -> HTMLResponse:
    """The state, renewed twice a second."""
    return HTMLResponse(PAGE)
