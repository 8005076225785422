"""Functions and tasks trust the certificates of local databases and caches, as they do those of AWS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import certificates, private

EXPLAIN = (
    "Certificates of databases and caches are of an authority of this app: functions and tasks find it by"
    " SSL_CERT_FILE and NODE_EXTRA_CA_CERTS, others in .stratiform/local/certificates.pem."
)

Authority = Callable[[], tuple[str, str]]


def _publishing(original: Authority) -> Authority:
    def authority() -> tuple[str, str]:
        certificate, key = original()
        certificates.trust(certificate)
        return certificate, key

    return authority


def _in_tasks(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def options(cdef: Any, td: Any, env: dict[str, str], *more: Any) -> dict[str, Any]:
        trusted = certificates.variables(certificates.INSIDE)
        made = original(cdef, td, {**trusted, **env}, *more)
        if trusted:
            bind = f"{certificates.bundle()}:{certificates.INSIDE}:ro"
            made["volumes"] = [*(made.get("volumes") or ()), bind]
        return made

    return options


def install() -> None:
    """Write each authority down when it is made, and tell every task."""
    private.wrap("services.rds", "_ensure_pg_ca", _publishing)
    private.wrap("services.elasticache", "_ensure_serverless_ca", _publishing)
    private.wrap("services.ecs", "_build_run_kwargs", _in_tasks)
