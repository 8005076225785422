"""Serves on the port that the environment names."""

import logging
import os

import uvicorn

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
uvicorn.run(
    "live.page:app",
    host="0.0.0.0",  # noqa: S104 - the container's only way to be reached
    port=int(os.environ.get("PORT", "8080")),
    access_log=False,  # the load balancer writes one
    server_header=False,
    timeout_graceful_shutdown=20,  # seconds; ECS waits for 30
)
