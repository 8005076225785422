"""A secret: named by where it belongs, generated or left to be filled, and never in a template."""

import json

import pytest

from stratiform.errors import WrongUse
from stratiform.testing import assert_uses
from stratiform.tiers import PROD
from systems import part, source, stack, statements, system

pytestmark = pytest.mark.synth


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """A generated secret, one with fields, an empty one, and functions that read, write and rotate."""
    code = source(tmp_path_factory.mktemp("secret"))

    def build(main):
        from stratiform.constructs import Access, Function, Network, Secret

        session = Secret(main, "Session", length=48)
        Secret(main, "Login", fields={"username": "orders"}, field="password")
        Secret(main, "Stripe", generated=False, component="stripe/key")
        network = Network(main, "Network")
        session.rotate(Function(main, "Rotator", source=code, network=network), days=7)
        for access in Access:
            Function(main, access.name.title(), source=code, network=network).uses(session, access)

    return system(build)


def test_a_secret_is_called_after_environment_and_project(graph):
    assert part(graph, "Session").properties["Name"] == "/local/shop/main-session"
    assert part(graph, "Stripe").properties["Name"] == "/local/shop/stripe/key"


def test_a_generated_value_goes_into_urls_as_it_is(graph):
    found = part(graph, "Session").properties["GenerateSecretString"]
    assert found == {"ExcludePunctuation": True, "PasswordLength": 48}


def test_fields_stand_beside_the_generated_one(graph):
    found = part(graph, "Login").properties["GenerateSecretString"]
    assert json.loads(found["SecretStringTemplate"]) == {"username": "orders"}
    assert found["GenerateStringKey"] == "password"


def test_a_secret_from_elsewhere_starts_empty(graph):
    found = part(graph, "Stripe").properties
    assert not {"GenerateSecretString", "SecretString"} & set(found)


def test_no_template_holds_a_value(graph):
    for one in graph.stacks.values():
        assert '"SecretString"' not in one.template.read_text()


@pytest.mark.parametrize(
    ("who", "verbs"),
    [
        ("Read", {"GetSecretValue", "DescribeSecret"}),
        ("Write", {"PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage"}),
    ],
)
def test_access_is_exactly_what_is_declared(graph, who, verbs):
    granted = [
        (actions, resource)
        for _, actions, resource in statements(graph, f"{who}/Role/DefaultPolicy")
        if any(action.startswith("secretsmanager:") for action in actions)
    ]
    secret = {"Ref": part(graph, "Session").address.logical_id}
    assert granted == [({f"secretsmanager:{verb}" for verb in verbs}, secret)]


def test_a_function_is_told_the_arn_alone(graph):
    variables = part(graph, "Read").properties["Environment"]["Variables"]
    assert variables == {"SESSION_SECRET_ARN": {"Ref": part(graph, "Session").address.logical_id}}


def test_a_function_of_ones_own_rotates_it(graph):
    (schedule,) = graph.of_type("AWS::SecretsManager::RotationSchedule")
    rotator = part(graph, "Rotator").address.logical_id
    assert schedule.properties["RotationLambdaARN"] == {"Fn::GetAtt": [rotator, "Arn"]}
    assert schedule.properties["RotationRules"]["ScheduleExpression"] == "rate(7 days)"
    assert_uses(graph, "Rotator", "Session", "read-write")
    [way_out] = part(graph, "Rotator/SecurityGroup").properties["SecurityGroupEgress"]
    assert (way_out["CidrIp"], way_out["FromPort"]) == ("0.0.0.0/0", 443)


def test_the_tier_decides_whether_it_outlives_its_stack_and_whose_key_encrypts(graph):
    from stratiform.constructs import Secret

    assert part(graph, "Session").deletion_policy == "Delete"
    assert "KmsKeyId" not in part(graph, "Session").properties
    kept = part(system(lambda main: Secret(main, "Session"), PROD), "Session")
    assert kept.deletion_policy == "Retain"
    assert "KmsKeyId" in kept.properties


def test_platforms_that_read_secrets_are_told_which_fields():
    from stratiform.constructs import Access, Secret

    main = stack()
    whole, fields = Secret(main, "Whole"), Secret(main, "Fields", fields={"user": "a"}, field="password")
    found = {key: value.field for key, value in fields.binding(Access.READ).secrets.items()}
    assert found == {"USER": "user", "PASSWORD": "password"}
    assert {key: value.field for key, value in whole.binding(Access.READ).secrets.items()} == {"SECRET": None}
    assert whole.binding(Access.WRITE).secrets == {}


def test_fields_of_a_secret_that_is_not_generated_are_refused():
    from stratiform.constructs import Secret

    with pytest.raises(WrongUse, match="never be written"):
        Secret(stack(), "Stripe", generated=False, fields={"user": "a"})
