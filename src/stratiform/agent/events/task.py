"""Which task this is."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp


@dataclass(frozen=True)
class Task:
    """A task's ARN, and its service's name. Outside ECS a name of this machine and process."""

    arn: str
    service: str


async def this(http: aiohttp.ClientSession, variables: Mapping[str, str]) -> Task:
    """Asks the task's metadata endpoint, where there is one.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html
    """
    here = Task(f"{socket.gethostname()}/{os.getpid()}", variables.get("SERVICE_NAME", "agent"))
    endpoint = variables.get("ECS_CONTAINER_METADATA_URI_V4")
    if not endpoint:
        return here
    try:
        async with http.get(f"{endpoint}/task", timeout=aiohttp.ClientTimeout(5)) as answer:
            found = json.loads(await answer.read())
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return here
    service = variables.get("SERVICE_NAME") or found.get("ServiceName") or found.get("Family") or here.service
    return Task(found.get("TaskARN") or here.arn, service)
