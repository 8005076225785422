from check.asserting import verdict

QUEUE = {"Queue": ("AWS::SQS::Queue", {})}


def parameter(value: object) -> dict[str, object]:
    return {"Setting": ("AWS::SSM::Parameter", {"Type": "String", "Value": value})}


def test_cloudformation_makes_plain_parameters_only() -> None:
    assert verdict("parameters_are_secure", {}, parameter("on")) == "FAIL"


def test_an_address_of_a_resource_is_no_setting() -> None:
    address = parameter({"Fn::GetAtt": ["Queue", "Arn"]})
    assert verdict("parameters_are_secure", {}, address | QUEUE) == "NOT-APPLICABLE"


def test_secure_ones_are_read_or_made_by_a_custom_resource() -> None:
    read = {"MasterUserPassword": "{{resolve:ssm-secure:/db/password}}"}
    assert verdict("parameters_are_secure", {}, {"Database": ("AWS::RDS::DBInstance", read)}) == "PASS"
    call = '{"service":"SSM","action":"putParameter","parameters":{"Name":"/a","Type":"SecureString"}}'
    made = ("Custom::AWS", {"ServiceToken": "x", "Create": call})
    assert verdict("parameters_are_secure", {}, {"Made": made}) == "PASS"
