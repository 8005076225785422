"""Addresses of load balancers become addresses of this machine."""

from __future__ import annotations

import pytest

from stratiform.local.front import Balancer, Site, answered_here, named

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


SITES = (
    Site(r"d1\.cloudfront\.net", "http://localhost:20003"),
    Site(r"pages\.s3-website[.-][a-z0-9-]+\.amazonaws\.com(?:\.cn)?", "http://localhost:20004"),
)


@pytest.mark.parametrize(
    ("text", "here"),
    [
        ("https://d1.cloudfront.net", "http://localhost:20003"),
        ("https://d1.cloudfront.net/index.html", "http://localhost:20003/index.html"),
        ("wss://d1.cloudfront.net/chat", "ws://localhost:20003/chat"),
        ("d1.cloudfront.net", "localhost:20003"),
        ("https://xd1.cloudfront.net", "https://xd1.cloudfront.net"),
        ("https://d1.cloudfront.network", "https://d1.cloudfront.network"),
        ("http://pages.s3-website-us-east-1.amazonaws.com", "http://localhost:20004"),
        ("http://pages.s3-website.eu-central-1.amazonaws.com/a", "http://localhost:20004/a"),
        ("http://my-pages.s3-website-us-east-1.amazonaws.com",) * 2,
    ],
)
def test_a_site_has_the_address_that_answers_here(text: str, here: str) -> None:
    assert answered_here(text, (WEB,), URLS, SITES) == here


def test_a_url_has_the_name_of_its_output_and_else_its_key() -> None:
    outputs = {"Url": "http://localhost:20001", "Table": "items"}
    assert named(URLS, outputs) == {"Url": "http://localhost:20001", "web:8080": "http://localhost:20002"}
    assert named({}, outputs) == {}
