"""What a task is given, how its containers start and end, and what is told about it."""

from __future__ import annotations

import json
import os
import re
import signal
from pathlib import Path

import psutil
import pytest

from idle import share
from local.emulator.ecs.conftest import SERVER
from stratiform.local.engine import process
from waiting import until

pytestmark = pytest.mark.local


def server(version: str) -> str:
    return f"VERSION = {version!r}\n{SERVER}"


@pytest.fixture
def run(containers, request):
    """``run(program, **definition)``: a task of its own; described once it has stopped."""
    name = request.node.name.replace("[", "-").replace("]", "")[:60]

    def run_(*definitions, wait=True, **task):
        ecs = containers.client("ecs")
        ecs.create_cluster(clusterName=name)
        family = ecs.register_task_definition(
            family=name, networkMode="awsvpc", containerDefinitions=list(definitions), **task
        )["taskDefinition"]["taskDefinitionArn"]
        arn = ecs.run_task(cluster=name, taskDefinition=family)["tasks"][0]["taskArn"]

        def described():
            task = ecs.describe_tasks(cluster=name, tasks=[arn])["tasks"][0]
            return task if task["lastStatus"] == "STOPPED" or not wait else None

        return until(described)

    run_.name = name
    return run_


def container(containers, program, name="main", **more):
    logs = {
        "logDriver": "awslogs",
        "options": {
            "awslogs-group": "/tasks",
            "awslogs-region": "us-east-1",
            "awslogs-stream-prefix": name,
            "awslogs-create-group": "true",
        },
    }
    return {"name": name, "image": containers.image(program), "memory": 256, "logConfiguration": logs, **more}


def said(containers, task, name="main"):
    stream = f"{name}/{name}/{task['taskArn'].rsplit('/', 1)[-1]}"
    logs = containers.client("logs")
    try:
        events = logs.get_log_events(logGroupName="/tasks", logStreamName=stream)["events"]
    except logs.exceptions.ResourceNotFoundException:
        return ""  # nothing was written yet
    return "\n".join(event["message"] for event in events)


@pytest.fixture(autouse=True)
def _log_group(containers):
    logs = containers.client("logs")
    if not logs.describe_log_groups(logGroupNamePrefix="/tasks")["logGroups"]:
        logs.create_log_group(logGroupName="/tasks")


def test_the_exit_code_and_the_output_are_told(containers, run):
    task = run(container(containers, "print('hello'); raise SystemExit(7)"))
    assert task["containers"][0]["exitCode"] == 7
    assert task["stopCode"] == "EssentialContainerExited"
    until(lambda: "hello" in said(containers, task))


def test_entrypoint_command_folder_and_variables_apply(containers, run):
    program = "import os,sys; print(sys.argv[1:], os.getcwd(), os.environ['A'])"
    task = run(
        container(
            containers,
            program,
            entryPoint=["python", "/app/main.py"],
            command=["given"],
            workingDirectory="/tmp",
            environment=[{"name": "A", "value": "set"}],
        )
    )
    until(lambda: "['given'] /tmp set" in said(containers, task))


def test_secrets_through_a_template_are_resolved(containers):
    secret = containers.client("secretsmanager").create_secret(
        Name="db", SecretString=json.dumps({"password": "s3cret"})
    )["ARN"]
    containers.client("ssm").put_parameter(Name="/db/user", Value="bob", Type="String")
    template = containers.template(
        "secrets",
        containers.image(server("x")),
        Secrets=[
            {"Name": "PASSWORD", "ValueFrom": f"{secret}:password::"},
            {"Name": "USERNAME", "ValueFrom": "/db/user"},
        ],
    )
    assert containers.deploy("secrets", template) == "CREATE_COMPLETE", containers.reasons("secrets")
    env = containers.get("secrets")["env"]
    assert (env["PASSWORD"], env["USERNAME"]) == ("s3cret", "bob")


ASK = """
import json, os, time, urllib.request, hmac, hashlib, datetime, urllib.error
request = urllib.request.Request(os.environ["AWS_CONTAINER_CREDENTIALS_FULL_URI"],
    headers={"Authorization": os.environ["AWS_CONTAINER_AUTHORIZATION_TOKEN"]})
print(json.dumps(json.load(urllib.request.urlopen(request))), flush=True)
try: urllib.request.urlopen(os.environ["AWS_CONTAINER_CREDENTIALS_FULL_URI"])
except urllib.error.HTTPError as error: print("without token", error.code, flush=True)
"""


def test_a_task_has_its_role_and_nothing_more(containers, run):
    iam = containers.client("iam")
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    role = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "*"}],
    }
    iam.put_role_policy(RoleName="reader", PolicyName="p", PolicyDocument=json.dumps(policy))
    task = run(container(containers, ASK), taskRoleArn=role)
    until(lambda: "without token 404" in said(containers, task))
    keys = json.loads(said(containers, task).splitlines()[0])
    credentials = {
        "aws_access_key_id": keys["AccessKeyId"],
        "aws_secret_access_key": keys["SecretAccessKey"],
        "aws_session_token": keys["Token"],
    }
    identity = containers.client("sts", **credentials).get_caller_identity()["Arn"]
    assert identity.startswith("arn:aws:sts::000000000000:assumed-role/reader/")
    containers.client("sqs", **credentials).list_queues()
    with pytest.raises(Exception, match=r"AccessDenied|not authorized"):
        containers.client("sqs", **credentials).create_queue(QueueName="never")


def test_a_task_without_a_role_has_no_credentials(containers, run):
    task = run(container(containers, "import os; print([n for n in os.environ if 'CREDENTIALS' in n])"))
    until(lambda: "[]" in said(containers, task))


def test_containers_start_in_order(containers, run):
    first = container(containers, "import time; time.sleep(.5); print('prepared')", "init", essential=False)
    main = container(
        containers,
        "import time; print(time.time())",
        dependsOn=[{"containerName": "init", "condition": "SUCCESS"}],
    )
    task = run(main, first)
    assert [each["name"] for each in task["containers"]] == ["init", "main"]
    assert [each["exitCode"] for each in task["containers"]] == [0, 0]


def test_a_dependency_that_fails_fails_the_task_with_its_words(containers, run):
    first = container(containers, "raise SystemExit('no migration today')", "init", essential=False)
    main = container(containers, "pass", dependsOn=[{"containerName": "init", "condition": "SUCCESS"}])
    task = run(first, main)
    assert task["stopCode"] == "TaskFailedToStart"
    assert "no migration today" in task["stoppedReason"]


def test_containers_of_a_task_share_localhost_and_a_volume(containers, run):
    serve = (
        "import http.server,threading,time,os\n"
        "open('/shared/from-server','w').write('file')\n"
        "http.server.test(http.server.SimpleHTTPRequestHandler, port=9000)\n"
    )
    ask = (
        "import time,urllib.request as u\n"
        "while True:\n"
        "  try: print(u.urlopen('http://localhost:9000').status, open('/shared/from-server').read()); break\n"
        "  except OSError: time.sleep(.05)\n"
    )
    mount = [{"sourceVolume": "shared", "containerPath": "/shared"}]
    task = run(
        container(containers, serve, "server", essential=False, mountPoints=mount),
        container(containers, ask, mountPoints=mount),
        volumes=[{"name": "shared", "host": {}}],
    )
    until(lambda: "200 file" in said(containers, task))


def test_a_volume_in_memory_is_shared_and_gone_with_its_task(containers, run):
    writes = "import time\nopen('/memory/password', 'w').write('hunter2')\ntime.sleep(60)\n"
    reads = (
        "import pathlib, time\n"
        "file = pathlib.Path('/memory/password')\n"
        "while not file.exists(): time.sleep(.05)\n"
        "[kind] = [line.split()[2] for line in open('/proc/mounts') if line.split()[1] == '/memory']\n"
        "print(kind, file.read_text())\n"
    )
    mount = [{"sourceVolume": "memory", "containerPath": "/memory"}]
    options = {"type": "tmpfs", "device": "tmpfs", "o": "size=1m"}
    task = run(
        container(containers, writes, "writer", essential=False, mountPoints=mount),
        container(containers, reads, mountPoints=[mount[0] | {"readOnly": True}]),
        volumes=[{"name": "memory", "dockerVolumeConfiguration": {"driver": "local", "driverOpts": options}}],
    )
    until(lambda: "tmpfs hunter2" in said(containers, task))
    identifier = task["taskArn"].rsplit("/", 1)[-1]
    until(lambda: not [*Path("/dev/shm").glob(f"stratiform-*/{identifier}")])


def test_what_runs_beside_the_main_container_ends_with_it(containers, run):
    waits = "import os, time\nprint('process', os.getpid(), flush=True)\ntime.sleep(600)\n"
    beside = container(containers, waits, "beside", essential=False)
    after = [{"containerName": "beside", "condition": "START"}]
    task = run(beside, container(containers, "import time; time.sleep(1)", dependsOn=after))
    assert task["stopCode"] == "EssentialContainerExited"
    until(lambda: "process" in said(containers, task, "beside"))
    pid = int(re.search(r"process (\d+)", said(containers, task, "beside")).group(1))
    until(lambda: not psutil.pid_exists(pid))


def test_a_file_system_outlives_its_tasks(containers, run):
    volume = {"name": "fs", "efsVolumeConfiguration": {"fileSystemId": "fs-12345678", "rootDirectory": "/a"}}
    mount = [{"sourceVolume": "fs", "containerPath": "/mnt/fs"}]
    run(container(containers, "open('/mnt/fs/kept','w').write('kept')", mountPoints=mount), volumes=[volume])
    task = run(
        container(containers, "print(open('/mnt/fs/kept').read())", mountPoints=mount), volumes=[volume]
    )
    until(lambda: "kept" in said(containers, task))


def test_too_much_memory_is_the_reason_of_the_end(containers, run):
    task = run(container(containers, "import time\nx=b'x'*400_000_000; time.sleep(30)", memory=100))
    assert task["containers"][0]["exitCode"] == 137
    assert task["containers"][0]["reason"].startswith("OutOfMemoryError")


def test_a_health_check_stops_what_is_not_healthy(containers, run):
    check = {"command": ["CMD-SHELL", "exit 1"], "interval": 5, "retries": 1, "timeout": 2}
    task = run(container(containers, "import time; time.sleep(120)", healthCheck=check))
    assert "health checks" in task["stoppedReason"]


def test_stop_gives_the_time_that_the_definition_says(containers, run):
    program = (
        "import os,signal,time,sys\n"
        "def end(*_):\n"
        "  while not os.path.exists('/mnt/fs/go'): time.sleep(.05)\n"
        "  print('ended in order', flush=True); sys.exit(0)\n"
        "signal.signal(15, end); print('up', flush=True); time.sleep(120)\n"
    )
    volume = {"name": "fs", "efsVolumeConfiguration": {"fileSystemId": "fs-87654321", "rootDirectory": "/a"}}
    mount = [{"sourceVolume": "fs", "containerPath": "/mnt/fs"}]
    task = run(
        container(containers, program, stopTimeout=120, mountPoints=mount), volumes=[volume], wait=False
    )
    until(lambda: "up" in said(containers, task))
    containers.client("ecs").stop_task(cluster=run.name, task=task["taskArn"])
    assert "ended in order" not in said(containers, task), "the call does not wait for the end"
    (containers.state.folder / "data" / "efs" / "fs-87654321" / "a" / "go").touch()
    until(lambda: "ended in order" in said(containers, task))


def test_six_idle_tasks_cost_next_to_nothing(containers):
    template = containers.template(
        "idle", containers.image("import time; time.sleep(3600)"), count=6, balanced=False
    )
    assert containers.deploy("idle", template) == "CREATE_COMPLETE", containers.reasons("idle")
    pids = [containers.emulator.pid, process.find(containers.state).pid]
    until(lambda: sum(share(pid) for pid in pids) < 0.05)  # once what was before has come to rest


def test_a_killed_engine_comes_back_with_its_services(containers):
    assert (
        containers.deploy("comes-back", containers.template("comes-back", containers.image(server("x"))))
        == "CREATE_COMPLETE"
    )
    before = containers.get("comes-back")["pid"]
    os.kill(process.find(containers.state).pid, signal.SIGKILL)

    def served():
        try:
            return containers.get("comes-back")["pid"] != before
        except OSError:
            return False

    until(served)
