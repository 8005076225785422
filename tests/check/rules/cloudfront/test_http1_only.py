import pytest

from check.judging import judged


def _distribution(**config: object) -> dict[str, object]:
    return {"DistributionConfig": config}


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"DistributionConfig": {}}, True),
        (_distribution(HttpVersion="HTTP1.1"), True),
        (_distribution(HttpVersion="http2"), False),
        (_distribution(HttpVersion="http2and3"), False),
        (_distribution(HttpVersion={"Ref": "Version"}), False),
    ],
)
def test_a_distribution_should_speak_a_newer_HTTP(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudfront-http1-only", "AWS::CloudFront::Distribution", properties) is wrong
