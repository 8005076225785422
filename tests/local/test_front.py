"""Addresses of load balancers become addresses of this machine."""

from __future__ import annotations

import pytest

from stratiform.local.front import Balancer, answered_here, named

WEB = Balancer("web", "web-1a2b.us-east-1.elb.amazonaws.com")
URLS = {"web:80": "http://localhost:20001", "web:8080": "http://localhost:20002"}


@pytest.mark.parametrize(
    ("text", "here"),
    [
        (f"http://{WEB.dns}", "http://localhost:20001"),
        (f"http://{WEB.dns}/health?a=1", "http://localhost:20001/health?a=1"),
        (f"http://{WEB.dns}:8080/", "http://localhost:20002/"),
        (WEB.dns, "localhost:20001"),
        (f"https://{WEB.dns}", f"https://{WEB.dns}"),  # nothing listens on 443
        ("http://elsewhere.example", "http://elsewhere.example"),
    ],
)
def test_an_address_is_the_one_that_answers_here(text: str, here: str) -> None:
    assert answered_here(text, (WEB,), URLS) == here


def test_a_url_has_the_name_of_its_output_and_else_its_key() -> None:
    outputs = {"Url": "http://localhost:20001", "Table": "items"}
    assert named(URLS, outputs) == {"Url": "http://localhost:20001", "web:8080": "http://localhost:20002"}
    assert named({}, outputs) == {}
