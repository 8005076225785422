"""The environment variables an app is given."""

import json
from pathlib import Path

import pytest

from stratiform.settings import EnvironmentSettings
from stratiform.synth.project import Project
from stratiform.synth.surroundings import variables
from stratiform.tiers import DEV

ZONES = ("eu-west-1a", "eu-west-1b")
LOCAL = EnvironmentSettings(name="local", account="000000000000", region="eu-west-1", zones=ZONES, tier=DEV)
STAGING = EnvironmentSettings(
    name="staging", account="111122223333", region="eu-west-1", zones=ZONES, tier=DEV
)


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, None, context={"mine": 1, "both": "file"}, flags={"on": True, "off": False})


def given(project, environment=LOCAL, **context):
    return variables(project, environment, context, project.folder / "out")


def test_the_context_is_the_files_then_the_callers_then_the_environment(project):
    context = json.loads(given(project, both="caller")["CDK_CONTEXT_JSON"])
    assert context == {
        "mine": 1,
        "both": "caller",
        "stratiform:environment": "local",
        "on": True,
        "aws:cdk:bundling-stacks": ["**"],
        "availability-zones:account=000000000000:region=eu-west-1": ["eu-west-1a", "eu-west-1b"],
    }


def test_recorded_zones_win_over_the_settings(tmp_path):
    key = "availability-zones:account=000000000000:region=eu-west-1"
    context = json.loads(given(Project(tmp_path, None, context={key: ["x"]}))["CDK_CONTEXT_JSON"])
    assert context[key] == ["x"]


def test_only_local_tells_an_account_and_region(project):
    local, staging = given(project), given(project, STAGING)
    assert (local["CDK_DEFAULT_ACCOUNT"], local["CDK_DEFAULT_REGION"]) == ("000000000000", "eu-west-1")
    assert not {"CDK_DEFAULT_ACCOUNT", "CDK_DEFAULT_REGION"} & staging.keys()


def test_credentials_of_the_shell_never_reach_the_app(project, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_REGION", "CDK_DEFAULT_ACCOUNT", "CDK_DEBUG"):
        monkeypatch.setenv(name, "the shell's")
    monkeypatch.setenv("STAGE_COLOR", "blue")
    found = given(project, STAGING)
    assert "the shell's" not in found.values()
    assert found["STAGE_COLOR"] == "blue"
    assert found["AWS_SHARED_CREDENTIALS_FILE"] == found["AWS_CONFIG_FILE"] == "/dev/null"
    assert found["AWS_EC2_METADATA_DISABLED"] == "true"


def test_our_node_comes_first(project, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin")
    first, *rest = given(project)["PATH"].split(":")
    assert (Path(first) / "node").is_file()
    assert rest == ["/usr/bin"]


def test_a_context_too_large_for_a_variable_goes_to_a_file(project):
    found = given(project, large="x" * 200_000)
    assert "CDK_CONTEXT_JSON" not in found
    context = json.loads(Path(found["CONTEXT_OVERFLOW_LOCATION_ENV"]).read_text())
    assert len(context["large"]) == 200_000


def test_bytecode_is_kept_out_of_the_way_where_it_is_unwanted_beside_the_code(project, monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    found = given(project)
    assert "PYTHONDONTWRITEBYTECODE" not in found
    assert found["PYTHONPYCACHEPREFIX"].startswith(str(tmp_path))


def test_jsii_tells_the_lines_of_the_app_only_where_they_are_asked_for(project, tmp_path):
    for traces in (False, True):
        asked = variables(project, LOCAL, {}, tmp_path / "out", traces=traces)
        assert ("JSII_HOST_STACK_TRACES" in asked) is traces


@pytest.mark.parametrize("home", ["/dev/null", "shared", "shared/below"])
def test_jsii_keeps_no_cache_where_the_home_is_not_this_users_alone(project, monkeypatch, home):
    monkeypatch.delenv("JSII_RUNTIME_PACKAGE_CACHE", raising=False)
    shared = project.folder / "shared"
    shared.mkdir()
    shared.chmod(0o775)
    monkeypatch.setenv("HOME", str(project.folder / home))
    assert given(project)["JSII_RUNTIME_PACKAGE_CACHE"] == "disabled"
    monkeypatch.setenv("JSII_RUNTIME_PACKAGE_CACHE", "enabled")
    assert given(project)["JSII_RUNTIME_PACKAGE_CACHE"] == "enabled"


def test_jsii_keeps_its_cache_in_a_home_of_this_user(project, monkeypatch):
    monkeypatch.delenv("JSII_RUNTIME_PACKAGE_CACHE", raising=False)
    monkeypatch.setattr("stratiform.synth.surroundings._private", lambda folder: True)
    assert "JSII_RUNTIME_PACKAGE_CACHE" not in given(project)
