from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stratiform.local.gateway import stickiness
from stratiform.local.gateway.routes import Target

TARGETS = (Target("10.0.0.1", 80), Target("10.0.0.2", 80))


def test_a_target_is_found_again_until_its_time_is_over() -> None:
    value = stickiness.target_value("arn", TARGETS[1], 1000)
    assert stickiness.find_target(value, "arn", TARGETS, 60, 1059) == TARGETS[1]
    assert stickiness.find_target(value, "arn", TARGETS, 60, 1061) is None
    assert stickiness.find_target(value, "arn", TARGETS[:1], 60, 1000) is None, "it is gone"
    assert stickiness.find_target(value, "other", TARGETS, 60, 1000) is None
    assert "10.0.0.2" not in value


def test_a_group_is_found_again_until_its_time_is_over() -> None:
    cookies = {stickiness.GROUP: stickiness.group_value("b", 1000)}
    assert stickiness.find_group(cookies, ("a", "b"), 60, 1030) == "b"
    assert stickiness.find_group(cookies, ("a",), 60, 1030) is None
    assert stickiness.find_group(cookies, ("a", "b"), 60, 2000) is None


@given(st.text())
def test_no_cookie_breaks_it(text: str) -> None:
    cookies = stickiness.parse(text)
    assert stickiness.find_target(cookies.get(stickiness.TARGET), "arn", TARGETS, 60, 0) is None
    assert stickiness.find_target(text, "arn", TARGETS, 60, 0) is None


def test_cookies_are_set_for_this_site_and_for_others() -> None:
    plain, cors = stickiness.set_cookies(stickiness.TARGET, "v.1", 0)
    assert plain == "AWSALB=v.1; Expires=Thu, 08 Jan 1970 00:00:00 GMT; Path=/"
    assert cors == plain.replace("AWSALB", "AWSALBCORS") + "; SameSite=None; Secure"
    assert stickiness.set_cookies(stickiness.GROUP, "v.1", 0)[1].startswith("AWSALBTGCORS=v.1;")


def test_a_cookie_header_is_parsed() -> None:
    assert stickiness.parse("a=1; b=x=y;a=2; junk; =; c=") == {"a": "1", "b": "x=y", "": "", "c": ""}
