"""A database: as safe and available as its tier says, and reached by those who use it alone."""

import re
from dataclasses import replace

import pytest

from stratiform.errors import NoNetwork
from stratiform.tiers import DEV, PROD, STAGING
from systems import part, source, stack, statements, system

pytestmark = pytest.mark.synth

TIERS = (DEV, STAGING, PROD)


@pytest.fixture(scope="module")
def code(tmp_path_factory):
    return source(tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="module")
def systems(code):
    """By tier: an Aurora cluster, an instance, and functions that use them."""

    def build(main):
        from stratiform.constructs import Access, Database, Function, Network

        network = Network(main, "Network")
        aurora = Database(main, "Aurora", network=network, name="orders", parameters={"work_mem": "8192"})
        single = Database(main, "Single", network=network, engine="instance", storage=50)
        Function(main, "Owner", source=code, network=network).uses(aurora)
        Function(main, "Reader", source=code, network=network).uses(aurora, Access.READ)
        Function(main, "Signer", source=code, network=network).uses(single.user("clerk"))

    return {tier.name: system(build, tier) for tier in TIERS}


@pytest.fixture(scope="module")
def graph(systems):
    return systems["dev"]


@pytest.fixture(scope="module")
def production(systems):
    return systems["prod"]


def cluster(graph):
    return part(graph, "Aurora").properties


def single(graph):
    return part(graph, "Single").properties


def test_the_default_version_is_the_newest_that_both_engines_have():
    from aws_cdk import aws_rds as rds

    from stratiform.constructs.database import VERSION

    def listed(versions):
        found = (re.fullmatch(r"VER_(\d+)_(\d+)", name) for name in dir(versions))
        return {(int(version[1]), int(version[2])) for version in found if version}

    newest = max(listed(rds.AuroraPostgresEngineVersion) & listed(rds.PostgresEngineVersion))
    assert ".".join(map(str, newest)) == VERSION


def test_aurora_scales_between_the_capacities_of_its_tier(systems):
    for tier in TIERS:
        found = cluster(systems[tier.name])
        assert (found["Engine"], found["DatabaseName"]) == ("aurora-postgresql", "orders")
        bounds = {"MinCapacity": tier.database.min_capacity, "MaxCapacity": tier.database.max_capacity}
        assert found["ServerlessV2ScalingConfiguration"] == bounds
        members = [
            instance.properties
            for instance in systems[tier.name].of_type("AWS::RDS::DBInstance")
            if "Aurora" in instance.path
        ]
        assert len(members) == 1 + tier.database.readers
        assert {member["DBInstanceClass"] for member in members} == {"db.serverless"}
        # The first reader takes the writer's place; nothing else is as large.
        assert sorted(member["PromotionTier"] for member in members) == [0, 1][: len(members)]


def test_an_instance_has_the_class_storage_and_standby_of_its_tier(systems):
    for tier in TIERS:
        found = single(systems[tier.name])
        assert (found["Engine"], found["DBName"]) == ("postgres", "app")
        assert found["DBInstanceClass"] == f"db.{tier.database.instance}"
        assert found["MultiAZ"] is tier.database.standby
        assert (found["AllocatedStorage"], found["MaxAllocatedStorage"]) == ("50", 500)
        assert (found["StorageType"], found["PubliclyAccessible"]) == ("gp3", False)


@pytest.mark.parametrize("found", [cluster, single])
def test_the_tier_decides_protection_backups_and_insights(systems, found):
    for tier in TIERS:
        graph, decided = systems[tier.name], tier.database
        database = found(graph)
        assert database["DeletionProtection"] is decided.deletion_protection
        assert database["BackupRetentionPeriod"] == decided.backup_days
        assert database["DatabaseInsightsMode"] == decided.insights
        kept = {"standard": 7, "advanced": 465}[decided.insights]
        assert database["PerformanceInsightsRetentionPeriod"] == kept
    for path in ("Aurora", "Single", "Aurora/Secret", "Single/Secret"):
        assert part(systems["dev"], path).deletion_policy == "Delete"
        assert part(systems["prod"], path).deletion_policy == "Retain"


def test_the_operating_system_is_measured_as_often_as_the_tier_says(systems):
    for tier in TIERS:
        intervals = {
            i.properties["MonitoringInterval"] for i in systems[tier.name].of_type("AWS::RDS::DBInstance")
        }
        assert intervals == {tier.database.monitoring_seconds}


@pytest.mark.parametrize("found", [cluster, single])
def test_data_is_encrypted_with_the_stacks_key_where_the_tier_wants_one(graph, production, found):
    assert found(graph)["StorageEncrypted"] is True
    assert "KmsKeyId" not in found(graph)
    assert found(production)["StorageEncrypted"] is True
    (key,) = production.of_type("AWS::KMS::Key")
    arn = {"Fn::GetAtt": [key.address.logical_id, "Arn"]}
    assert found(production)["KmsKeyId"] == arn
    assert part(production, "Aurora/Secret").properties["KmsKeyId"] == arn


def test_connections_are_encrypted_and_slow_statements_logged(graph):
    for type_ in ("AWS::RDS::DBClusterParameterGroup", "AWS::RDS::DBParameterGroup"):
        (group,) = graph.of_type(type_)
        parameters = group.properties["Parameters"]
        assert parameters["rds.force_ssl"] == "1"
        assert parameters["log_min_duration_statement"] == "1000"
    (group,) = graph.of_type("AWS::RDS::DBClusterParameterGroup")
    assert group.properties["Parameters"]["work_mem"] == "8192"


@pytest.mark.parametrize("found", [cluster, single])
def test_logs_are_exported_and_kept_as_long_as_the_tier_says(systems, found):
    for tier in TIERS:
        graph = systems[tier.name]
        assert found(graph)["EnableCloudwatchLogsExports"] == ["postgresql"]
        kept = {r.properties["RetentionInDays"] for r in graph.of_type("Custom::LogRetention")}
        assert kept == {tier.log_days}


@pytest.mark.parametrize("found", [cluster, single])
def test_backups_come_before_maintenance(graph, found):
    assert found(graph)["PreferredBackupWindow"] == "02:00-03:00"
    assert found(graph)["PreferredMaintenanceWindow"] == "sun:03:30-sun:04:30"


def test_it_stands_in_isolated_subnets_without_a_way_out(graph):
    isolated = [
        {"Ref": s.address.logical_id} for s in graph.of_type("AWS::EC2::Subnet") if "isolated" in s.path
    ]
    groups = list(graph.of_type("AWS::RDS::DBSubnetGroup"))
    assert [group.properties["SubnetIds"] for group in groups] == [isolated, isolated]
    (egress,) = part(graph, "Aurora/SecurityGroup").properties["SecurityGroupEgress"]
    assert egress["CidrIp"] == "255.255.255.255/32"


def test_those_who_use_it_reach_its_port_and_nobody_else(graph):
    rules = [r.properties for r in graph.of_type("AWS::EC2::SecurityGroupIngress") if "Aurora" in r.path]
    users = {part(graph, f"{who}/SecurityGroup").address.logical_id for who in ("Owner", "Reader")}
    assert {rule["SourceSecurityGroupId"]["Fn::GetAtt"][0] for rule in rules} == users
    port = {"Fn::GetAtt": [part(graph, "Aurora").address.logical_id, "Endpoint.Port"]}
    assert all((rule["FromPort"], rule["ToPort"]) == (port, port) for rule in rules)


def test_the_password_is_generated_and_read_from_its_secret(graph):
    secret = part(graph, "Aurora/Secret")
    assert secret.properties["GenerateSecretString"]["GenerateStringKey"] == "password"
    password = str(cluster(graph)["MasterUserPassword"])
    assert "{{resolve:secretsmanager:" in password
    assert secret.address.logical_id in password


def test_a_workload_is_told_where_and_as_whom_to_connect(graph):
    variables = part(graph, "Owner").properties["Environment"]["Variables"]
    id = part(graph, "Aurora").address.logical_id
    attached = part(graph, "Aurora/Secret/Attachment").address.logical_id
    assert variables == {
        "AURORA_HOST": {"Fn::GetAtt": [id, "Endpoint.Address"]},
        "AURORA_PORT": {"Fn::GetAtt": [id, "Endpoint.Port"]},
        "AURORA_NAME": "orders",
        "AURORA_USER": "postgres",
        "AURORA_SECRET_ARN": {"Ref": attached},
    }
    granted = [
        a for _, a, resource in statements(graph, "Owner/Role/DefaultPolicy") if attached in str(resource)
    ]
    assert granted == [{"secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"}]


def test_what_only_reads_is_told_the_readers_host(graph):
    variables = part(graph, "Reader").properties["Environment"]["Variables"]
    id = part(graph, "Aurora").address.logical_id
    assert variables["AURORA_HOST"] == {"Fn::GetAtt": [id, "ReadEndpoint.Address"]}


def test_a_platform_that_reads_secrets_is_told_the_password():
    from stratiform.constructs import Access, Database, Network

    main = stack()
    database = Database(main, "Orders", network=Network(main, "Network"))
    secrets = database.binding(Access.READ_WRITE).secrets
    assert {key: value.field for key, value in secrets.items()} == {"PASSWORD": "password"}


def test_a_user_signs_in_with_iam_and_needs_no_secret(graph):
    assert single(graph)["EnableIAMDatabaseAuthentication"] is True
    assert cluster(graph)["EnableIAMDatabaseAuthentication"] is True
    variables = part(graph, "Signer").properties["Environment"]["Variables"]
    assert set(variables) == {"SINGLE_HOST", "SINGLE_PORT", "SINGLE_NAME", "SINGLE_USER"}
    assert variables["SINGLE_USER"] == "clerk"
    granted = [(actions, resource) for _, actions, resource in statements(graph, "Signer/Role/DefaultPolicy")]
    ((_, resource),) = (found for found in granted if found[0] == {"rds-db:connect"})
    assert "/clerk" in str(resource)
    assert not any("secretsmanager" in str(actions) for actions, _ in granted)


def test_the_tier_decides_whether_and_how_often_the_password_changes(systems):
    for tier in TIERS:
        schedules = list(systems[tier.name].of_type("AWS::SecretsManager::RotationSchedule"))
        rates = {schedule.properties["RotationRules"]["ScheduleExpression"] for schedule in schedules}
        days = tier.database.rotation_days
        assert rates == ({f"rate({days} days)"} if days else set())
        assert len(schedules) == (2 if days else 0)


def test_rotation_needs_a_path_to_secrets_manager():
    from stratiform.constructs import Database, Network

    def build(main, **options):
        network = Network(main, "Network", subnets=("isolated",), **options)
        Database(main, "Orders", network=network)

    rotating = replace(DEV, database=replace(DEV.database, rotation_days=7))
    with pytest.raises(NoNetwork, match="no path to secretsmanager"):
        system(build, rotating)
    graph = system(lambda main: build(main, endpoints=("secretsmanager",)), rotating)
    assert list(graph.of_type("AWS::SecretsManager::RotationSchedule"))


def test_alarms_ring_when_a_share_of_what_the_server_holds_is_used_up(graph):
    found = {
        alarm.path.removeprefix("local/Main/").removesuffix("/Resource"): (
            alarm.properties["MetricName"],
            alarm.properties["ComparisonOperator"],
            alarm.properties["Threshold"],
        )
        for alarm in graph.of_type("AWS::CloudWatch::Alarm")
        if alarm.path.split("/")[2] in ("Aurora", "Single")
    }
    at_least, at_most = "GreaterThanOrEqualToThreshold", "LessThanOrEqualToThreshold"
    gib = 1024**3
    assert found == {
        "Aurora/Cpu": ("CPUUtilization", at_least, 85),
        "Aurora/Connections": ("DatabaseConnections", at_least, 320),
        "Aurora/Capacity": ("ACUUtilization", at_least, 90),
        "Aurora/Memory": ("FreeableMemory", at_most, round(0.4 * gib)),
        "Single/Cpu": ("CPUUtilization", at_least, 85),
        "Single/Connections": ("DatabaseConnections", at_least, 66),
        "Single/Memory": ("FreeableMemory", at_most, round(0.1 * gib)),
        "Single/Storage": ("FreeStorageSpace", at_most, 5 * gib),
    }


def test_the_cdk_has_no_warning_about_it_in_production():
    from aws_cdk import assertions

    stacks = []

    def build(main):
        from stratiform.constructs import Database, Network

        Database(main, "Database", network=Network(main, "Network"))
        stacks.append(main)

    system(build, PROD)
    warnings = assertions.Annotations.from_stack(stacks[0]).find_warning("*", assertions.Match.any_value())
    assert [warning.entry.data for warning in warnings] == []
