"""Apply the migrations in ``sql/`` that the database has not seen, in the order of their names.

Each file is one transaction. The variables are those of libpq: PGHOST, PGPORT, PGDATABASE and so on.
"""

import os
from pathlib import Path

from yoyo import get_backend, read_migrations

FOLDER = Path(__file__).parent / "sql"
LOCK = 20_011  # any number that nothing else in the database locks

backend = get_backend(f"postgresql+psycopg:///{os.environ['PGDATABASE']}")
# PostgreSQL gives an advisory lock back when its holder dies; yoyo's own would stay.
backend.execute(f"SELECT pg_advisory_lock({LOCK})")
migrations = read_migrations(str(FOLDER))
waiting = backend.to_apply(migrations)
for migration in waiting:
    print(f"applying {migration.id}", flush=True)
    backend.apply_one(migration)
print(f"{len(waiting)} of {len(migrations)} migrations applied")
