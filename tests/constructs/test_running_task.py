"""What ECS keeps running: a shell for operators, and the names of services."""

import pytest

from containers import IMAGE, container, on_cluster, variables
from systems import part, statements

pytestmark = pytest.mark.synth


def working(uses=False, **options):
    from stratiform.constructs import Container, Queue, Service, Worker

    def build(main, cluster):
        worker = Worker(
            main,
            "Worker",
            cluster=cluster,
            container=Container(image=IMAGE),
            queue=Queue(main, "Orders"),
            **options,
        )
        if uses:
            back = Service(main, "Back", cluster=cluster, container=Container(image=IMAGE, port=8080))
            worker.uses(back)

    return on_cluster(build)


def service(graph, path):
    return part(graph, f"{path}/Resource/Service").properties


def granted(graph):
    found = statements(graph, "Worker/Role/DefaultPolicy")
    return {action for _, actions, _ in found for action in actions}


def test_a_worker_finds_a_service_and_offers_nothing_itself():
    graph = working(uses=True)
    assert variables(graph, "Worker")["BACK_URL"] == "http://back.shop-local-main-cluster.internal:8080"
    mine, theirs = (service(graph, path)["ServiceConnectConfiguration"] for path in ("Worker", "Back"))
    assert mine["Namespace"] == theirs["Namespace"]
    assert "Services" not in mine
    worker, back = (part(graph, f"{path}/Resource/Service").address for path in ("Worker", "Back"))
    assert back in {edge.target for edge in graph.out_of(worker)}


def test_the_proxy_writes_into_the_same_log():
    graph = working(uses=True)
    options = service(graph, "Worker")["ServiceConnectConfiguration"]["LogConfiguration"]["Options"]
    assert options["awslogs-group"] == {"Ref": part(graph, "Worker/Logs").address.logical_id}
    assert options["awslogs-stream-prefix"] == "service-connect"


def test_a_shell_needs_a_right_and_folders_for_its_agent():
    graph = working(execute_command=True)
    assert service(graph, "Worker")["EnableExecuteCommand"] is True
    mounts = {mount["ContainerPath"] for mount in container(graph, "Worker")["MountPoints"]}
    assert mounts == {"/tmp", "/var/lib/amazon", "/var/log/amazon"}
    assert container(graph, "Worker")["ReadonlyRootFilesystem"] is True
    assert "ssmmessages:OpenDataChannel" in granted(graph)


def test_nobody_gets_a_shell_unasked():
    graph = working()
    assert service(graph, "Worker")["EnableExecuteCommand"] is False
    assert not any(action.startswith("ssmmessages:") for action in granted(graph))
