"""A container: from an image or from source, with the variables, health and folders it is given."""

import json

import pytest

from containers import IMAGE, container, on_cluster, variables
from stratiform.errors import WrongUse
from systems import stack

pytestmark = pytest.mark.synth


@pytest.fixture
def source(tmp_path):
    (tmp_path / "Dockerfile").write_text('FROM scratch\nVOLUME ["/tmp"]\n')
    return tmp_path


def images(graph):
    return [asset for asset in graph.assets if asset.packaging == "image"]


def described(graph):
    """What the builder of images is told."""
    (stack,) = graph.stacks.values()
    for file in stack.template.parent.glob("*.assets.json"):
        for image in json.loads(file.read_text()).get("dockerImages", {}).values():
            yield image["source"]


def run(cluster=None, **options):
    from stratiform.constructs import Container, Job

    def build(main, cluster):
        Job(main, "Job", cluster=cluster, container=Container(**options))

    return on_cluster(build, **(cluster or {}))


def test_an_image_is_taken_as_it_is():
    assert container(run(image=IMAGE), "Job")["Image"] == IMAGE


def test_a_folder_is_built_for_the_processor_of_the_cluster(source):
    graph = run(cluster={"architecture": "arm64"}, source=source)
    (image,) = images(graph)
    assert image.tag in container(graph, "Job")["Image"]
    (told,) = described(graph)
    assert told["platform"] == "linux/arm64"


def test_arguments_and_a_stage_of_the_dockerfile_are_given(source):
    graph = run(source=source, build_arguments={"VERSION": "7"}, target="slim")
    (told,) = described(graph)
    assert told["dockerBuildArgs"] == {"VERSION": "7"}
    assert told["dockerBuildTarget"] == "slim"


def test_what_is_no_part_of_the_program_does_not_change_the_image(source):
    (before,) = images(run(source=source))
    (source / "__pycache__").mkdir()
    (source / "__pycache__" / "x.pyc").write_text("")
    (after,) = images(run(source=source))
    assert before.tag == after.tag


def test_the_port_is_told_and_open():
    graph = run(image=IMAGE, port=9000, environment={"LEVEL": "debug"})
    assert variables(graph, "Job") == {"PORT": "9000", "LEVEL": "debug"}
    (port,) = container(graph, "Job")["PortMappings"]
    assert (port["ContainerPort"], port["AppProtocol"]) == (9000, "http")


def test_a_container_without_a_port_has_none():
    graph = run(image=IMAGE)
    assert "PortMappings" not in container(graph, "Job")
    assert "Environment" not in container(graph, "Job")


def test_what_speaks_neither_http_nor_grpc_is_passed_on_as_bytes():
    (port,) = container(run(image=IMAGE, port=5432, protocol="tcp"), "Job")["PortMappings"]
    assert "AppProtocol" not in port


def test_a_command_says_whether_it_is_well():
    check = container(run(image=IMAGE, health=["python", "-m", "well"]), "Job")["HealthCheck"]
    assert check["Command"] == ["CMD", "python", "-m", "well"]
    assert (check["Interval"], check["Timeout"], check["Retries"], check["StartPeriod"]) == (10, 5, 3, 30)


def test_command_and_entrypoint_replace_those_of_the_image():
    job = container(run(image=IMAGE, entrypoint=["python"], command=["-m", "work"]), "Job")
    assert (job["EntryPoint"], job["Command"]) == (["python"], ["-m", "work"])


def test_secrets_are_given_by_reference():
    from aws_cdk import aws_ecs as ecs
    from aws_cdk import aws_secretsmanager as secretsmanager
    from aws_cdk import aws_ssm as ssm

    from stratiform.constructs import Container, Job

    def build(main, cluster):
        secret = secretsmanager.Secret.from_secret_name_v2(main, "Secret", "token")
        parameter = ssm.StringParameter.from_secure_string_parameter_attributes(
            main, "Parameter", parameter_name="/key"
        )
        secrets = {
            "TOKEN": ecs.Secret.from_secrets_manager(secret),
            "KEY": ecs.Secret.from_ssm_parameter(parameter),
        }
        Job(main, "Job", cluster=cluster, container=Container(image=IMAGE, secrets=secrets))

    given = {each["Name"]: str(each["ValueFrom"]) for each in container(on_cluster(build), "Job")["Secrets"]}
    assert ":secret:token" in given["TOKEN"]
    assert ":parameter/key" in given["KEY"]


@pytest.mark.parametrize("options", [{}, {"image": IMAGE, "source": "src"}])
def test_it_has_one_origin(options):
    from stratiform.constructs import Container

    with pytest.raises(WrongUse, match="either a source or an image"):
        Container(**options)


def test_a_folder_without_a_dockerfile_is_told(tmp_path):
    with pytest.raises(WrongUse, match=r"no .*Dockerfile") as raised:
        run(source=tmp_path)
    assert raised.value.where.startswith("local/Main/Job")


def warnings(source, **options):
    from stratiform.constructs import Cluster, Container, Job, Network

    main = stack()
    cluster = Cluster(main, "Cluster", network=Network(main, "Network"))
    job = Job(main, "Job", cluster=cluster, container=Container(source=source, **options))
    entries = [entry for child in job.node.find_all() for entry in child.node.metadata]
    return [str(entry.data) for entry in entries if entry.type == "aws:cdk:warning"]


def test_a_folder_that_only_root_could_write_to_is_told(source):
    assert warnings(source) == []
    (told,) = warnings(source, writable=("/tmp", "/var/cache"))
    assert "no VOLUME for /var/cache" in told
