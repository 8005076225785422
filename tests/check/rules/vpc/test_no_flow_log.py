from check.judging import failing


def test_a_vpc_must_have_a_flow_log() -> None:
    network = ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"})
    assert set(failing("vpc-no-flow-log", {"Network": network})) == {"Network"}
    log = ("AWS::EC2::FlowLog", {"ResourceId": {"Ref": "Network"}, "ResourceType": "VPC"})
    assert failing("vpc-no-flow-log", {"Network": network, "Log": log}) == {}
