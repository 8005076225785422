"""What an application imports is there, loads lazily, and gives the CDK a Node."""

import subprocess
import sys

import pytest

import stratiform.constructs

pytestmark = pytest.mark.synth  # starts processes


def test_importing_the_package_loads_no_cdk():
    code = (
        "import os, sys, stratiform.constructs\n"
        "assert 'aws_cdk' not in sys.modules\n"
        "assert os.environ['JSII_NODE'].endswith('bin/node')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_node_that_the_user_chose_stays():
    code = "import os, stratiform.constructs\nassert os.environ['JSII_NODE'] == '/mine'"
    subprocess.run([sys.executable, "-c", code], check=True, env={"JSII_NODE": "/mine"})


def test_every_public_name_is_there():
    for name in stratiform.constructs.__all__:
        assert getattr(stratiform.constructs, name) is not None


def test_another_name_is_not():
    with pytest.raises(AttributeError, match="no attribute 'Tabel'"):
        stratiform.constructs.Tabel  # noqa: B018


def test_the_cdk_starts_without_a_word_about_node():
    code = "from stratiform.constructs import App\nApp()"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")
