"""What a container sees at which path, where the machine can show it and where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.local.engine import enter
from stratiform.local.engine.images.launch import Mount, Request
from stratiform.local.engine.images.view import covered, view


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    folder = tmp_path / "container"
    (folder / "files").mkdir(parents=True)
    (tmp_path / "volume").mkdir()
    return Request(
        container="c", image="i", folder=folder, address="", mounts=(Mount("/data", tmp_path / "volume"),)
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    for name in ("app/src/main.py", "etc/app/app.conf", "usr/local/bin/tool", "opt/x/y"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).touch()
    return tree


def test_folders_of_every_system_are_added_to_and_others_are_whole(tree):
    assert list(covered(tree)) == ["/app", "/etc/app", "/opt/x", "/usr/local/bin/tool"]


def test_the_images_files_lie_under_the_volumes(request_, tree, monkeypatch):
    monkeypatch.setattr(enter, "can_change_root", lambda: True)
    seen = view(request_, tree=tree)
    kinds = {place.target: place.kind for place in seen.places}
    assert kinds["/tmp"] == "write"
    assert kinds["/app"] == "overlay"
    assert [place.target for place in seen.places][-1] == "/data"
    assert seen.text("/app/main.py") == "/app/main.py"
    assert str(seen.working_directory("/app")) == "/app"


def test_without_namespaces_paths_are_replaced_in_words_and_variables(request_, tree, tmp_path, monkeypatch):
    monkeypatch.setattr(enter, "can_change_root", lambda: False)
    seen = view(request_, tree=tree)
    assert seen.root is None
    assert seen.text("/app/src/main.py") == f"{tree}/app/src/main.py"
    assert seen.text("--config=/etc/app/app.conf") == f"--config={tree}/etc/app/app.conf"
    assert seen.text("/data/a:/app") == f"{tmp_path}/volume/a:{tree}/app"
    assert seen.text("/usr/bin/env") == "/usr/bin/env"
    assert seen.text("app") == "app"
    assert seen.working_directory("/app/src") == tree / "app/src"


def test_what_a_process_needs_stays_visible(request_, tmp_path, monkeypatch):
    monkeypatch.setattr(enter, "can_change_root", lambda: True)
    hidden = Request(**{**vars(request_), "mounts": (Mount(str(tmp_path.parent), tmp_path / "volume"),)})
    needed = tmp_path / "interpreter"
    seen = view(hidden, needed=(needed, Path("/usr/lib/elsewhere")))
    assert [place.target for place in seen.places if place.source == needed] == [str(needed)]
    assert "/usr/lib/elsewhere" not in [place.target for place in seen.places]
