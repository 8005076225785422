"""A function: least privilege, its own log group, and what its tier decides."""

import pytest

from stratiform.errors import WrongUse
from stratiform.tiers import DEV, PROD
from systems import part, source, stack, statements, system

pytestmark = pytest.mark.synth


@pytest.fixture
def function(tmp_path):
    """The graph of a system with one function, with these options."""

    def build(tier=DEV, in_network=False, **options):
        from stratiform.constructs import Function, Network

        def fill(main):
            if in_network:
                options["network"] = Network(main, "Network")
            Function(main, "Worker", source=source(tmp_path), **options)

        return system(fill, tier)

    return build


def test_a_function_is_called_after_the_pattern_and_runs_the_newest_python(function):
    from aws_cdk import aws_lambda as lambda_

    properties = part(function(), "Worker").properties
    assert properties["FunctionName"] == "shop-local-main-worker"
    assert properties["Handler"] == "handler.handle"
    newest = max(
        int(name.removeprefix("PYTHON_3_")) for name in dir(lambda_.Runtime) if name.startswith("PYTHON_3_")
    )
    assert properties["Runtime"] == f"python3.{newest}"


def test_the_tier_decides_memory_tracing_and_retention(function):
    dev, prod = (part(function(tier), "Worker").properties for tier in (DEV, PROD))
    assert (dev["MemorySize"], prod["MemorySize"]) == (DEV.function.memory, PROD.function.memory)
    assert "TracingConfig" not in dev
    assert prod["TracingConfig"] == {"Mode": "Active"}
    for tier in (DEV, PROD):
        assert part(function(tier), "Worker/Logs").properties["RetentionInDays"] == tier.log_days


def test_logs_outlive_their_stack_where_the_tier_keeps_data(function):
    assert part(function(DEV), "Worker/Logs").deletion_policy == "Delete"
    assert part(function(PROD), "Worker/Logs").deletion_policy == "Retain"


def test_the_role_may_write_its_own_logs_and_nothing_else(function):
    graph = function()
    group = part(graph, "Worker/Logs").address.logical_id
    (granted,) = statements(graph, "Worker/Role/DefaultPolicy")
    assert granted == (
        "Allow",
        {"logs:CreateLogStream", "logs:PutLogEvents"},
        {"Fn::GetAtt": [group, "Arn"]},
    )
    assert "ManagedPolicyArns" not in part(graph, "Worker/Role").properties


def test_in_a_network_the_role_lets_lambda_attach_but_not_the_code(function):
    graph = function(in_network=True)
    effects = {
        effect: actions
        for effect, actions, _ in statements(graph, "Worker/Role/DefaultPolicy")
        if "ec2:CreateNetworkInterface" in actions
    }
    assert set(effects) == {"Allow", "Deny"}
    assert effects["Allow"] == effects["Deny"]
    (denied,) = (
        statement
        for statement in part(graph, "Worker/Role/DefaultPolicy").properties["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
    )
    arn = denied["Condition"]["ArnEquals"]["lambda:SourceFunctionArn"]
    assert "function:shop-local-main-worker" in str(arn)


def test_in_a_network_a_function_has_its_own_security_group_without_a_way_out(function):
    graph = function(in_network=True)
    (egress,) = part(graph, "Worker/SecurityGroup").properties["SecurityGroupEgress"]
    assert egress["CidrIp"] == "255.255.255.255/32"
    group = part(graph, "Worker/SecurityGroup").address.logical_id
    in_network = part(graph, "Worker").properties["VpcConfig"]
    assert in_network["SecurityGroupIds"] == [{"Fn::GetAtt": [group, "GroupId"]}]


def test_a_function_may_stand_in_public_subnets_where_there_are_no_others(tmp_path):
    from stratiform.constructs import Function, Network

    def build(main):
        Function(
            main, "Worker", source=source(tmp_path), network=Network(main, "Network", subnets=("public",))
        )

    graph = system(build)
    ids = [subnet.address.logical_id for subnet in graph.of_type("AWS::EC2::Subnet")]
    assert part(graph, "Worker").properties["VpcConfig"]["SubnetIds"] == [{"Ref": id} for id in ids]


def test_outside_a_network_there_is_none(function):
    assert "VpcConfig" not in part(function(), "Worker").properties


def test_an_asynchronous_function_keeps_what_fails(function):
    graph = function(asynchronous=True)
    queue = part(graph, "Worker/DeadLetters")
    target = {"Fn::GetAtt": [queue.address.logical_id, "Arn"]}
    assert part(graph, "Worker").properties["DeadLetterConfig"] == {"TargetArn": target}
    assert queue.properties["MessageRetentionPeriod"] == 14 * 24 * 3600
    alarm = part(graph, "Worker/FailedEvents").properties
    assert alarm["Threshold"] == 1
    assert alarm["Dimensions"][0]["Value"] == {"Fn::GetAtt": [queue.address.logical_id, "QueueName"]}
    assert not list(function().of_type("AWS::SQS::Queue"))


def test_what_is_given_wins(function):
    from aws_cdk import aws_lambda as lambda_

    properties = part(
        function(
            memory=1024,
            timeout=30,
            reserved=5,
            environment={"LEVEL": "debug"},
            architecture=lambda_.Architecture.X86_64,
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="other.run",
        ),
        "Worker",
    ).properties
    assert (properties["MemorySize"], properties["Timeout"]) == (1024, 30)
    assert properties["ReservedConcurrentExecutions"] == 5
    assert properties["Environment"]["Variables"] == {"LEVEL": "debug"}
    assert (properties["Architectures"], properties["Runtime"]) == (["x86_64"], "python3.12")
    assert properties["Handler"] == "other.run"


def test_a_folder_that_is_not_there_is_told():
    from stratiform.constructs import Function

    with pytest.raises(WrongUse, match="no folder nowhere"):
        Function(stack(), "Worker", source="nowhere")
