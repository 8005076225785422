import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        (
            {
                "BrokerNodeGroupInfo": {
                    "ConnectivityInfo": {"PublicAccess": {"Type": "SERVICE_PROVIDED_EIPS"}}
                }
            },
            True,
        ),
        ({"BrokerNodeGroupInfo": {"ConnectivityInfo": {"PublicAccess": {"Type": "DISABLED"}}}}, False),
        (
            {
                "BrokerNodeGroupInfo": {
                    "ConnectivityInfo": {"PublicAccess": {"Type": {"Fn::ImportValue": "Other"}}}
                }
            },
            False,
        ),
    ],
)
def test_the_brokers_of_an_msk_cluster_have_public_addresses(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("msk-public", "AWS::MSK::Cluster", properties) is wrong
