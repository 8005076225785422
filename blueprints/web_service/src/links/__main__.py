"""Serves on the port that the environment names."""

import os

import uvicorn

uvicorn.run(
    "links.api:app",
    host="0.0.0.0",  # noqa: S104 - the container's only way to be reached
    port=int(os.environ.get("PORT", "8080")),
    access_log=False,
    server_header=False,
)
