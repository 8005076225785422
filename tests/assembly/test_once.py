from graphs import graph
from stratiform.assembly.graph import Graph
from stratiform.assembly.once import once


def test_a_question_is_worked_out_once_for_each_graph() -> None:
    asked: list[Graph] = []

    @once
    def size(system: Graph) -> int:
        asked.append(system)
        return len(system.resources)

    one = graph({"Queue": ("AWS::SQS::Queue", {})})
    two = graph({"Queue": ("AWS::SQS::Queue", {}), "Topic": ("AWS::SNS::Topic", {})})
    assert [size(one), size(one), size(two)] == [1, 1, 2]
    assert len(asked) == 2


def test_an_answer_may_be_nothing() -> None:
    asked: list[Graph] = []

    @once
    def nothing(system: Graph) -> None:
        asked.append(system)

    one = graph({"Queue": ("AWS::SQS::Queue", {})})
    nothing(one)
    nothing(one)
    assert len(asked) == 1
