import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Rules": []}, True),
        ({"Rules": [{"Name": "common"}]}, False),
        ({"Rules": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_web_acl_has_no_rules(properties: dict[str, object], wrong: bool) -> None:
    assert judged("wafv2-no-rules", "AWS::WAFv2::WebACL", properties) is wrong
