"""What docker-py raises where an engine does not answer, or has not what it is asked for."""

from __future__ import annotations


def engine_errors() -> tuple[type[Exception], ...]:
    """For ``except`` and ``suppress``. Whoever asks has a client, so these modules are loaded."""
    from docker.errors import DockerException
    from requests.exceptions import RequestException
    from urllib3.exceptions import HTTPError

    return DockerException, RequestException, HTTPError
