from __future__ import annotations

import pytest

from stratiform.errors import ImageError
from stratiform.local.engine.servers.valkey_arguments import parse, quoted


def test_directives_are_kept_and_places_are_the_engines() -> None:
    kept = ("--appendonly", "yes", "--save", "900", "1", "--save", "300", "10")
    places = ("--port", "1", "--bind", "0.0.0.0", "--dir", "/x")
    lines = parse(["redis-server", *kept, *places]).lines
    assert lines == (("appendonly", "yes"), ("save", "900", "1"), ("save", "300", "10"))


def test_the_last_value_of_a_directive_counts() -> None:
    assert parse(["redis-server", "--save", "900", "1", "--save", ""]).value("save") == ""


def test_a_configuration_file_comes_first() -> None:
    settings = parse(["docker-entrypoint.sh", "/etc/redis.conf", "--requirepass", "a b"])
    assert (settings.file, settings.password) == ("/etc/redis.conf", "a b")


def test_tls_waits_for_the_file_that_the_wrapper_waits_for() -> None:
    options = ["--port", "0", "--tls-port", "6379", "--tls-cert-file", "/t/crt", "--tls-key-file", "/t/key"]
    wrapped = parse(["sh", "-c", 'while [ ! -e "$d/ready" ]; do :; done', "w", *options])
    assert (wrapped.plain, wrapped.certificate, wrapped.key, wrapped.waits) == (
        False,
        "/t/crt",
        "/t/key",
        True,
    )
    assert wrapped.lines == ()
    assert not parse(["redis-server", *options]).waits
    assert parse(["redis-server", "--tls-cert-file", "/t/crt"]).certificate is None


@pytest.mark.parametrize("command", [["sleep", "5"], ["sh", "-c", "redis-server -v"]])
def test_a_command_that_is_no_server_is_an_error(command: list[str]) -> None:
    with pytest.raises(ImageError, match="command"):
        parse(command)


def test_a_value_cannot_end_its_line() -> None:
    assert quoted(("requirepass", 'a"b\\\nport 1')) == r'requirepass "a\x22b\x5c\x0aport 1"'
