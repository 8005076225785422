from __future__ import annotations

import socket
from contextlib import closing

import docker
import pytest

from stratiform.local.engine_errors import engine_errors


def test_an_engine_that_does_not_answer() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # and nobody listens
        host = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        client = docker.APIClient(base_url=host, version="1.44")
        with closing(client), pytest.raises(engine_errors()):
            client.ping()


def test_a_mistake_of_ours_is_none_of_them() -> None:
    assert not issubclass(KeyError, engine_errors())
    assert not issubclass(TypeError, engine_errors())
