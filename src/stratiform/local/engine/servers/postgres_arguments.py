"""The server's settings as a container's command gives them: ``postgres -c ssl=on -N 200``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stratiform.errors import ImageError

_SHORT = {"-N": "max_connections", "-B": "shared_buffers", "-S": "work_mem", "-d": "log_min_messages"}

# Decided by the engine: where the data is and where the server listens.
_OURS = {
    "config_file",
    "data_directory",
    "external_pid_file",
    "hba_file",
    "ident_file",
    "listen_addresses",
    "port",
    "unix_socket_directories",
}


@dataclass(frozen=True)
class Settings:
    """``certificate`` and ``key`` are container paths, given where TLS is on. ``rest`` goes to the server."""

    rest: Mapping[str, str]
    certificate: str | None = None
    key: str | None = None

    @property
    def require_tls(self) -> bool:
        """RDS refuses plain connections where the parameter ``rds.force_ssl`` is 1."""
        return self.rest.get("rds.force_ssl") in ("1", "on", "true")


def parse(command: Sequence[str]) -> Settings:
    """The settings in ``command``: what follows the word ``postgres``, after any wrapper's own words.

    Raises ImageError for an option that only the real image could follow.
    """
    words = list(command)
    if "postgres" in words:
        words = words[words.index("postgres") + 1 :]
    elif words[:1] == ["docker-entrypoint.sh"]:
        words = words[1:]  # options alone: the image's entrypoint puts the program in front of them
    found: dict[str, str] = {}
    while words:
        word = words.pop(0)
        if word in ("-p", "-h", "-k", "-D"):
            _value(words, word)
        elif word in _SHORT:
            found[_SHORT[word]] = _value(words, word)
        elif word == "-F":
            found["fsync"] = "off"
        elif word == "-c" or (word.startswith(("-c", "--")) and "=" in word):
            setting = _value(words, word) if word == "-c" else word.removeprefix("-c").removeprefix("--")
            name, _, value = setting.partition("=")
            found[name.replace("-", "_").lower()] = value
        elif word != "ministack-pg":  # a wrapper's $0, which is no option
            raise ImageError(
                f"The postgres image was given {word!r}, which the bundled server is not started with",
                fix="Give settings as -c name=value, or use a container engine for this image.",
            )
    ssl = found.pop("ssl", "off") in ("on", "1", "true", "yes")
    certificate, key = found.pop("ssl_cert_file", None), found.pop("ssl_key_file", None)
    rest = {name: value for name, value in found.items() if name not in _OURS and not name.startswith("ssl_")}
    return Settings(rest, certificate if ssl else None, key if ssl else None)


def _value(words: list[str], option: str) -> str:
    if not words:
        raise ImageError(f"The postgres image was given {option} without a value", fix="Add the value.")
    return words.pop(0)
