"""What services, workers and jobs share: two roles, a log, a size, a place in the network."""

import pytest

from containers import IMAGE, container, definition, egress, on_cluster, variables
from stratiform.errors import NoNetwork, WrongUse
from stratiform.tiers import DEV, PROD, STAGING
from systems import part, stack, statements, system

pytestmark = pytest.mark.synth


def job(tier=DEV, container=None, **options):
    from stratiform.constructs import Container, Job

    def build(main, cluster):
        Job(main, "Job", cluster=cluster, container=container or Container(image=IMAGE), **options)

    return on_cluster(build, tier)


@pytest.fixture(scope="module")
def plain():
    return job()


@pytest.mark.parametrize(
    ("tier", "cpu", "memory"),
    [(DEV, "512", "1024"), (STAGING, "1024", "2048"), (PROD, "2048", "4096")],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_tier_decides_the_size(tier, cpu, memory):
    found = definition(job(tier), "Job")
    assert (found["Cpu"], found["Memory"]) == (cpu, memory)


def test_what_is_given_wins():
    found = definition(job(PROD, cpu=256, memory=512), "Job")
    assert (found["Cpu"], found["Memory"]) == ("256", "512")


def test_what_runs_and_what_starts_it_have_a_role_each(plain):
    found = definition(plain, "Job")
    role, execution = (part(plain, f"Job/{name}").address.logical_id for name in ("Role", "ExecutionRole"))
    assert found["TaskRoleArn"] == {"Fn::GetAtt": [role, "Arn"]}
    assert found["ExecutionRoleArn"] == {"Fn::GetAtt": [execution, "Arn"]}
    assert plain.at("local/Main/Job/Role/DefaultPolicy") is None


def test_starting_may_write_the_log_and_nothing_else(plain):
    group = part(plain, "Job/Logs").address.logical_id
    assert list(statements(plain, "Job/ExecutionRole/DefaultPolicy")) == [
        ("Allow", {"logs:CreateLogStream", "logs:PutLogEvents"}, {"Fn::GetAtt": [group, "Arn"]})
    ]


def test_ecs_of_this_account_alone_takes_the_roles(plain):
    for role in ("Role", "ExecutionRole"):
        (trust,) = part(plain, f"Job/{role}").properties["AssumeRolePolicyDocument"]["Statement"]
        assert trust["Principal"] == {"Service": "ecs-tasks.amazonaws.com"}
        assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "000000000000"}}


@pytest.mark.parametrize("tier", [DEV, PROD], ids=lambda tier: tier.name)
def test_the_log_is_kept_as_long_as_the_tier_says_and_never_stops_the_program(tier):
    graph = job(tier)
    group = part(graph, "Job/Logs")
    assert group.properties["RetentionInDays"] == tier.log_days
    options = container(graph, "Job")["LogConfiguration"]["Options"]
    assert options["awslogs-group"] == {"Ref": group.address.logical_id}
    assert options["mode"] == "non-blocking"


def test_the_log_is_encrypted_with_a_key_that_cloudwatch_may_use_for_logs_alone():
    from aws_cdk import aws_kms as kms

    from stratiform.constructs import Cluster, Container, Job, Network

    def build(main):
        cluster = Cluster(main, "Cluster", network=Network(main, "Network"))
        Job(
            main,
            "Job",
            cluster=cluster,
            container=Container(image=IMAGE),
            encryption_key=kms.Key(main, "Key"),
        )

    graph = system(build)
    key = part(graph, "Key")
    assert part(graph, "Job/Logs").properties["KmsKeyId"] == {"Fn::GetAtt": [key.address.logical_id, "Arn"]}
    (allowed,) = (
        statement
        for statement in key.properties["KeyPolicy"]["Statement"]
        if statement["Principal"] == {"Service": "logs.us-east-1.amazonaws.com"}
    )
    assert "kms:EncryptionContext:aws:logs:arn" in allowed["Condition"]["ArnLike"]


def test_nobody_comes_in_and_only_https_goes_out(plain):
    group = part(plain, "Job/SecurityGroup").properties
    assert "SecurityGroupIngress" not in group
    assert not list(plain.of_type("AWS::EC2::SecurityGroupIngress"))
    assert egress(plain, "Job") == [("0.0.0.0/0", 443)]


def alone(network, **options):
    """A job in a network without a way out."""
    from stratiform.constructs import Cluster, Container, Job, Network

    def build(main):
        cluster = Cluster(main, "Cluster", network=Network(main, "Network", **network))
        Job(main, "Job", cluster=cluster, container=Container(image=IMAGE), **options)

    return system(build)


def test_without_a_path_to_the_log_or_the_registry_it_is_told():
    with pytest.raises(NoNetwork, match="no path to logs"):
        alone({"subnets": ("isolated",)})
    endpoints = ("logs", "ecr.api", "ecr.dkr")
    with pytest.raises(NoNetwork, match=r"no path to the registry of public\.ecr\.aws") as raised:
        alone({"subnets": ("isolated",), "endpoints": endpoints})
    assert "bring the image to ECR" in raised.value.fix


def test_endpoints_are_reached_by_their_security_groups():
    from aws_cdk import aws_ecr as ecr
    from aws_cdk import aws_ecs as ecs

    from stratiform.constructs import Cluster, Container, Job, Network

    def build(main):
        network = Network(main, "Network", subnets=("isolated",), endpoints=("logs", "ecr.api", "ecr.dkr"))
        repository = ecr.Repository.from_repository_name(main, "Images", "web")
        Job(
            main,
            "Job",
            cluster=Cluster(main, "Cluster", network=network),
            container=Container(image=ecs.ContainerImage.from_ecr_repository(repository, "1")),
        )

    graph = system(build)
    reached = {rule.path.rpartition("/")[2] for rule in graph.of_type("AWS::EC2::SecurityGroupEgress")}
    assert len(reached) == 3
    assert egress(graph, "Job") == [("0.0.0.0/0", 443)]  # to S3, whose endpoint has no security group


def test_in_public_subnets_it_has_a_public_address_and_needs_no_nat_gateway():
    from stratiform.constructs import Cluster, Container, Network, Service

    def build(main):
        network = Network(main, "Network", subnets=("public",))
        Service(
            main,
            "Web",
            cluster=Cluster(main, "Cluster", network=network),
            container=Container(image=IMAGE, port=8080),
            subnets="public",
        )

    graph = system(build)
    placed = part(graph, "Web/Resource/Service").properties["NetworkConfiguration"]["AwsvpcConfiguration"]
    assert placed["AssignPublicIp"] == "ENABLED"
    assert not list(graph.of_type("AWS::EC2::NatGateway"))


def test_sidecars_run_beside_it_and_share_folders_with_it():
    from stratiform.constructs import Container

    sidecars = {"agent": Container(image="agent:1", essential=False, writable=())}
    graph = job(sidecars=sidecars, shared=("/run/app",))
    main, agent = container(graph, "Job"), container(graph, "Job", 1)
    assert (main["Name"], agent["Name"]) == ("job", "agent")
    assert (main["Essential"], agent["Essential"]) == (True, False)
    assert agent["User"] == "10001:10001"
    for each in (main, agent):
        mounts = {mount["ContainerPath"]: mount["SourceVolume"] for mount in each["MountPoints"]}
        assert mounts["/run/app"] == "run-app"


def test_it_uses_resources_as_every_workload_does():
    from stratiform.constructs import Access, Container, Job, Table

    def build(main, cluster):
        made = Job(main, "Job", cluster=cluster, container=Container(image=IMAGE))
        made.uses(Table(main, "Orders", key="id"), Access.READ)

    graph = on_cluster(build)
    table = part(graph, "Orders").address.logical_id
    assert variables(graph, "Job") == {"ORDERS_TABLE_NAME": {"Ref": table}}
    ((effect, actions, resource),) = statements(graph, "Job/Role/DefaultPolicy")
    assert (effect, resource) == ("Allow", [{"Fn::GetAtt": [table, "Arn"]}])
    assert "dynamodb:PutItem" not in actions


def test_the_platform_reads_secrets_for_it_and_the_template_holds_none():
    from stratiform.constructs import Access, Container, Job, Secret

    def build(main, cluster):
        made = Job(main, "Job", cluster=cluster, container=Container(image=IMAGE))
        made.uses(Secret(main, "Token"), Access.READ, as_={"SECRET": "TOKEN"})

    graph = on_cluster(build)
    secret = part(graph, "Token").address.logical_id
    (given,) = container(graph, "Job")["Secrets"]
    assert (given["Name"], given["ValueFrom"]) == ("TOKEN", {"Ref": secret})
    allowed = {
        action: resource
        for _, actions, resource in statements(graph, "Job/ExecutionRole/DefaultPolicy")
        for action in actions
    }
    assert allowed["secretsmanager:GetSecretValue"] == {"Ref": secret}


def test_it_mounts_a_file_system_over_tls_and_as_its_role():
    from stratiform.constructs import Container, FileSystem, Job, Network
    from stratiform.constructs.cluster import Cluster

    def build(main):
        network = Network(main, "Network")
        made = Job(
            main,
            "Job",
            cluster=Cluster(main, "Cluster", network=network),
            container=Container(image=IMAGE),
        )
        made.uses(FileSystem(main, "Files", network=network))

    graph = system(build)
    (volume,) = (each for each in definition(graph, "Job")["Volumes"] if "EFSVolumeConfiguration" in each)
    configured = volume["EFSVolumeConfiguration"]
    assert configured["TransitEncryption"] == "ENABLED"
    assert configured["AuthorizationConfig"]["IAM"] == "ENABLED"
    assert "AccessPointId" in configured["AuthorizationConfig"]
    mounts = {each["SourceVolume"] for each in container(graph, "Job")["MountPoints"]}
    assert volume["Name"] in mounts


def test_two_of_a_name_are_refused():
    from stratiform.constructs import Cluster, Container, Job, Network

    main = stack()
    cluster = Cluster(main, "Cluster", network=Network(main, "Network"))
    Job(main, "Job", cluster=cluster, container=Container(image=IMAGE))
    with pytest.raises(WrongUse, match="would both be called"):
        Job(main, "job", cluster=cluster, container=Container(image=IMAGE))
