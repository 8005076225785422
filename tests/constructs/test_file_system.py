"""A file system: encrypted, mounted over TLS by those who may, and seen as a folder of one's own."""

import pytest

from stratiform.errors import NoNetwork, WrongUse
from stratiform.tiers import DEV, PROD, STAGING
from systems import part, source, stack, system

pytestmark = pytest.mark.synth

TIERS = (DEV, STAGING, PROD)


@pytest.fixture(scope="module")
def systems(tmp_path_factory):
    """By tier: a file system with a second folder, and functions that use both."""
    code = source(tmp_path_factory.mktemp("files"))

    def build(main):
        from stratiform.constructs import Access, FileSystem, Function, Network

        network = Network(main, "Network")
        media = FileSystem(main, "Media", network=network)
        reports = media.folder("Reports", user="2000:3000")
        Function(main, "Writer", source=code, network=network).uses(media)
        Function(main, "Reader", source=code, network=network).uses(reports, Access.READ)

    return {tier.name: system(build, tier) for tier in TIERS}


@pytest.fixture(scope="module")
def graph(systems):
    return systems["dev"]


def id(graph, path):
    return part(graph, path).address.logical_id


def test_it_is_encrypted_with_the_stacks_key_where_the_tier_wants_one(systems):
    for tier in TIERS:
        found = part(systems[tier.name], "Media").properties
        assert found["Encrypted"] is True
        assert ("KmsKeyId" in found) is tier.customer_keys


def test_plain_transport_is_denied_and_nobody_is_let_in_by_the_policy(graph):
    (denied,) = part(graph, "Media").properties["FileSystemPolicy"]["Statement"]
    assert (denied["Effect"], denied["Action"], denied["Principal"]) == ("Deny", "*", {"AWS": "*"})
    assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_tier_decides_throughput_backups_and_archive(systems):
    for tier in TIERS:
        resource = part(systems[tier.name], "Media")
        found = resource.properties
        assert found["ThroughputMode"] == tier.file_system.throughput
        assert ("BackupPolicy" in found) is tier.file_system.backups
        archive = {"TransitionToArchive": "AFTER_90_DAYS"} in found["LifecyclePolicies"]
        assert archive is (tier.file_system.throughput == "elastic")  # AWS archives with no other
        assert {"TransitionToIA": "AFTER_30_DAYS"} in found["LifecyclePolicies"]
        assert {"TransitionToPrimaryStorageClass": "AFTER_1_ACCESS"} in found["LifecyclePolicies"]
        assert resource.deletion_policy == ("Retain" if tier.keep_data else "Delete")


def test_a_mount_target_stands_in_every_isolated_subnet(graph):
    isolated = {s.address.logical_id for s in graph.of_type("AWS::EC2::Subnet") if "isolated" in s.path}
    targets = [target.properties for target in graph.of_type("AWS::EFS::MountTarget")]
    assert {target["SubnetId"]["Ref"] for target in targets} == isolated
    group = {"Fn::GetAtt": [id(graph, "Media/SecurityGroup"), "GroupId"]}
    assert all(target["SecurityGroups"] == [group] for target in targets)


def test_its_users_alone_reach_nfs(graph):
    rules = [rule.properties for rule in graph.of_type("AWS::EC2::SecurityGroupIngress")]
    users = {id(graph, f"{who}/SecurityGroup") for who in ("Writer", "Reader")}
    assert {rule["SourceSecurityGroupId"]["Fn::GetAtt"][0] for rule in rules} == users
    assert {(rule["FromPort"], rule["ToPort"]) for rule in rules} == {(2049, 2049)}


def test_a_folder_is_a_root_with_one_user(graph):
    shared = part(graph, "Media/Shared").properties
    assert shared["RootDirectory"]["Path"] == "/shared"
    assert shared["PosixUser"] == {"Uid": "10001", "Gid": "10001"}
    reports = part(graph, "Media/Reports").properties
    assert reports["PosixUser"] == {"Uid": "2000", "Gid": "3000"}
    assert reports["RootDirectory"] == {
        "Path": "/reports",
        "CreationInfo": {"OwnerUid": "2000", "OwnerGid": "3000", "Permissions": "750"},
    }


@pytest.mark.parametrize(
    ("who", "folder", "verbs"),
    [
        ("Writer", "Media/Shared", {"ClientMount", "ClientWrite"}),
        ("Reader", "Media/Reports", {"ClientMount"}),
    ],
)
def test_access_is_to_one_folder_and_exactly_what_is_declared(graph, who, folder, verbs):
    (granted,) = (
        statement
        for statement in part(graph, f"{who}/Role/DefaultPolicy").properties["PolicyDocument"]["Statement"]
        if "elasticfilesystem" in str(statement["Action"])
    )
    actions = granted["Action"]
    actions = {actions} if isinstance(actions, str) else set(actions)
    assert actions == {f"elasticfilesystem:{verb}" for verb in verbs}
    assert granted["Resource"] == {"Fn::GetAtt": [id(graph, "Media"), "Arn"]}
    point = granted["Condition"]["StringEquals"]["elasticfilesystem:AccessPointArn"]
    assert id(graph, folder) in str(point)


def test_a_function_sees_it_at_the_path_it_is_told(graph):
    function = part(graph, "Writer")
    assert function.properties["Environment"]["Variables"] == {"MEDIA_PATH": "/mnt/media"}
    (mounted,) = function.properties["FileSystemConfigs"]
    assert mounted["LocalMountPath"] == "/mnt/media"
    assert id(graph, "Media/Shared") in str(mounted["Arn"])
    reader = part(graph, "Reader").properties["Environment"]["Variables"]
    assert reader == {"REPORTS_PATH": "/mnt/reports"}


def test_what_only_reads_mounts_to_read():
    from stratiform.constructs import Access, FileSystem, Network

    main = stack()
    media = FileSystem(main, "Media", network=Network(main, "Network"))
    assert [media.binding(access).volume.read_only for access in Access] == [True, False, False]


def test_a_function_waits_for_the_mount_targets(graph):
    targets = {target.address.logical_id for target in graph.of_type("AWS::EFS::MountTarget")}
    needed = {edge.target.logical_id for edge in graph.out_of(part(graph, "Writer").address)}
    assert targets <= needed


def test_an_alarm_rings_before_the_burst_credits_are_gone(graph, systems):
    alarm = part(graph, "Media/Credits").properties
    assert alarm["MetricName"] == "BurstCreditBalance"
    assert alarm["ComparisonOperator"] == "LessThanOrEqualToThreshold"
    assert alarm["Threshold"] == round(0.21 * 1024**4)
    paths = {alarm.path for alarm in systems["prod"].of_type("AWS::CloudWatch::Alarm")}
    assert not any("Media" in path for path in paths)  # elastic throughput has no credits


def test_a_function_mounts_one_file_system(tmp_path):
    from stratiform.constructs import FileSystem, Function, Network

    main = stack()
    network = Network(main, "Network")
    worker = Function(main, "Worker", source=source(tmp_path), network=network)
    worker.uses(FileSystem(main, "Media", network=network))
    with pytest.raises(WrongUse, match="it has a file system"):
        worker.uses(FileSystem(main, "Other", network=network))


def test_a_function_outside_the_network_cannot_mount(tmp_path):
    from stratiform.constructs import FileSystem, Function, Network

    main = stack()
    media = FileSystem(main, "Media", network=Network(main, "Network"))
    with pytest.raises(NoNetwork):
        Function(main, "Worker", source=source(tmp_path)).uses(media)
