import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Protocol": "HTTPS"}, True),
        ({"Protocol": "TLS"}, True),
        ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-2016-08"}, True),
        ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS-1-1-2017-01"}, True),
        ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-0-2021-06"}, True),
        ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-FS-2018-06"}, True),
        ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS-1-2-2017-01"}, False),
        ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS-1-2-Ext-2018-06"}, False),
        ({"Protocol": "TLS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06"}, False),
        ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-TLS13-1-3-2021-06"}, False),
        ({"Protocol": "HTTPS", "SslPolicy": "ELBSecurityPolicy-FS-1-2-Res-2020-10"}, False),
        ({"Protocol": "HTTPS", "SslPolicy": {"Ref": "Policy"}}, False),
        # Without TLS there is no version of it, whatever SslPolicy says or leaves out.
        ({"Protocol": "HTTP"}, False),
    ],
)
def test_a_listener_must_not_accept_old_TLS(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elb-old-tls", "AWS::ElasticLoadBalancingV2::Listener", properties) is wrong
