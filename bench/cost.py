"""Does the estimator know what things cost, and how fast? python bench/cost.py [LABELS [CORPUS]]

LABELS is a folder with ``cost_cfn.json``: CloudFormation resources with their usage and the monthly
components expected. Where ``infracost.cost.json`` and ``cost/*.inputs.json`` (Terraform inputs) are there,
too, the resources with a CloudFormation twin are translated and scored. A resource is right within 1 %;
amounts below a dollar may differ by a cent, because expected ones are rounded. CORPUS is a folder whose
assemblies and templates must all be estimated without a traceback. Beside it: `strat cost` in a process of
its own, on the largest assembly of the tests, and what that process loads.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import traceback
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reading import FORBIDDEN, loaded, seconds

from stratiform.assembly import read
from stratiform.cost import Prices, Terms, estimate, usage
from stratiform.errors import StratiformError

FIXTURE = Path(__file__).parents[1] / "tests" / "assemblies" / "stages" / "assembly"
STRAT = Path(sys.executable).with_name("strat")
WITHIN = 0.01
CENT = 0.011
RUNS = 7

# Terraform's name of a type, CloudFormation's, and properties that are called otherwise.
TWINS: dict[str, tuple[str, dict[str, str]]] = {
    "aws_api_gateway_stage": ("AWS::ApiGateway::Stage", {}),
    "aws_cloudfront_distribution": ("AWS::CloudFront::Distribution", {"origin": "Origins"}),
    "aws_cloudtrail": ("AWS::CloudTrail::Trail", {"insight_selector": "InsightSelectors"}),
    "aws_cloudformation_stack": ("AWS::CloudFormation::Stack", {}),
    "aws_config_config_rule": ("AWS::Config::ConfigRule", {}),
    "aws_config_organization_custom_rule": ("AWS::Config::OrganizationConfigRule", {}),
    "aws_data_transfer": ("data_transfer", {}),
    "aws_ec2_client_vpn_endpoint": ("AWS::EC2::ClientVpnEndpoint", {}),
    "aws_ec2_client_vpn_network_association": ("AWS::EC2::ClientVpnTargetNetworkAssociation", {}),
    "aws_ec2_traffic_mirror_session": ("AWS::EC2::TrafficMirrorSession", {}),
    "aws_eks_fargate_profile": ("AWS::EKS::FargateProfile", {}),
    "aws_elasticache_replication_group": (
        "AWS::ElastiCache::ReplicationGroup",
        {"node_type": "CacheNodeType", "num_cache_clusters": "NumCacheClusters"},
    ),
    "aws_elb": ("AWS::ElasticLoadBalancing::LoadBalancer", {}),
    "aws_glue_catalog_database": ("AWS::Glue::Database", {}),
    "aws_kinesis_stream": ("AWS::Kinesis::Stream", {}),
    "aws_kinesisanalyticsv2_application": ("AWS::KinesisAnalyticsV2::Application", {}),
    "aws_kms_external_key": ("AWS::KMS::Key", {}),
    "aws_lambda_provisioned_concurrency_config": ("AWS::Lambda::Alias", {}),
    "aws_mq_broker": ("AWS::AmazonMQ::Broker", {}),
    "aws_mwaa_environment": ("AWS::MWAA::Environment", {}),
    "aws_neptune_cluster": ("AWS::Neptune::DBCluster", {}),
    "aws_networkfirewall_firewall": ("AWS::NetworkFirewall::Firewall", {}),
    "aws_opensearch_domain": ("AWS::OpenSearchService::Domain", {"ebs_options": "EBSOptions"}),
    "aws_route53_health_check": ("AWS::Route53::HealthCheck", {}),
    "aws_route53_resolver_endpoint": (
        "AWS::Route53Resolver::ResolverEndpoint",
        {"ip_address": "IpAddresses"},
    ),
    "aws_ssm_parameter": ("AWS::SSM::Parameter", {}),
    "aws_transfer_server": ("AWS::Transfer::Server", {}),
    "aws_vpc_endpoint": ("AWS::EC2::VPCEndpoint", {}),
    "aws_vpn_connection": ("AWS::EC2::VPNConnection", {}),
    "aws_wafv2_web_acl": ("AWS::WAFv2::WebACL", {"rule": "Rules"}),
}
WRAPPED = {
    "AWS::Route53::HealthCheck": "HealthCheckConfig",
    "AWS::CloudFront::Distribution": "DistributionConfig",
}
LISTS = {"rule", "ip_address", "insight_selector", "origin", "subnet_mapping"}


@dataclass(frozen=True)
class Case:
    """One resource, and what it is expected to cost a month; None where only its price is told."""

    id: str
    type: str
    properties: Mapping[str, Any]
    usage: Mapping[str, Any]
    region: str
    expected: float
    priced: bool


def cases(labels: Path) -> Iterator[Case]:
    """The CloudFormation cases."""
    for row in json.loads((labels / "cost_cfn.json").read_text()):
        expected = row["fixed_monthly"] + row["usage_monthly"]
        yield Case(row["id"], row["type"], row["properties"], row["usage"], row["region"], expected, True)


def translated(labels: Path) -> Iterator[Case]:
    """The Terraform cases of types that CloudFormation has, too."""
    file = labels / "infracost.cost.json"
    if not file.exists():
        return
    expected: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in json.loads(file.read_text()):
        if row["resource"] != "TOTAL":
            expected[row["test"], row["resource"]].append(row)
    for (test, name), rows in expected.items():
        inputs = json.loads((labels / "cost" / f"{test}.inputs.json").read_text())
        stated = (inputs["usage"] or {}).get(name, {})
        type_ = name.partition(".")[0]
        if type_ not in TWINS or (name not in inputs["tf"] and type_ != "aws_data_transfer"):
            continue
        twin, names = TWINS[type_]
        properties = _pascal(inputs["tf"].get(name, {}), names)
        if twin == "AWS::Lambda::Alias":
            properties = {"ProvisionedConcurrencyConfig": properties}
        if twin in WRAPPED:
            properties = {WRAPPED[twin]: properties}
        region = stated.get("region", rows[0]["region"])
        monthly = sum(row.get("monthly") or 0 for row in rows)
        yield Case(f"{test}/{name}", twin, properties, stated, region, monthly, bool(monthly))


def _pascal(properties: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in properties.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            items = [_pascal(item, names) for item in value]
            value = items if key in LISTS or len(items) > 1 else items[0]
        elif isinstance(value, dict):
            value = _pascal(value, names)
        found[names.get(key) or "".join(part.capitalize() for part in key.split("_"))] = value
    return found


def score(labels: Path) -> None:
    folder = Path(tempfile.mkdtemp())
    groups = {"CloudFormation": list(cases(labels)), "translated": list(translated(labels))}
    for name, members in groups.items():
        right = 0
        for case in members:
            got, how = _monthly(case, folder / "template.json")
            if got is not None and abs(got - case.expected) <= max(WITHIN * case.expected, CENT):
                right += 1
            else:
                print(f"  {case.id}: {case.expected:.2f} expected, {how}")
        if members:
            print(f"{name}: {right} of {len(members)} within 1 % ({right / len(members):.1%})")


def _monthly(case: Case, file: Path) -> tuple[float | None, str]:
    transfer = case.type == "data_transfer"
    body = {"Type": "AWS::IAM::Role"} if transfer else {"Type": case.type, "Properties": case.properties}
    file.write_text(json.dumps({"Resources": {"R": body}}))
    stated = usage({"data_transfer" if transfer else "R": case.usage} if case.usage else {})
    terms = Terms(region=case.region, free_tier=False, assume=False)
    found = estimate(read(file), stated, Prices(), terms)
    if found.charges:
        return float(found.total), f"{found.total:.2f} found"
    why = (*found.unpriced, *found.free)[0].reason
    return (None if found.unpriced else 0.0), f"not priced: {why}"


def survive(corpus: Path) -> None:
    done = bad = priced = missing = 0
    for path in sorted(corpus.rglob("*")):
        target = path.parent if path.name == "manifest.json" else path
        if path.suffix not in {".json", ".yaml", ".yml", ".template"}:
            continue
        try:
            graph = read(target)
        except StratiformError:
            continue
        try:
            found = estimate(graph, usage({}), Prices())
        except Exception:
            bad += 1
            traceback.print_exc(limit=-2)
            continue
        done += 1
        priced += len(found.charges)
        missing += sum(len(each.resources) for each in found.unpriced)
    print(f"{done} graphs estimated, {bad} tracebacks; {priced} charges, {missing} resources not priced")


def cold() -> None:
    command = [STRAT, "cost", FIXTURE, "--json"]
    taken = [seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(RUNS)]
    print(f"strat cost, cold: {statistics.median(taken):.2f} s (median of {RUNS}, {min(taken):.2f} at best)")
    print(f"loaded of what must not be: {sorted(loaded('cost', FIXTURE).intersection(FORBIDDEN))}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        score(Path(sys.argv[1]))
    if len(sys.argv) > 2:
        survive(Path(sys.argv[2]))
    cold()
