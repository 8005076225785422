"""What cdk.json says, and what is no app."""

import json

import pytest

from stratiform.errors import NotAnApp
from stratiform.synth.project import find


def test_cdk_json_names_the_app(tmp_path):
    config = {"app": "python3 app.py", "output": "out", "build": "make"}
    (tmp_path / "cdk.json").write_text(json.dumps(config))
    project = find(tmp_path)
    assert (project.app, project.output, project.build) == ("python3 app.py", "out", "make")


def test_an_app_py_alone_is_an_app(tmp_path):
    (tmp_path / "app.py").touch()
    project = find(tmp_path)
    assert (project.app, project.output) == (None, "cdk.out")


def test_cdk_json_wins_over_cdk_context_json(tmp_path):
    (tmp_path / "cdk.json").write_text('{"app": "x", "context": {"a": 1, "b": {"c": 2}}}')
    (tmp_path / "cdk.context.json").write_text('{"a": 0, "z": [1]}')
    assert find(tmp_path).context == {"a": 1, "b": {"c": 2}, "z": [1]}


def test_metadata_is_on_unless_cdk_json_says_no(tmp_path):
    (tmp_path / "cdk.json").write_text('{"app": "x", "versionReporting": false}')
    assert find(tmp_path).flags == {
        "aws:cdk:enable-path-metadata": True,
        "aws:cdk:enable-asset-metadata": True,
        "aws:cdk:version-reporting": False,
    }


@pytest.mark.parametrize(
    ("files", "told", "where"),
    [
        ({}, "holds no CDK app", None),
        ({"cdk.json": "{}"}, "holds no CDK app", None),
        ({"cdk.json": '{\n "app": "x",\n}'}, "cdk.json is not JSON", "cdk.json:3"),
        ({"cdk.json": "[]"}, "not a JSON object", "cdk.json"),
        ({"cdk.json": '{"app": ["x"]}'}, r'"app" in cdk.json is \["x"\]', "cdk.json"),
        ({"cdk.json": '{"app": "x"}', "cdk.context.json": "x"}, "cdk.context.json is not JSON", ":1"),
    ],
)
def test_what_is_no_app_is_told_with_its_place(tmp_path, files, told, where):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(NotAnApp, match=told) as caught:
        find(tmp_path)
    assert caught.value.where is None if where is None else str(caught.value.where).endswith(where)


@pytest.mark.parametrize(
    ("beside", "fix"), [("template.yml", "Name template.yml,"), ("notes.txt", "cdk.json")]
)
def test_a_template_in_the_folder_is_pointed_to(tmp_path, beside, fix):
    (tmp_path / beside).write_text("Resources: {}")
    with pytest.raises(NotAnApp) as caught:
        find(tmp_path)
    assert fix in caught.value.fix


def test_a_missing_folder_is_no_app(tmp_path):
    with pytest.raises(NotAnApp, match="not a folder"):
        find(tmp_path / "nowhere")
