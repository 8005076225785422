from graphs import graph
from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.check.judgement import judge
from stratiform.check.rule import Fault, Pillar, Rule, Severity

SYSTEM = {
    "Sound": ("AWS::SQS::Queue", {"KmsMasterKeyId": "alias/aws/sqs"}),
    "Faulty": ("AWS::SQS::Queue", {}),
    "Exempt": ("AWS::SQS::Queue", {"FifoQueue": True}),
    "Topic": ("AWS::SNS::Topic", {}),
}


def rule(faults, **changes):
    return Rule(
        title="Queue without a key",
        why="Somebody reads it.",
        fix="Set KmsMasterKeyId.",
        pillar=Pillar.SECURITY,
        severity=Severity.HIGH,
        source="https://docs.aws.amazon.com/",
        types=("AWS::SQS::Queue",),
        faults=faults,
        **changes,
    )


def no_key(queue: Resource, system: Graph) -> Fault | None:
    return None if "KmsMasterKeyId" in queue.properties else Fault("it has no key", at="KmsMasterKeyId")


def address(name: str) -> Address:
    return Address("template", name)


def test_subjects_are_the_resources_that_the_rule_applies_to() -> None:
    judged = judge(rule(no_key, applies=lambda queue, _: "FifoQueue" not in queue.properties), graph(SYSTEM))
    assert judged.subjects == (address("Sound"), address("Faulty"))
    assert judged.faults == {address("Faulty"): Fault("it has no key", at="KmsMasterKeyId")}
    assert not judged.broken


def test_a_rule_that_raises_judges_the_other_resources_all_the_same() -> None:
    def raises(queue: Resource, system: Graph) -> Fault | None:
        if "FifoQueue" in queue.properties:
            raise KeyError("absent")
        return no_key(queue, system)

    judged = judge(rule(raises), graph(SYSTEM))
    assert list(judged.faults) == [address("Faulty")]
    assert {where: repr(failure) for where, failure in judged.broken.items()} == {
        address("Exempt"): "KeyError('absent')"
    }
