"""Links in PostgreSQL, read through the cache."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import psycopg
from psycopg.rows import class_row
from psycopg_pool import ConnectionPool

from links.cache import Cache


@dataclass(frozen=True)
class Link:
    """A short code for a URL."""

    code: str
    url: str
    created_at: datetime


class Store:
    """Every link there is."""

    def __init__(self, pool: ConnectionPool, cache: Cache) -> None:
        self.pool = pool
        self.cache = cache

    def add(self, url: str) -> Link:
        """A new link to ``url``."""
        with self.pool.connection() as connection, connection.cursor(row_factory=class_row(Link)) as cursor:
            cursor.execute(
                "INSERT INTO links (code, url) VALUES (%s, %s) RETURNING code, url, created_at",
                (secrets.token_urlsafe(6), url),
            )
            link = cursor.fetchone()
            assert link is not None
        self.cache.put(link.code, link.url)
        return link

    def url(self, code: str) -> str | None:
        """Where the link goes; None where there is none."""
        known = self.cache.get(code)
        if known is not None:
            return known
        with self.pool.connection() as connection:
            found = connection.execute("SELECT url FROM links WHERE code = %s", (code,)).fetchone()
        if found is None:
            return None
        self.cache.put(code, found[0])
        return str(found[0])

    def newest(self, count: int) -> list[Link]:
        """The newest links, newest first."""
        with self.pool.connection() as connection, connection.cursor(row_factory=class_row(Link)) as cursor:
            cursor.execute(
                "SELECT code, url, created_at FROM links ORDER BY created_at DESC LIMIT %s", (count,)
            )
            return cursor.fetchall()

    def answers(self) -> bool:
        """Whether the database can be reached."""
        try:
            with self.pool.connection(timeout=1) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:  # a pool that waited too long raises one, too
            return False
        return True
