import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"RemoteAccess": {"Ec2SshKey": "key"}}, True),
        ({"RemoteAccess": {"Ec2SshKey": "key", "SourceSecurityGroups": ["sg-1"]}}, False),
        ({"RemoteAccess": {"Ec2SshKey": "key", "SourceSecurityGroups": {"Ref": "Groups"}}}, False),
    ],
)
def test_the_internet_must_not_reach_nodes_by_SSH(properties: dict[str, object], wrong: bool) -> None:
    assert judged("eks-open-ssh", "AWS::EKS::Nodegroup", properties) is wrong
