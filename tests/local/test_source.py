"""An app, an assembly and a template are told apart, and each has a home for its state."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.errors import NotAnApp
from stratiform.local.source import Kind, Source, source


def test_a_folder_is_an_app_and_its_own_home(tmp_path: Path) -> None:
    assert source(tmp_path) == Source(Kind.APP, tmp_path, tmp_path)


def test_an_assembly_runs_where_its_app_runs(tmp_path: Path) -> None:
    out = tmp_path / "cdk.out"
    out.mkdir()
    (out / "manifest.json").write_text("{}")
    assert source(out) == Source(Kind.ASSEMBLY, out, tmp_path)


def test_a_template_runs_in_its_folder(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    template.write_text("")
    assert source(template) == Source(Kind.TEMPLATE, template, tmp_path)


def test_nothing_there_is_an_error_that_names_the_path(tmp_path: Path) -> None:
    with pytest.raises(NotAnApp) as raised:
        source(tmp_path / "lost")
    assert raised.value.where == str(tmp_path / "lost")


def test_what_this_user_may_not_see_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refused)
    with pytest.raises(NotAnApp, match="cannot be looked at: Permission denied"):
        source(tmp_path / "theirs" / "template.yaml")
