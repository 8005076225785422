"""Answers with the task that answers, as ECS tells a task about itself."""

import os
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

METADATA = "ECS_CONTAINER_METADATA_URI_V4"

app = FastAPI(title="Where am I")


@app.get("/health")
def health() -> dict[str, str]:
    """Whether this process answers."""
    return {"status": "ok"}


@app.get("/")
def where() -> dict[str, Any]:
    """Cluster, task, revision and zone; nulls outside ECS."""
    uri = os.environ.get(METADATA)
    task = httpx.get(f"{uri}/task", timeout=2).raise_for_status().json() if uri else {}
    return {
        "cluster": task.get("Cluster"),
        "task": task.get("TaskARN"),
        "revision": task.get("Revision"),
        "zone": task.get("AvailabilityZone"),
    }


if __name__ == "__main__":
    host = "0.0.0.0"  # noqa: S104 - the container's only way to be reached
    uvicorn.run(app, host=host, port=int(os.environ.get("PORT", "8080")), server_header=False)
