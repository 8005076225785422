"""What was read lately. The service works without it, only slower."""

import logging
import os

import redis

log = logging.getLogger(__name__)

KEEP = 3600
"""Seconds."""


def connect() -> redis.Redis:
    """A client of the cache. It connects with the first command."""
    return redis.Redis(
        host=os.environ["CACHE_HOST"],
        port=int(os.environ["CACHE_PORT"]),
        password=os.environ.get("CACHE_PASSWORD"),
        ssl=True,
        socket_connect_timeout=0.5,
        socket_timeout=0.5,
        decode_responses=True,
    )


class Cache:
    """Values by key. A cache that does not answer is a cache without values."""

    def __init__(self, client: redis.Redis) -> None:
        self.client = client

    def get(self, key: str) -> str | None:
        """The value, where it is there."""
        try:
            return self.client.get(key)
        except redis.RedisError as error:
            log.warning("the cache does not answer: %s", error)
            return None

    def put(self, key: str, value: str) -> None:
        """Keep the value for an hour."""
        try:
            self.client.set(key, value, ex=KEEP)
        except redis.RedisError as error:
            log.warning("the cache does not answer: %s", error)

    def answers(self) -> bool:
        """Whether it can be reached."""
        try:
            return bool(self.client.ping())
        except redis.RedisError:
            return False
