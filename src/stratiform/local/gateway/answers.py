"""Answers that the load balancer gives itself, and when.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
"""

from __future__ import annotations

from http import HTTPStatus

# The troubleshooting page names these causes; the numbers beyond RFC 9110 are AWS's own.
BAD_REQUEST = 400  # malformed, or a header larger than the quota
METHOD_NOT_ALLOWED = 405  # TRACE
TIMED_OUT = 408  # the client did not finish its request within the idle timeout
TOO_LARGE = 413  # a Lambda target takes 1 MB
URI_TOO_LONG = 414
CLIENT_CLOSED = 460  # the client left before the answer: only metrics see it
TOO_MANY_ADDRESSES = 463  # X-Forwarded-For with more than 30
FAILED = 500
NOT_IMPLEMENTED = 501  # an unknown Transfer-Encoding, or an action that has no meaning here
BAD_GATEWAY = 502  # the target refused, closed the connection or sent rubbish; a function failed
UNAVAILABLE = 503  # no registered target
GATEWAY_TIMEOUT = 504  # no connection within 10 s, or no answer within the idle timeout

# Where a load balancer's words are not RFC 9110's.
_PHRASES = {
    408: "Request Time-out",
    413: "Request Entity Too Large",
    414: "Request-URI Too Large",
    503: "Service Temporarily Unavailable",
    504: "Gateway Time-out",
}

SERVER = (b"Server", b"awselb/2.0")


def phrase(status: int) -> str:
    """The reason phrase of a status code, empty for AWS's own."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def page(status: int) -> bytes:
    """The page that a load balancer sends with an error of its own."""
    title = f"{status} {_PHRASES.get(status) or phrase(status)}".strip()
    return (
        f"<html>\r\n<head><title>{title}</title></head>\r\n"
        f"<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"
    ).encode()
