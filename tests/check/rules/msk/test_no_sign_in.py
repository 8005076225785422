import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"ClientAuthentication": {"Unauthenticated": {"Enabled": True}}}, True),
        ({"ClientAuthentication": {"Unauthenticated": {"Enabled": False}}}, False),
        ({"ClientAuthentication": {"Unauthenticated": {"Enabled": {"Fn::ImportValue": "Other"}}}}, False),
    ],
)
def test_an_msk_cluster_accepts_clients_that_do_not_sign_in(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("msk-no-sign-in", type_, properties) is wrong
