"""One ``uses`` gives permission, network path, address and a record of the intention: a test for each."""

import pytest

from stratiform.errors import NoNetwork, WrongUse
from stratiform.testing import assert_uses
from systems import part, source, stack, statements, system

pytestmark = pytest.mark.synth


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    """A function in a network that writes a table."""
    code = source(tmp_path_factory.mktemp("writer"))

    def build(main):
        from stratiform.constructs import Access, Function, Network, Table

        worker = Function(main, "Worker", source=code, network=Network(main, "Network"))
        worker.uses(Table(main, "OpenOrders", key="id"), Access.WRITE)

    return system(build)


def test_uses_grants_the_narrowest_access(writer):
    granted = [
        (effect, actions, resource)
        for effect, actions, resource in statements(writer, "Worker/Role/DefaultPolicy")
        if any(action.startswith("dynamodb:") for action in actions)
    ]
    table = part(writer, "OpenOrders").address.logical_id
    actions = {"BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"}
    expected = {f"dynamodb:{action}" for action in actions}
    assert granted == [("Allow", expected, [{"Fn::GetAtt": [table, "Arn"]}])]


def test_uses_opens_the_network_path(writer):
    (rule,) = part(writer, "Worker/SecurityGroup").properties["SecurityGroupEgress"]
    assert (rule["CidrIp"], rule["FromPort"], rule["ToPort"]) == ("0.0.0.0/0", 443, 443)


def test_uses_tells_the_address(writer):
    table = part(writer, "OpenOrders").address.logical_id
    variables = part(writer, "Worker").properties["Environment"]["Variables"]
    assert variables == {"OPEN_ORDERS_TABLE_NAME": {"Ref": table}}


def test_uses_records_the_intention(writer):
    assert_uses(writer, "Worker", "OpenOrders", "write")


@pytest.fixture
def outside(tmp_path):
    """A function outside any network."""
    from stratiform.constructs import Function

    main = stack()
    return main, Function(main, "Outside", source=source(tmp_path))


class Listener:
    """A resource inside the network, with several variables."""

    def __init__(self, main, vpc):
        from aws_cdk import aws_ec2 as ec2

        from constructs import Construct

        self.construct = Construct(main, "Database")
        self.group = ec2.SecurityGroup(self.construct, "Group", vpc=vpc, allow_all_outbound=False)
        self.listener = ec2.Connections(security_groups=[self.group], default_port=ec2.Port.tcp(5432))

    @property
    def node(self):
        return self.construct.node

    def binding(self, access):
        from aws_cdk import aws_iam as iam

        from stratiform.constructs import Binding

        return Binding(
            grant=lambda to: iam.Grant.add_to_principal(
                grantee=to, actions=["rds-db:connect"], resource_arns=["*"]
            ),
            variables={"HOST": "db", "PORT": "5432"},
            listener=self.listener,
        )


def test_a_resource_in_the_network_opens_its_port_to_the_workload_alone(tmp_path):
    def build(main):
        from stratiform.constructs import Function, Network

        network = Network(main, "Network")
        Function(main, "Worker", source=source(tmp_path), network=network).uses(Listener(main, network.vpc))

    graph = system(build)
    (ingress,) = graph.of_type("AWS::EC2::SecurityGroupIngress")
    group = part(graph, "Worker/SecurityGroup").address.logical_id
    assert ingress.properties["SourceSecurityGroupId"] == {"Fn::GetAtt": [group, "GroupId"]}
    assert (ingress.properties["FromPort"], ingress.properties["ToPort"]) == (5432, 5432)


def test_a_workload_outside_the_network_is_told_so(outside):
    from stratiform.constructs import Network

    main, function = outside
    with pytest.raises(NoNetwork, match="local/Main/Outside is outside the network") as raised:
        function.uses(Listener(main, Network(main, "Network").vpc))
    assert raised.value.where == "local/Main/Outside"


def test_a_workload_without_a_path_to_an_aws_service_is_told_so(tmp_path):
    from stratiform.constructs import Function, Network, Table

    main = stack()
    lone = Network.lookup(main, "Lone", vpc_id="vpc-1", isolated=["subnet-1"])
    with pytest.raises(NoNetwork, match="no path to dynamodb") as raised:
        Function(main, "Worker", source=source(tmp_path), network=lone).uses(Table(main, "Orders", key="id"))
    assert 'endpoints=("dynamodb",)' in raised.value.fix


def test_a_workload_outside_the_network_uses_an_aws_service_freely(outside):
    from stratiform.constructs import Table

    main, function = outside
    function.uses(Table(main, "Orders", key="id"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, {"DATABASE_HOST", "DATABASE_PORT"}),
        ({"HOST": "PGHOST"}, {"PGHOST", "DATABASE_PORT"}),
        ({"HOST": "PGHOST", "PORT": "PGPORT"}, {"PGHOST", "PGPORT"}),
    ],
)
def test_variables_have_the_names_asked_for(tmp_path, given, expected):
    from stratiform.constructs import Function, Network

    main = stack()
    network = Network(main, "Network")
    function = Function(main, "Worker", source=source(tmp_path), network=network)
    said = {}
    function.set_variable = said.__setitem__
    function.uses(Listener(main, network.vpc), as_=given)
    assert set(said) == expected


@pytest.mark.parametrize(
    ("given", "said"), [("URL", "several variables"), ({"HOSTT": "PGHOST"}, "no variable HOSTT")]
)
def test_wrong_names_for_variables_are_refused(tmp_path, given, said):
    from stratiform.constructs import Function, Network

    main = stack()
    network = Network(main, "Network")
    function = Function(main, "Worker", source=source(tmp_path), network=network)
    with pytest.raises(WrongUse, match=said) as raised:
        function.uses(Listener(main, network.vpc), as_=given)
    assert "HOST" in raised.value.fix


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A service and a function that use the same database, cache and files."""
    code = source(tmp_path_factory.mktemp("both"))

    def build(main):
        from stratiform.constructs import (
            Cache,
            Cluster,
            Container,
            Database,
            FileSystem,
            Function,
            Network,
            Service,
        )

        network = Network(main, "Network")
        container = Container(image="public.ecr.aws/nginx/nginx:1", port=8080)
        workloads = [
            Service(main, "Web", cluster=Cluster(main, "Cluster", network=network), container=container),
            Function(main, "Worker", source=code, network=network),
        ]
        for resource in (
            Database(main, "Orders", network=network),
            Cache(main, "Sessions", network=network),
            FileSystem(main, "Media", network=network),
        ):
            for workload in workloads:
                workload.uses(resource)

    return system(build)


def test_a_service_and_a_function_find_the_same_variables(both):
    (container,) = part(both, "Web/Definition").properties["ContainerDefinitions"]
    service = {variable["Name"]: variable["Value"] for variable in container["Environment"]}
    function = part(both, "Worker").properties["Environment"]["Variables"]
    assert service == {"PORT": "8080", **function}
    assert {"ORDERS_HOST", "SESSIONS_SECRET_ARN", "MEDIA_PATH"} <= set(function)


def test_ecs_reads_passwords_for_a_service_and_no_template_holds_them(both):
    (container,) = part(both, "Web/Definition").properties["ContainerDefinitions"]
    secrets = {secret["Name"]: secret["ValueFrom"] for secret in container["Secrets"]}
    assert set(secrets) == {"ORDERS_PASSWORD", "SESSIONS_PASSWORD"}
    assert all(":password::" in str(value) for value in secrets.values())


def test_both_mount_the_same_files(both):
    (container,) = part(both, "Web/Definition").properties["ContainerDefinitions"]
    assert "/mnt/media" in {mount["ContainerPath"] for mount in container["MountPoints"]}
    (mounted,) = part(both, "Worker").properties["FileSystemConfigs"]
    assert mounted["LocalMountPath"] == "/mnt/media"


@pytest.mark.parametrize("path", ["Web/Definition", "Worker"])
def test_what_mounts_files_waits_for_the_mount_targets(both, path):
    targets = {target.address for target in both.of_type("AWS::EFS::MountTarget")}
    assert targets <= {edge.target for edge in both.out_of(part(both, path).address)}


def test_a_workload_that_mounts_nothing_says_so():
    from aws_cdk import aws_iam as iam

    from stratiform.constructs import FileSystem, Network, Workload

    class Lone(Workload):
        def __init__(self, scope, id, network):
            super().__init__(scope, id)
            self.principal = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
            self.connections = Listener(scope, network.vpc).listener

        def set_variable(self, name, value): ...

    main = stack()
    network = Network(main, "Network")
    with pytest.raises(WrongUse, match="local/Main/Lone cannot mount"):
        Lone(main, "Lone", network).uses(FileSystem(main, "Media", network=network))
