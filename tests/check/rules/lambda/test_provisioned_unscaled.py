from check.judging import failing

ALIAS = "AWS::Lambda::Alias"
WARM = {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": 5}}


def test_provisioned_concurrency_should_follow_the_load() -> None:
    target = ("AWS::ApplicationAutoScaling::ScalableTarget", {"ResourceId": {"Fn::Sub": "function:${Two}"}})
    resources = {"One": (ALIAS, WARM), "Two": (ALIAS, WARM), "Three": (ALIAS, {}), "Target": target}
    assert failing("lambda-provisioned-unscaled", resources).keys() == {"One"}


def test_a_number_that_is_not_known_is_no_part_of_the_sentence() -> None:
    def warm(count: object) -> dict[str, object]:
        config = {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": count}}
        condition = {"C": {"Fn::Equals": [{"Ref": "AWS::StackName"}, "a"]}}
        return failing("lambda-provisioned-unscaled", {"One": (ALIAS, config)}, Conditions=condition)

    assert warm({"Fn::ImportValue": "Count"}) == {"One": "Copies are kept warm all the time."}
    assert warm({"Fn::If": ["C", 5, {"Ref": "AWS::NoValue"}]}) == {}
