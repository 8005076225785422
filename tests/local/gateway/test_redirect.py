from __future__ import annotations

import pytest

from stratiform.local.gateway.matching import Request
from stratiform.local.gateway.redirect import location
from stratiform.local.gateway.routes import Redirect

REQUEST = Request("GET", "/a/b", "c=d", {"host": "example.com:31000"}, "")


@pytest.mark.parametrize(
    ("redirect", "where"),
    [
        (Redirect(301), "http://example.com:31000/a/b?c=d"),
        (Redirect(301, protocol="HTTPS", port="443"), "https://example.com:31443/a/b?c=d"),
        (Redirect(302, protocol="HTTPS", port="8443"), "https://example.com:8443/a/b?c=d"),
        (Redirect(302, host="other.com", port="443", protocol="HTTPS"), "https://other.com:443/a/b?c=d"),
        (Redirect(302, path="/x/#{path}", query="e=f&#{query}"), "http://example.com:31000/x/a/b?e=f&c=d"),
        (Redirect(302, path="/", query=""), "http://example.com:31000/"),
        (Redirect(302, host="www.#{host}"), "http://www.example.com:31000/a/b?c=d"),
    ],
)
def test_the_location_of_a_redirect(redirect: Redirect, where: str) -> None:
    ports = {80: 31000, 443: 31443}
    assert location(redirect, REQUEST, protocol="HTTP", port=31000, local=ports) == where


def test_what_a_client_sends_is_not_a_template() -> None:
    request = Request("GET", "/#{host}", "", {"host": "example.com"}, "")
    assert (
        location(Redirect(301), request, protocol="HTTP", port=1, local={}) == "http://example.com:1/#{host}"
    )
