"""A container may do nothing that nobody gave a reason for."""

import pytest

from containers import IMAGE, container, definition, on_cluster
from stratiform.errors import WrongUse
from systems import stack

pytestmark = pytest.mark.synth


def run(**options):
    from stratiform.constructs import Container, Service

    def build(main, cluster):
        Service(main, "Web", cluster=cluster, container=Container(image=IMAGE, port=8080, **options))

    return on_cluster(build)


@pytest.fixture(scope="module")
def hardened():
    return run()


def test_a_container_is_not_root(hardened):
    assert container(hardened, "Web")["User"] == "10001:10001"


def test_its_root_file_system_is_read_only_and_tmp_can_be_written(hardened):
    web = container(hardened, "Web")
    assert web["ReadonlyRootFilesystem"] is True
    assert web["MountPoints"] == [{"ContainerPath": "/tmp", "ReadOnly": False, "SourceVolume": "web-tmp"}]
    assert definition(hardened, "Web")["Volumes"] == [{"Name": "web-tmp"}]


def test_it_has_an_init_process_and_no_capability(hardened):
    parameters = container(hardened, "Web")["LinuxParameters"]
    assert parameters == {"Capabilities": {"Drop": ["ALL"]}, "InitProcessEnabled": True}
    assert "Privileged" not in container(hardened, "Web")


def test_other_folders_can_be_written_where_the_container_says_so():
    web = container(run(writable=("/var/cache/app",)), "Web")
    assert [mount["ContainerPath"] for mount in web["MountPoints"]] == ["/var/cache/app"]


SEEN = {
    "root_user": lambda web: "User" not in web,
    "writable_root": lambda web: web["ReadonlyRootFilesystem"] is False and "MountPoints" not in web,
    "capabilities": lambda web: not web["LinuxParameters"].get("Capabilities"),
    "no_init": lambda web: web["LinuxParameters"]["InitProcessEnabled"] is False,
}
REASON = "the vendor's image cannot do without"


@pytest.mark.parametrize("relaxation", SEEN)
def test_a_relaxation_relaxes_one_thing_and_nothing_else(relaxation):
    from stratiform.constructs import Hardening

    web = container(run(hardening=Hardening.relaxed(**{relaxation: REASON})), "Web")
    assert [name for name, seen in SEEN.items() if seen(web)] == [relaxation]


def test_the_reason_is_in_the_assembly():
    from stratiform.constructs import Cluster, Container, Hardening, Job, Network

    main = stack()
    cluster = Cluster(main, "Cluster", network=Network(main, "Network"))
    hardening = Hardening.relaxed(no_init=REASON)
    job = Job(main, "Job", cluster=cluster, container=Container(image=IMAGE, hardening=hardening))
    entries = [entry for child in job.node.find_all() for entry in child.node.metadata]
    told = [entry.data for entry in entries if entry.type == "stratiform:relaxed"]
    assert told == [{"no_init": REASON}]


def test_a_privileged_container_needs_an_instance():
    from stratiform.constructs import Container, Ec2Capacity, Hardening, Job

    def build(main, cluster):
        hardening = Hardening.relaxed(privileged=REASON)
        Job(main, "Job", cluster=cluster, container=Container(image=IMAGE, hardening=hardening))

    assert container(on_cluster(build, capacity=Ec2Capacity()), "Job")["Privileged"] is True
    with pytest.raises(WrongUse, match="which Fargate refuses") as raised:
        on_cluster(build)
    assert "Ec2Capacity" in raised.value.fix


def test_a_relaxation_without_a_reason_is_refused():
    from stratiform.constructs import Hardening

    with pytest.raises(WrongUse, match="writable_root has no reason") as raised:
        Hardening.relaxed(writable_root=" ")
    assert "Say why" in raised.value.fix
