"""A test gets the graph of a function's app in this process, and of a folder's app from its own."""

from pathlib import Path

import pytest

from stratiform.errors import UnknownEnvironment
from stratiform.testing import synthesize

pytestmark = pytest.mark.synth

APP = """
from stratiform.constructs import App, Environment, Table
import aws_cdk as cdk

app = App()
Table(cdk.Stack(Environment(app), "Main"), "Orders", key="id", component="orders")
app.synth()
"""


@pytest.fixture
def app(tmp_path) -> Path:
    """An app in a folder."""
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "stratiform.toml").write_text(
        'project = "shop"\n[environments.prod]\naccount = "123456789012"\nregion = "eu-west-1"\ntier = "prod"'
    )
    return tmp_path


def table_name(graph):
    (table,) = graph.of_type("AWS::DynamoDB::Table")
    return table.properties["TableName"]


def test_an_app_in_a_folder(app):
    assert table_name(synthesize(app)) == "shop-local-orders"
    assert not (app / "cdk.out").exists()


def test_environment_and_context_are_handed_on(app):
    graph = synthesize(app, environment="prod", context={"environmentSuffix": "blue"})
    assert table_name(graph) == "shop-prod-blue-orders"


def test_an_error_of_the_app_is_the_tests(app):
    with pytest.raises(UnknownEnvironment):
        synthesize(app, environment="staging")


def test_an_app_that_a_function_builds():
    def build(app):
        import aws_cdk as cdk
        from aws_cdk import aws_sns as sns

        sns.Topic(cdk.Stack(app, "Main"), "Topic")

    assert [resource.path for resource in synthesize(build).of_type("AWS::SNS::Topic")] == [
        "Main/Topic/Resource"
    ]
