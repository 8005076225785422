"""Signatures are those that botocore makes, so AWS takes them."""

from __future__ import annotations

from datetime import datetime

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from stratiform.agent.signing import Keys, signed


@pytest.mark.parametrize(
    ("method", "url", "body"),
    [
        ("POST", "https://secretsmanager.eu-west-1.amazonaws.com/", b'{"SecretId": "a"}'),
        (
            "GET",
            "https://appconfigdata.us-east-1.amazonaws.com/configuration?configuration_token=a%2Bb%3D",
            b"",
        ),
        ("GET", "https://appconfig.us-east-1.amazonaws.com/applications/a%20b/x?b=2&a=1", b""),
        ("POST", "http://127.0.0.1:4566/", b"Action=Publish"),
    ],
)
@pytest.mark.parametrize("token", [None, "session+token/=="])
def test_the_signature_is_botocores(method: str, url: str, body: bytes, token: str | None) -> None:
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "secretsmanager.GetSecretValue"}
    theirs = AWSRequest(method=method, url=url, data=body, headers=headers)
    SigV4Auth(Credentials("AKID", "secret", token), "secretsmanager", "eu-west-1").add_auth(theirs)
    moment = datetime.strptime(theirs.headers["X-Amz-Date"] + "+0000", "%Y%m%dT%H%M%SZ%z")
    ours = signed(
        method,
        url,
        headers,
        body,
        keys=Keys("AKID", "secret", token),
        service="secretsmanager",
        region="eu-west-1",
        now=moment,
    )
    assert ours["Authorization"] == theirs.headers["Authorization"]


def test_keys_do_not_show_what_is_secret() -> None:
    assert "hidden" not in repr(Keys("AKID", "hidden", "hidden"))
