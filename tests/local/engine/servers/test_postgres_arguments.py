from __future__ import annotations

import pytest

from stratiform.errors import ImageError
from stratiform.local.engine.servers.postgres_arguments import parse


@pytest.mark.parametrize(
    ("command", "settings"),
    [
        ("postgres -c work_mem=1MB -cfsync=on --shared-buffers=32MB", "work_mem fsync shared_buffers"),
        ("docker-entrypoint.sh postgres -N 7 -B 1000", "max_connections shared_buffers"),
        ("docker-entrypoint.sh -c max_connections=5", "max_connections"),
        ("postgres -p 1 -h 0.0.0.0 -k /tmp -D /data -c port=2 -c listen_addresses=*", ""),
        ("postgres", ""),
    ],
)  # fmt: skip
def test_settings_are_kept_and_places_are_the_engines(command: str, settings: str) -> None:
    assert list(parse(command.split()).rest) == settings.split()


def test_tls_is_on_only_when_said() -> None:
    files = ["-c", "ssl_cert_file=/c", "-c", "ssl_key_file=/k"]
    assert parse(["postgres", *files]).certificate is None
    on = parse(["postgres", "-c", "ssl=on", *files])
    assert (on.certificate, on.key, on.rest) == ("/c", "/k", {})


@pytest.mark.parametrize("value", ["1", "on", "true"])
def test_force_ssl_requires_tls(value: str) -> None:
    assert parse(["postgres", "-c", f"rds.force_ssl={value}"]).require_tls
    assert not parse(["postgres", "-c", "rds.force_ssl=0"]).require_tls


@pytest.mark.parametrize(
    "command", [["sh", "-c", "postgres -c x=1"], ["postgres", "--single"], ["postgres", "-c"]]
)
def test_what_cannot_be_followed_is_an_error(command: list[str]) -> None:
    with pytest.raises(ImageError):
        parse(command)
