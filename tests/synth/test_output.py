"""The assembly folder is written whole, or left as it was."""

import threading

import pytest

from stratiform.errors import NotAnAssembly, NotWritable
from stratiform.synth.output import replacing


@pytest.fixture(autouse=True)
def own_runtime(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/tmp")


def assembly(folder, text="old"):
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(text)
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_appears_whole(tmp_path):
    out = tmp_path / "a" / "cdk.out"
    with replacing(out) as fresh:
        (fresh / "manifest.json").write_text("new")
        assert names(out) == [fresh.name]
    assert names(out) == ["manifest.json"]
    assert names(out.parent) == ["cdk.out"]


def test_nothing_of_the_old_one_stays(tmp_path):
    out = assembly(tmp_path / "cdk.out")
    (out / "stale.json").touch()
    with replacing(out) as fresh:
        (fresh / "manifest.json").write_text("new")
        assert (out / "manifest.json").read_text() == "old"
    assert names(out) == ["manifest.json"]
    assert (out / "manifest.json").read_text() == "new"


@pytest.mark.parametrize("existed", [True, False])
def test_a_failure_leaves_everything_as_it_was(tmp_path, existed):
    out = tmp_path / "cdk.out"
    if existed:
        assembly(out)

    def fail():
        with replacing(out) as fresh:
            (fresh / "manifest.json").write_text("half")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    assert names(tmp_path) == (["cdk.out"] if existed else [])
    assert not existed or names(out) == ["manifest.json"]


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "thesis.md").touch()
    with pytest.raises(NotAnAssembly, match="something other"), replacing(tmp_path):
        pass
    assert names(tmp_path) == ["thesis.md"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable, match="Not a directory"), replacing(tmp_path / "file" / "cdk.out"):
        pass


def test_two_take_turns(tmp_path):
    out, order = tmp_path / "cdk.out", []
    inside = threading.Event()

    def second():
        inside.wait()
        with replacing(out) as fresh:
            (fresh / "manifest.json").write_text("second")
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with replacing(out) as fresh:
        inside.set()
        (fresh / "manifest.json").write_text("first")
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert (out / "manifest.json").read_text() == "second"
