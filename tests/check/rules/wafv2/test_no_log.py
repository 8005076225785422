from check.judging import failing

ACL = ("AWS::WAFv2::WebACL", {})


def test_what_is_refused_must_be_logged() -> None:
    log = ("AWS::WAFv2::LoggingConfiguration", {"ResourceArn": {"Fn::GetAtt": ["Two", "Arn"]}})
    assert failing("wafv2-no-log", {"One": ACL, "Two": ACL, "Log": log}).keys() == {"One"}
