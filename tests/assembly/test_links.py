from graphs import graph
from stratiform.assembly.links import inside, is_below, sources, targets, told

SYSTEM = graph(
    {
        "Queue": ("AWS::SQS::Queue", {}),
        "Topic": ("AWS::SNS::Topic", {}),
        "Rule": (
            "AWS::Events::Rule",
            {
                "EventPattern": {"source": [{"Ref": "Topic"}]},
                "Targets": [
                    {"Id": "1", "Arn": {"Fn::GetAtt": ["Queue", "Arn"]}},
                    {"Id": "2", "Arn": {"Fn::Sub": "${Topic}"}},
                    {"Id": "3", "Arn": {"Fn::GetAtt": ["Queue", "Arn"]}},
                ],
            },
        ),
    },
    Outputs={"Url": {"Value": {"Fn::Join": ["", ["x", {"Ref": "Queue"}]]}}},
)
BY_NAME = {address.logical_id: resource for address, resource in SYSTEM.resources.items()}


def test_a_path_is_below_itself_and_its_parents() -> None:
    assert is_below("Targets[0].Arn", "Targets")
    assert is_below("Targets[0].Arn", "Targets.Arn")
    assert is_below("VpcConfig.SubnetIds", "VpcConfig.SubnetIds")
    assert not is_below("TargetsMore[0]", "Targets")


def test_what_a_property_points_at_comes_once_and_in_order() -> None:
    found = [one.address.logical_id for one in targets(SYSTEM, BY_NAME["Rule"], "Targets")]
    assert found == ["Queue", "Topic"]
    assert [one.address.logical_id for one in targets(SYSTEM, BY_NAME["Rule"], "EventPattern")] == ["Topic"]


def test_what_points_at_a_resource_by_type_and_property() -> None:
    topic = BY_NAME["Topic"].address
    assert [one.address.logical_id for one in sources(SYSTEM, topic, "AWS::Events::Rule", "Targets")] == [
        "Rule"
    ]
    assert not list(sources(SYSTEM, topic, "AWS::Lambda::Function", "Targets"))
    assert not list(sources(SYSTEM, topic, "AWS::Events::Rule", "RoleArn"))


def test_one_place_of_a_list_is_not_the_others() -> None:
    found = [edge.target.logical_id for edge in inside(SYSTEM, BY_NAME["Rule"], "Targets[1]")]
    assert found == ["Topic"]


def test_an_output_tells_what_it_names() -> None:
    assert told(SYSTEM) == {BY_NAME["Queue"].address}
