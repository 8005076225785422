"""Clients of the local cloud. They cannot reach AWS, whatever this machine has configured."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import ConnectionError as BotocoreConnectionError
from botocore.exceptions import HTTPClientError
from botocore.utils import parse_timestamp

from stratiform.errors import EmulatorFailed, PortInUse
from stratiform.local import service_models
from stratiform.local.target import Target

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_logs import CloudWatchLogsClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_ssm import SSMClient

_CONFIG = Config(
    proxies={},
    connect_timeout=5,
    read_timeout=900,
    retries={"max_attempts": 2, "mode": "standard"},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    s3={"addressing_style": "path"},
)
# A profile, a broken configuration file or an endpoint of this machine's user must not matter.
_IGNORED = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
    "ignore_configured_endpoint_urls": (None, None, True, None),
}


def time_of(value: Any) -> datetime:
    """The time that an answer tells. A stack has hundreds of events, and botocore's own way is slow."""
    if isinstance(value, str) and value[4:5] == "-":
        with contextlib.suppress(ValueError):
            found = datetime.fromisoformat(value)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    parsed: datetime = parse_timestamp(value)
    return parsed


@contextmanager
def answering() -> Iterator[None]:
    """Turn a local cloud that went away in the middle of a call into EmulatorFailed."""
    try:
        yield
    except (HTTPClientError, BotocoreConnectionError) as error:
        if _no_port_is_left(error):
            raise PortInUse(
                "This machine has no port left for another connection.",
                fix="End programs that hold many connections, or widen net.ipv4.ip_local_port_range.",
            ) from error
        raise EmulatorFailed(
            "The local cloud stopped answering.",
            fix="Run `strat up` again: it restores what was saved and says what was not.",
        ) from error


def _no_port_is_left(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno == errno.EADDRNOTAVAIL:
            return True
        error = getattr(error, "kwargs", {}).get("error") or error.__cause__ or error.__context__
    return False


class Cloud:
    """Root access to the local cloud at ``endpoint``. The access key id of an account's root is its id."""

    def __init__(self, endpoint: str, default: Target) -> None:
        self.endpoint = endpoint
        self.default = default
        session = botocore.session.Session(session_vars=_IGNORED)
        service_models.use(session)
        session.get_component("response_parser_factory").set_parser_defaults(timestamp_parser=time_of)
        self._session = boto3.session.Session(botocore_session=session)
        self._clients: dict[tuple[str, Target], Any] = {}
        self._lock = threading.Lock()  # creating a client is not thread-safe; using one is

    def client(self, service: str, target: Target | None = None) -> Any:
        """The client of ``service`` as root of ``target``."""
        where = target or self.default
        with self._lock:
            if (service, where) not in self._clients:
                self._clients[service, where] = self._session.client(
                    service,
                    endpoint_url=self.endpoint,
                    region_name=where.region,
                    aws_access_key_id=where.account,
                    aws_secret_access_key="test",  # noqa: S106
                    config=_CONFIG,
                )
            return self._clients[service, where]

    def cloudformation(self, target: Target | None = None) -> CloudFormationClient:
        """CloudFormation. GetTemplate answers with the text as stored, not parsed."""
        from botocore.handlers import json_decode_template_body

        client: CloudFormationClient = self.client("cloudformation", target)
        client.meta.events.unregister("after-call.cloudformation.GetTemplate", json_decode_template_body)
        return client

    def s3(self, target: Target | None = None) -> S3Client:
        """S3."""
        client: S3Client = self.client("s3", target)
        return client

    def ssm(self, target: Target | None = None) -> SSMClient:
        """Systems Manager."""
        client: SSMClient = self.client("ssm", target)
        return client

    def logs(self, target: Target | None = None) -> CloudWatchLogsClient:
        """CloudWatch Logs."""
        client: CloudWatchLogsClient = self.client("logs", target)
        return client

    def functions(self, target: Target | None = None) -> LambdaClient:
        """Lambda."""
        client: LambdaClient = self.client("lambda", target)
        return client

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for client in self._clients.values():
                client.close()
            self._clients.clear()
