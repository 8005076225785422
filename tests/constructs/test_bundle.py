"""Dependencies are bundled for Linux once per content, the same everywhere, and without Docker."""

import os
import zipfile
from pathlib import Path

import pytest

from stratiform.constructs.bundle import bundle, declares_dependencies
from stratiform.errors import WrongUse
from systems import part, system

pytestmark = pytest.mark.synth  # starts uv


def wheel(folder: Path, name: str, tag: str, **files: str) -> None:
    """A wheel as an index would have it."""
    folder.mkdir(exist_ok=True)
    information = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-{tag}.whl", "w") as archive:
        archive.writestr(f"{name}/__init__.py", f"tag = {tag!r}\n")
        archive.writestr(f"{information}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{information}/WHEEL", f"Wheel-Version: 1.0\nTag: {tag}\n")
        archive.writestr(f"{information}/entry_points.txt", f"[console_scripts]\n{name} = {name}:tag\n")
        archive.writestr(f"{information}/RECORD", "")


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """The user's cache, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "stratiform" / "functions"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A handler that needs a native and a plain package; the index has wheels for two kinds of machine."""
    wheels = tmp_path / "wheels"
    wheel(wheels, "plain", "py3-none-any")
    for machine in ("manylinux2014_x86_64", "manylinux2014_aarch64", "macosx_11_0_arm64"):
        wheel(wheels, "native", f"cp313-cp313-{machine}")
    code = tmp_path / "code"
    (code / "__pycache__").mkdir(parents=True)
    (code / "__pycache__" / "handler.pyc").write_bytes(b"\0")
    (code / "handler.py").write_text("import native, plain\n")
    (code / "requirements.txt").write_text(f"--no-index\n--find-links {wheels}\nplain\nnative==1.0  # fast\n")
    return code


def content(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_a_bundle_holds_the_code_and_the_wheels_of_its_architecture(folder, cache):
    arm, intel = bundle(folder, "3.13", "arm64"), bundle(folder, "3.13", "x86_64")
    assert (arm / "handler.py").read_text() == "import native, plain\n"
    assert (arm / "plain" / "__init__.py").exists()
    assert "aarch64" in (arm / "native" / "__init__.py").read_text()
    assert "x86_64" in (intel / "native" / "__init__.py").read_text()


def test_a_bundle_is_the_same_wherever_it_is_made(folder, cache, monkeypatch, tmp_path):
    first = content(bundle(folder, "3.13", "arm64"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert content(bundle(folder, "3.13", "arm64")) == first
    assert not any("__pycache__" in name or name.startswith("bin/") for name in first)


def test_a_folder_may_be_relative(folder, cache, monkeypatch):
    whole = bundle(folder, "3.13", "arm64")
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache / "another"))
    assert content(bundle(Path(folder.name), "3.13", "arm64")) == content(whole)


def test_a_bundle_is_made_once_per_content(folder, cache):
    made = bundle(folder, "3.13", "arm64")
    (made / "mark").touch()
    (folder / "handler.py").touch()
    assert (bundle(folder, "3.13", "arm64") / "mark").exists()
    (folder / "handler.py").write_text("import native\n")
    assert bundle(folder, "3.13", "arm64") != made
    assert len(list(cache.iterdir())) == 2


def test_a_new_bundle_makes_old_ones_leave_and_one_that_is_used_stays(folder, cache):
    old, used = bundle(folder, "3.13", "arm64"), bundle(folder, "3.13", "x86_64")
    for one in (old, used):
        os.utime(one, (0, 0))
    assert bundle(folder, "3.13", "x86_64") == used
    (folder / "handler.py").write_text("import native\n")
    bundle(folder, "3.13", "arm64")
    assert (old.exists(), used.exists()) == (False, True)


def test_what_has_no_wheel_is_told_and_leaves_nothing_behind(folder, cache):
    with pytest.raises(WrongUse, match="cannot be bundled") as raised:
        bundle(folder, "3.12", "arm64")
    assert "native" in raised.value.what
    assert raised.value.where == str(folder)
    assert not list(cache.iterdir())


def test_a_project_with_a_lock_is_bundled_as_locked(tmp_path, cache):
    wheel(tmp_path / "wheels", "plain", "py3-none-any")
    code = tmp_path / "code"
    code.mkdir()
    (code / "handler.py").write_text("import plain\n")
    (code / "pyproject.toml").write_text(
        '[project]\nname = "code"\nversion = "0"\nrequires-python = ">=3.11"\ndependencies = ["plain"]\n'
        '[tool.uv]\nno-index = true\nfind-links = ["../wheels"]\n'
    )
    (code / "uv.lock").write_text(
        'version = 1\nrevision = 3\nrequires-python = ">=3.11"\n\n'
        '[[package]]\nname = "code"\nversion = "0"\nsource = { virtual = "." }\n'
        'dependencies = [{ name = "plain" }]\n\n[package.metadata]\nrequires-dist = [{ name = "plain" }]\n\n'
        '[[package]]\nname = "plain"\nversion = "1.0"\nsource = { registry = "../wheels" }\n'
        'wheels = [{ path = "plain-1.0-py3-none-any.whl" }]\n'
    )
    assert (bundle(code, "3.13", "arm64") / "plain" / "__init__.py").exists()


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, False),
        ({"requirements.txt": ""}, False),
        ({"requirements.txt": "# boto3 is part of the runtime\n\n"}, False),
        ({"requirements.txt": "plain"}, True),
        ({"pyproject.toml": ""}, False),
        ({"pyproject.toml": "", "uv.lock": ""}, True),
    ],
)
def test_only_declared_dependencies_are_bundled(tmp_path, files, expected):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert declares_dependencies(tmp_path) is expected


def assets(graph):
    return {asset.id: asset for asset in graph.assets if asset.packaging == "zip"}


def test_a_function_carries_its_bundle_and_one_without_dependencies_its_folder(folder, cache, tmp_path):
    from aws_cdk import aws_lambda as lambda_

    from stratiform.constructs import Function

    bare = tmp_path / "bare"
    (bare / "__pycache__").mkdir(parents=True)
    (bare / "__pycache__" / "x.pyc").write_bytes(b"1")
    (bare / "handler.py").write_text("")

    def build(main):
        Function(main, "Bundled", source=folder, runtime=lambda_.Runtime.PYTHON_3_13)
        Function(main, "Bare", source=bare)

    first = system(build)
    found = [content(asset.source) for asset in assets(first).values()]
    assert [sorted(files) for files in found if "plain/__init__.py" not in files] == [["handler.py"]]
    assert sum("plain/__init__.py" in files for files in found) == 1
    (bare / "__pycache__" / "x.pyc").write_bytes(b"2")
    (bare / "handler.py").touch()
    assert set(assets(system(build))) == set(assets(first))
    assert part(first, "Bundled").properties["Runtime"] == "python3.13"
