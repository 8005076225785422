import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::Glue::Job", {}, True),
        ("AWS::Glue::Job", {"SecurityConfiguration": "keys"}, False),
        ("AWS::Glue::Crawler", {"SecurityConfiguration": "keys"}, True),
        ("AWS::Glue::Crawler", {"CrawlerSecurityConfiguration": "keys"}, False),
        ("AWS::Glue::DevEndpoint", {"SecurityConfiguration": {"Fn::ImportValue": "Keys"}}, False),
    ],
)
def test_what_is_written_must_be_encrypted(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("glue-no-security-configuration", type_, properties) is wrong
