from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratiform.local.gateway.matching import Request, action, holds, hostname
from stratiform.local.gateway.routes import Condition, Field, Fixed, Rule

REQUEST = Request("GET", "/img/a.png", "version=v1&x=%2F", {"host": "Api.Example.com:8080"}, "127.0.0.1")


@pytest.mark.parametrize(
    ("pattern", "path", "met"),
    [
        ("/img/*", "/img/a/b.png", True),
        ("/img/*", "/IMG/a", False),
        ("/img/?.png", "/img/a.png", True),
        ("/img/?.png", "/img/ab.png", False),
        ("/img/*/pics", "/img/a/b/pics", True),
        (r"/a\*b", "/a*b", True),
        (r"/a\*b", "/axb", False),
        ("/a[bc]", "/ab", False),
        ("/a.b", "/axb", False),
    ],
)
def test_a_path_pattern(pattern: str, path: str, met: bool) -> None:
    request = Request("GET", path, "", {}, "")
    assert holds(Condition(Field.PATH, (pattern,)), request) is met


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        (Condition(Field.HOST, ("*.example.com",)), True),
        (Condition(Field.HOST, ("example.com", "api.EXAMPLE.com")), True),
        (Condition(Field.HOST, ("example.com",)), False),
        (Condition(Field.METHOD, ("POST", "GET")), True),
        (Condition(Field.METHOD, ("get",)), False),
        (Condition(Field.QUERY, pairs=(("version", "V1"),)), True),
        (Condition(Field.QUERY, pairs=(("version", "v2"), ("", "v?"))), True),
        (Condition(Field.QUERY, pairs=(("x", "/"),)), True),
        (Condition(Field.QUERY, pairs=(("version", "v2"),)), False),
        (Condition(Field.SOURCE, ("10.0.0.0/8", "127.0.0.0/8")), True),
        (Condition(Field.SOURCE, ("10.0.0.0/8",)), False),
        (Condition(Field.HEADER, ("*example*",), header="Host"), True),
        (Condition(Field.HEADER, ("*",), header="X-Missing"), False),
    ],
)
def test_a_condition(condition: Condition, met: bool) -> None:
    assert holds(condition, REQUEST) is met


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Example.com:80", "example.com"),
        ("api.example.com.localhost:31000", "api.example.com"),
        ("[::1]:80", "[::1]"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert hostname(header) == name


def test_every_condition_of_a_rule_must_hold_and_the_first_rule_counts() -> None:
    image = Condition(Field.PATH, ("/img/*",))
    post = Condition(Field.METHOD, ("POST",))
    rules = (Rule(1, (image, post), Fixed(201)), Rule(2, (image,), Fixed(202)), Rule(None, (), Fixed(203)))
    assert action(rules, REQUEST) == Fixed(202)
    assert action(rules[2:], REQUEST) == Fixed(203)
    assert action((), REQUEST) == Fixed(502)


@given(st.text())
def test_a_star_matches_everything_and_a_text_itself(text: str) -> None:
    request = Request("GET", text, "", {}, "")
    assert holds(Condition(Field.PATH, ("*",)), request)
    plain = "".join(f"\\{c}" if c in "*?\\" else c for c in text)
    assert holds(Condition(Field.PATH, (plain,)), request)


@given(st.text(), st.text(), st.text())
def test_no_input_breaks_a_condition(query: str, host: str, client: str) -> None:
    request = Request("GET", "/", query, {"host": host}, client)
    for condition in (
        Condition(Field.QUERY, pairs=(("a", "*"),)),
        Condition(Field.HOST, ("a*",)),
        Condition(Field.SOURCE, ("10.0.0.0/8",)),
    ):
        assert holds(condition, request) in (True, False)
