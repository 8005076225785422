"""boto3 clients for code that runs inside the emulator and calls the local cloud as its root user."""

from __future__ import annotations

import functools
import os
import threading
from typing import Any

from stratiform.local.emulator import private

_creating = threading.Lock()


def client(service: str, region: str | None = None) -> Any:
    """A boto3 client for the account and region of the request being served.

    Call it from a worker thread only: a call from the event loop waits for itself.
    """
    account = private.get("core.responses", "get_account_id")()
    with _creating:
        return _client(service, account, region or private.get("core.responses", "get_region")())


@functools.lru_cache(maxsize=256)
def _client(service: str, account: str, region: str) -> Any:
    import boto3
    import botocore.session
    from botocore.config import Config

    from stratiform.local import service_models

    session = botocore.session.Session()
    service_models.use(session)
    return boto3.session.Session(botocore_session=session).client(
        service,
        region_name=region,
        endpoint_url=f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        aws_access_key_id=account,
        aws_secret_access_key="test",  # noqa: S106 — the local root user's, the same for everybody
        config=Config(retries={"max_attempts": 0}, inject_host_prefix=False),
    )
