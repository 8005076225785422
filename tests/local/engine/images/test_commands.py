"""What the commands of a RUN mean for a process."""

from __future__ import annotations

import pytest

from stratiform.local.engine.images.commands import Install, Node, System, Unknown, meanings
from stratiform.local.engine.images.stage import Run


def run(text: str) -> Run:
    return Run(text, None, "/app", {}, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pip install -r requirements.txt", ("pip", "install", "-r", "requirements.txt")),
        ("pip3 install --no-cache-dir --user a b", ("pip", "install", "a", "b")),
        ("python -m pip install --upgrade pip", ("pip", "install", "--upgrade", "pip")),
        ("/usr/local/bin/pip install --prefix=/install a", ("pip", "install", "a")),
        ("pip install --target /deps -r r.txt", ("pip", "install", "-r", "r.txt")),
        ("uv pip install --system a", ("pip", "install", "a")),
        ("uv sync --frozen --no-dev", ("sync", "--frozen", "--no-dev")),
        ("PIP_X=1 pip install 'a[b]>=1'", ("pip", "install", "a[b]>=1")),
    ],
)
def test_packages_for_python_are_installed_by_uv(text, words):
    (found,) = meanings(run(text))
    assert found == Install(words, run(text))


@pytest.mark.parametrize("text", ["npm ci --omit=dev", "npm run build", "npm install"])
def test_npm_is_run(text):
    (found,) = meanings(run(text))
    assert isinstance(found, Node)
    assert found.words == tuple(text.split())


def test_system_packages_are_noted_and_the_rest_of_the_line_is_done():
    text = "apt-get update && apt-get install -y --no-install-recommends curl libpq5 && pip install a"
    system, install = meanings(run(text))
    assert isinstance(system, System)
    assert system.packages == ("curl", "libpq5")
    assert isinstance(install, Install)


@pytest.mark.parametrize(
    "text",
    [
        "adduser --disabled-password app",
        "mkdir -p /data && chown app /data",
        "set -eux; groupadd -r app; useradd -r -g app app",
        "python -m venv /opt/venv",
        "apt-get clean",
        "# only a comment",
    ],
)
def test_what_prepares_a_container_needs_nothing(text):
    assert meanings(run(text)) == []


@pytest.mark.parametrize(
    "text", ["make all", "curl https://x | sh", "python manage.py collectstatic", "echo 'open"]
)
def test_anything_else_is_told(text):
    assert any(isinstance(found, Unknown) for found in meanings(run(text)))


def test_words_of_the_json_form_are_one_command():
    (found,) = meanings(Run("pip install a && b", ("pip", "install", "a"), "/", {}, 3))
    assert found.words == ("pip", "install", "a")  # type: ignore[union-attr]
