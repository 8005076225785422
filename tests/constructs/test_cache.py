"""A cache: encrypted, behind a password, and as available as its tier says."""

import pytest

from stratiform.tiers import DEV, PROD, STAGING
from systems import part, source, stack, statements, system

pytestmark = pytest.mark.synth

TIERS = (DEV, STAGING, PROD)


@pytest.fixture(scope="module")
def systems(tmp_path_factory):
    """By tier: a Valkey and a Redis, and functions that use the first."""
    code = source(tmp_path_factory.mktemp("cache"))

    def build(main):
        from stratiform.constructs import Access, Cache, Function, Network

        network = Network(main, "Network")
        sessions = Cache(main, "Sessions", network=network)
        Cache(main, "Old", network=network, engine="redis", parameters={"maxmemory-policy": "noeviction"})
        Function(main, "Owner", source=code, network=network).uses(sessions)
        Function(main, "Reader", source=code, network=network).uses(sessions, Access.READ)

    return {tier.name: system(build, tier) for tier in TIERS}


@pytest.fixture(scope="module")
def graph(systems):
    return systems["dev"]


def cache(graph, path="Sessions"):
    return part(graph, path).properties


def variables(graph, path):
    return part(graph, path).properties["Environment"]["Variables"]


def test_valkey_unless_redis_is_asked_for(graph):
    assert cache(graph)["Engine"] == "valkey"
    assert cache(graph, "Old")["Engine"] == "redis"
    families = {
        group.path.split("/")[2]: group.properties["CacheParameterGroupFamily"]
        for group in graph.of_type("AWS::ElastiCache::ParameterGroup")
    }
    assert families == {"Sessions": "valkey8", "Old": "redis7"}


def test_a_full_cache_drops_what_was_used_longest_ago_unless_told_otherwise(graph):
    policies = {
        group.path.split("/")[2]: group.properties["Properties"]["maxmemory-policy"]
        for group in graph.of_type("AWS::ElastiCache::ParameterGroup")
    }
    assert policies == {"Sessions": "allkeys-lru", "Old": "noeviction"}


def test_it_is_encrypted_in_transit_and_at_rest(graph, systems):
    found = cache(graph)
    assert found["TransitEncryptionEnabled"] is True
    assert found["TransitEncryptionMode"] == "required"
    assert found["AtRestEncryptionEnabled"] is True
    (key,) = systems["prod"].of_type("AWS::KMS::Key")
    assert cache(systems["prod"])["KmsKeyId"] == {"Fn::GetAtt": [key.address.logical_id, "Arn"]}
    assert "KmsKeyId" not in found


def test_the_password_is_generated_and_read_from_its_secret(graph):
    secret = part(graph, "Sessions/Secret")
    generated = secret.properties["GenerateSecretString"]
    assert generated["ExcludePunctuation"] is True
    assert 16 <= generated["PasswordLength"] <= 128
    token = str(cache(graph)["AuthToken"])
    assert "{{resolve:secretsmanager:" in token
    assert secret.address.logical_id in token


def test_the_tier_decides_nodes_replicas_and_snapshots(systems):
    for tier in TIERS:
        graph = systems[tier.name]
        found, many = cache(graph), tier.cache.replicas > 0
        assert found["CacheNodeType"] == f"cache.{tier.cache.instance}"
        assert found["NumCacheClusters"] == 1 + tier.cache.replicas
        assert (found["AutomaticFailoverEnabled"], found["MultiAZEnabled"]) == (many, many)
        assert found["SnapshotRetentionLimit"] == tier.cache.snapshot_days
        assert ("SnapshotWindow" in found) == (tier.cache.snapshot_days > 0)
        policy = part(graph, "Sessions").deletion_policy
        assert policy == ("Snapshot" if tier.keep_data else "Delete")


def test_it_stands_in_isolated_subnets_and_its_users_alone_reach_its_port(graph):
    isolated = [
        {"Ref": s.address.logical_id} for s in graph.of_type("AWS::EC2::Subnet") if "isolated" in s.path
    ]
    assert part(graph, "Sessions/Subnets").properties["SubnetIds"] == isolated
    rules = [r.properties for r in graph.of_type("AWS::EC2::SecurityGroupIngress")]
    users = {part(graph, f"{who}/SecurityGroup").address.logical_id for who in ("Owner", "Reader")}
    assert {rule["SourceSecurityGroupId"]["Fn::GetAtt"][0] for rule in rules} == users
    assert {(rule["FromPort"], rule["ToPort"]) for rule in rules} == {(6379, 6379)}
    (egress,) = part(graph, "Sessions/SecurityGroup").properties["SecurityGroupEgress"]
    assert egress["CidrIp"] == "255.255.255.255/32"


def test_a_workload_is_told_where_to_connect_and_may_read_the_password(graph):
    id = part(graph, "Sessions").address.logical_id
    secret = {"Ref": part(graph, "Sessions/Secret").address.logical_id}
    assert variables(graph, "Owner") == {
        "SESSIONS_HOST": {"Fn::GetAtt": [id, "PrimaryEndPoint.Address"]},
        "SESSIONS_PORT": {"Fn::GetAtt": [id, "PrimaryEndPoint.Port"]},
        "SESSIONS_SECRET_ARN": secret,
    }
    granted = [a for _, a, resource in statements(graph, "Owner/Role/DefaultPolicy") if resource == secret]
    assert granted == [{"secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"}]


def test_what_only_reads_goes_to_the_replicas_where_there_are_any(graph, systems):
    at = "Fn::GetAtt"
    assert variables(graph, "Reader")["SESSIONS_HOST"][at][1] == "PrimaryEndPoint.Address"
    assert variables(systems["prod"], "Reader")["SESSIONS_HOST"][at][1] == "ReaderEndPoint.Address"


def test_a_platform_that_reads_secrets_is_told_the_password():
    from stratiform.constructs import Access, Cache, Network

    main = stack()
    secrets = Cache(main, "Sessions", network=Network(main, "Network")).binding(Access.READ).secrets
    assert {key: value.field for key, value in secrets.items()} == {"PASSWORD": "password"}


def test_slow_commands_and_the_engines_log_are_kept_as_long_as_the_tier_says(systems):
    for tier in TIERS:
        graph = systems[tier.name]
        logs = part(graph, "Sessions/Logs")
        assert logs.properties["RetentionInDays"] == tier.log_days
        delivered = cache(graph)["LogDeliveryConfigurations"]
        assert {log["LogType"] for log in delivered} == {"slow-log", "engine-log"}
        for log in delivered:
            details = log["DestinationDetails"]["CloudWatchLogsDetails"]
            assert details == {"LogGroup": {"Ref": logs.address.logical_id}}


def test_alarms_watch_the_node_where_it_is_worst(graph, systems):
    thresholds = {"Cpu": 85, "Memory": 90, "Connections": 52_000}
    for name, threshold in thresholds.items():
        one = part(graph, f"Sessions/{name}").properties
        assert one["Threshold"] == threshold
        node = one["Dimensions"][0]["Value"]["Fn::Join"][1]
        assert node == [{"Ref": part(graph, "Sessions").address.logical_id}, "-001"]
        many = part(systems["prod"], f"Sessions/{name}").properties["Metrics"]
        assert len([metric for metric in many if "MetricStat" in metric]) == 1 + PROD.cache.replicas
        assert any(metric.get("Expression", "").startswith("MAX(") for metric in many)
