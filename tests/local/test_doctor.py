"""Every check tells what it found, and a fix where it is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.local.doctor import examine


def test_this_machine_has_what_the_tests_need(tmp_path: Path) -> None:
    checks = examine(tmp_path)
    assert [check.name for check in checks if check.needed and not check.ok] == []
    assert {"python", "node", "uv", "write access", "disk", "docker", "podman"} <= {c.name for c in checks}


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
