from typing import Any

from check.evidence import faults, proof, subjects

RULE = "system-http-behind-cdn"


def system(policy: str, server: str = "AWS::ElasticLoadBalancingV2::LoadBalancer") -> dict[str, Any]:
    origin = {
        "Id": "web",
        "DomainName": {"Fn::GetAtt": ["Server", "DNSName"]},
        "CustomOriginConfig": {"OriginProtocolPolicy": policy},
    }
    distribution = ("AWS::CloudFront::Distribution", {"DistributionConfig": {"Origins": [origin]}})
    return {"Server": (server, {}), "Distribution": distribution}


def test_a_distribution_speaks_tls_to_its_origin() -> None:
    assert proof(RULE, system("http-only")) == {"Distribution": ["Server"]}
    assert not proof(RULE, system("https-only"))
    at = faults(RULE, system("http-only"))["Distribution"].at
    assert at == "DistributionConfig.Origins[0].CustomOriginConfig.OriginProtocolPolicy"


def test_a_website_of_s3_has_no_other_way() -> None:
    assert subjects(RULE, system("http-only", "AWS::S3::Bucket")) == []
