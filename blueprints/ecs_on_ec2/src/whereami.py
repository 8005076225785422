"""Answers with the task that answers, as ECS tells a task about itself."""

import json
import os
from typing import Any
from urllib.request import urlopen

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
    task = metadata()
    return {
        "cluster": task.get("Cluster"),
        "task": task.get("TaskARN"),
        "revision": task.get("Revision"),
        "zone": task.get("AvailabilityZone"),
    }


def metadata() -> dict[str, Any]:
    """What ECS says about the task."""
    uri = os.environ.get(METADATA)
    if uri is None:
        return {}
    with urlopen(f"{uri}/task", timeout=2) as answer:  # noqa: S310 - ECS gives the address
        return dict(json.load(answer))


if __name__ == "__main__":
    host = "0.0.0.0"  # noqa: S104 - the container's only way to be reached
    uvicorn.run(app, host=host, port=int(os.environ.get("PORT", "8080")), server_header=False)
