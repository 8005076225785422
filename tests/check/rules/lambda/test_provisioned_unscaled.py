from check.judging import failing

ALIAS = "AWS::Lambda::Alias"
WARM = {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": 5}}


def test_provisioned_concurrency_should_follow_the_load() -> None:
    target = ("AWS::ApplicationAutoScaling::ScalableTarget", {"ResourceId": {"Fn::Sub": "function:${Two}"}})
    resources = {"One": (ALIAS, WARM), "Two": (ALIAS, WARM), "Three": (ALIAS, {}), "Target": target}
    assert failing("lambda-provisioned-unscaled", resources).keys() == {"One"}
