from __future__ import annotations

import struct

from stratiform.local.engine.servers.postgres_login import refused, user_of


def startup(**parameters: str) -> bytes:
    body = struct.pack("!i", 3 << 16)
    body += b"".join(f"{name}\0{value}\0".encode() for name, value in parameters.items()) + b"\0"
    return struct.pack("!i", 4 + len(body)) + body


def test_the_user_of_a_startup_message() -> None:
    assert user_of(startup(database="orders", user="app", application_name="user")) == "app"
    assert user_of(startup(database="orders")) == ""


def test_other_messages_name_no_user() -> None:
    cancel = struct.pack("!iiii", 16, 80877102, 1, 2)
    assert (user_of(cancel), user_of(b""), user_of(b"\0\0")) == ("", "", "")


def test_a_refusal_is_a_whole_message_with_its_reason() -> None:
    message = refused("app", "the token is too old")
    assert message[:1] == b"E"
    assert struct.unpack("!i", message[1:5])[0] == len(message) - 1
    assert b'MPAM authentication failed for user "app"\0' in message
    assert b"DThe token is too old.\0" in message
