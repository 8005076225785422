from __future__ import annotations

import errno
from datetime import UTC

import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.utils import parse_timestamp

from stratiform.errors import EmulatorFailed, PortInUse
from stratiform.local.cloud import answering, time_of


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-20T15:01:45.380000+00:00",
        "2026-11-20T15:01:45.380Z",
        "2026-11-20T15:01:45Z",
        "2026-11-20T16:01:45+01:00",
        "Fri, 20 Nov 2026 15:01:45 GMT",
        "1700000000",
        "20261120",
        1700000000.5,
    ],
)
def test_a_time_is_read_as_botocore_reads_it(value: object) -> None:
    assert time_of(value) == parse_timestamp(value)


def test_a_time_without_a_zone_is_utc() -> None:
    assert time_of("2026-11-20T15:01:45").tzinfo is UTC


def test_a_machine_without_a_free_port_is_told_as_that() -> None:
    taken = OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
    with pytest.raises(PortInUse, match="no port left"), answering():
        raise EndpointConnectionError(endpoint_url="http://127.0.0.1:1", error=taken)
    with pytest.raises(EmulatorFailed, match="stopped answering"), answering():
        raise EndpointConnectionError(endpoint_url="http://127.0.0.1:1", error=OSError("refused"))
