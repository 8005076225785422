"""What the engine answers when it cannot do what was asked: a status and one sentence."""

from __future__ import annotations


class Refused(Exception):
    """Becomes ``{"message": ...}`` with ``status``, as the Docker Engine answers errors."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def no_such_container(reference: str) -> Refused:
    """404 in the words clients look for."""
    return Refused(404, f"No such container: {reference}")


def no_such_image(reference: str, why: str | None = None) -> Refused:
    """404 in the words that make docker-py pull the image; ``why`` its last pull failed."""
    return Refused(404, f"No such image: {reference}" + (f": {why}" if why else ""))
