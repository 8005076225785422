from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.check.containers import containers, each_container, name, runs_on_linux


def _task(*containers: object) -> Resource:
    properties = {"ContainerDefinitions": list(containers)}
    return Resource(Address("Stack", "Task"), "AWS::ECS::TaskDefinition", "Task", properties)


def test_containers_that_are_known_have_their_places() -> None:
    assert [index for index, _ in containers(_task({"Ref": "A"}, {"Name": "b"}))] == [1]


def test_a_fault_begins_with_the_container() -> None:
    faults = each_container(lambda container: "is wrong." if "Wrong" in container else None)
    fault = faults(_task({"Name": "a"}, {"Name": "b", "Wrong": 1}), Graph({}, {}))
    assert fault is not None
    assert (fault.says, fault.at) == ("The container b is wrong.", "ContainerDefinitions[1]")
    assert faults(_task({"Name": "a"}), Graph({}, {})) is None
    assert name({"Name": {"Ref": "Name"}}) == "without a known name"


def test_containers_run_on_linux_unless_their_task_says_windows_or_may() -> None:
    def task(system: object) -> Resource:
        properties = {"RuntimePlatform": {"OperatingSystemFamily": system}}
        return Resource(Address("Stack", "Task"), "AWS::ECS::TaskDefinition", "Task", properties)

    systems = (None, "LINUX", {"Ref": "System"}, "WINDOWS_SERVER_2022_CORE")
    assert [runs_on_linux(task(system), Graph({}, {})) for system in systems] == [True, True, False, False]
