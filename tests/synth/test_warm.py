"""A resident makes a synthesis fast, and changes nothing else."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from cli.strat import STRAT
from stratiform.errors import AppError
from stratiform.synth import run, synthesize
from stratiform.synth import warm as warm_module
from stratiform.synth.warm import retire
from synth.apps import leaders, output, residents, small, system, value
from synth.conftest import runtime_folder, use
from waiting import until

pytestmark = pytest.mark.synth


GREETING = output('os.environ.get("GREETING", "none")')


@pytest.fixture
def app(tmp_path: Path, runtime: Path) -> Path:
    """An app whose output is the variable GREETING, with a resident that has served it."""
    folder = small(tmp_path / "app", GREETING)
    run(folder)
    return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """An app and the runtime folder of its resident, which every test must leave healthy."""
    with runtime_folder() as runtime:
        yield tmp_path_factory.mktemp("kept") / "app", runtime


@dataclass(frozen=True)
class Served:
    """``app`` as it is in its fixture; ``resident`` is the process that has served it."""

    app: Path
    runtime: Path
    resident: int


@pytest.fixture
def served(kept: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Served:
    """The same app with the same resident for several tests: what one leaves the next must not notice."""
    folder, runtime = kept
    use(runtime, monkeypatch)
    shutil.rmtree(folder, ignore_errors=True)
    run(small(folder, GREETING))
    return Served(folder, runtime, resident(runtime))


def resident(runtime: Path) -> int:
    """The process id of the oldest resident: it has started all its other processes."""
    return residents(runtime)[0].pid


def contents(assembly: Path) -> dict[str, bytes]:
    """Every file by name; the kernel's temporary folder, which no two runs share, is taken out."""
    files = (path for path in assembly.rglob("*") if path.is_file())
    return {
        str(path.relative_to(assembly)): re.sub(rb"\.\.\.\S*/jsii-kernel-\w{6}", b"", path.read_bytes())
        for path in files
    }


def test_warm_is_cold_byte_for_byte(tmp_path, runtime):
    app = system(tmp_path / "app")
    cold = run(app, outdir=tmp_path / "cold", warm=False)
    first = run(app, outdir=tmp_path / "first")
    learned = run(app, outdir=tmp_path / "learned")
    assert (cold.warm, first.warm, learned.warm) == (False, False, True)
    expected = contents(cold.assembly)
    assert any(name.endswith("index.py") for name in expected)
    for warm in (first, learned):
        assert contents(warm.assembly) == expected


def test_changed_code_is_seen(served):
    app = served.app
    assert value(synthesize(app)) == "none"
    (app / "names.py").write_text('NAME = "first"\n')
    small(app, "import names\n" + output("names.NAME"))
    assert value(synthesize(app)) == "first"
    (app / "names.py").write_text('NAME = "other"\n')
    again = run(app)
    assert (value(again.assembly), again.warm) == ("other", True)


def test_changed_code_of_a_function_is_another_asset(tmp_path, runtime):
    app = system(tmp_path / "app")

    def asset() -> str:
        manifest = json.loads((synthesize(app) / "Items.assets.json").read_text())
        return next(key for key, file in manifest["files"].items() if file["source"]["packaging"] == "zip")

    before = asset()
    assert asset() == before
    (app / "src" / "index.py").write_text("def handler(event, context): return 1\n")
    assert asset() != before


def test_nothing_leaks_from_one_request_to_the_next(served, monkeypatch):
    app = served.app
    small(app, output("f\"{os.environ.get('GREETING')} {app.node.try_get_context('stage')} {os.getcwd()}\""))
    monkeypatch.setenv("GREETING", "hello")
    assert value(synthesize(app, context={"stage": "one"})) == f"hello one {app}"
    monkeypatch.delenv("GREETING")
    again = run(app)
    assert (value(again.assembly), again.warm) == (f"None None {app}", True)


def test_arguments_and_the_first_import_folder_are_those_of_the_request(served):
    app = served.app
    small(app / "tool", "import sys\n" + output('" ".join([*sys.argv, os.path.basename(sys.path[0])])'))
    (app / "cdk.json").write_text('{"app": "python tool/app.py --fast now"}')
    assert value(synthesize(app)) == "tool/app.py --fast now tool"
    assert run(app).warm


@pytest.mark.parametrize(
    "crash",
    [
        "raise ValueError(1)",
        "sys.exit(3)",
        "os._exit(4)",
        "os.kill(os.getpid(), 11)",
        "raise SystemExit('no')",
    ],
)
def test_a_crash_in_the_app_leaves_the_resident_healthy(served, crash):
    app, runtime, before = served.app, served.runtime, served.resident
    small(app, f"import sys\n{crash}\n")
    with pytest.raises(AppError):
        synthesize(app)
    small(app, output('"well"'))
    after = run(app)
    assert (value(after.assembly), after.warm, resident(runtime)) == ("well", True, before)


def test_a_crash_while_the_kernel_works_is_not_felt_by_the_next(served):
    app, runtime, before = served.app, served.runtime, served.resident
    killing = """
@jsii.implements(cdk.IAspect)
class Killing:
    def visit(self, node):
        os._exit(5)
cdk.Aspects.of(app).add(Killing())
"""
    small(app, "import jsii\n" + killing + "app.synth()\n")
    with pytest.raises(AppError, match="exit code 5"):
        synthesize(app)
    small(app, output('"well"'))
    assert value(synthesize(app)) == "well"
    assert resident(runtime) == before


def test_a_killed_resident_is_replaced(app, runtime):
    before = resident(runtime)
    os.kill(before, signal.SIGKILL)
    assert value(synthesize(app)) == "none"
    assert resident(runtime) != before
    assert run(app).warm
    retire(app)
    assert not list(runtime.glob("*/*.d"))


def test_a_resident_killed_during_a_request_is_not_noticed(app, runtime, tmp_path):
    started = tmp_path / "started"
    small(
        app,
        f"""
import pathlib, time
marker = pathlib.Path({str(started)!r})
if not marker.exists():
    marker.touch()
    (pathlib.Path(os.environ["CDK_OUTDIR"]) / "left").touch()
    time.sleep(60)
"""
        + output('"survived"'),
    )
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(run, app)
        until(started.exists)
        os.kill(resident(runtime), signal.SIGKILL)
        assembly = answer.result(timeout=60).assembly
    assert value(assembly) == "survived"
    assert not (assembly / "left").exists()


def test_an_interrupt_ends_the_app_and_not_the_resident(served, tmp_path):
    app = served.app
    started = tmp_path / "started"
    small(app, f"open({str(started)!r}, 'w').write(str(os.getpid()))\nwhile True: pass\n")
    with subprocess.Popen([STRAT, "synth"], cwd=app, stdout=-1, stderr=-1) as strat:
        until(lambda: started.exists() and started.read_text())
        strat.send_signal(signal.SIGINT)
        strat.communicate(timeout=60)
        assert strat.returncode == 130
    until(lambda: not psutil.pid_exists(int(started.read_text())))
    small(app, output('"free"'))
    again = run(app)
    assert (value(again.assembly), again.warm) == ("free", True)


def test_what_an_app_prints_goes_to_stderr_however_much_it_is(served, capfd):
    app = served.app
    small(app, 'print("x" * 5_000_000)\nprint("last")\n' + output('"told"'))
    assert value(synthesize(app)) == "told"
    shown = capfd.readouterr()
    assert shown.out == ""
    assert len(shown.err) > 5_000_000
    assert shown.err.endswith("last\n")


def test_an_idle_resident_ends_itself_and_leaves_nothing(tmp_path, runtime, monkeypatch):
    monkeypatch.setenv("STRATIFORM_RESIDENT_IDLE", "0.3")
    run(small(tmp_path / "app", output('"x"')))
    until(lambda: not residents(runtime))
    until(lambda: not [path for path in runtime.glob("*/*") if path.suffix in (".sock", ".d")])


def test_retire_ends_the_residents_of_one_app(app, runtime, tmp_path):
    other = small(tmp_path / "other", output('"x"'))
    run(other)
    retire(app)
    until(lambda: len(leaders(runtime)) == 1)
    assert run(other).warm
    assert not run(app).warm
    retire(app)
    retire(other)
    assert not residents(runtime)
    retire(app)


def test_two_at_once_share_one_resident(tmp_path, runtime):
    app = small(tmp_path / "app", output('os.environ["CDK_OUTDIR"]'))
    outputs = [tmp_path / f"out{number}" for number in range(3)]
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda outdir: run(app, outdir=outdir), outputs))
    for outdir, synthesis in zip(outputs, done, strict=True):
        assert value(synthesis.assembly).startswith(str(outdir))
    assert len(list(runtime.glob("*/*.sock"))) == 1
    resident(runtime)


def test_two_that_write_one_folder_take_turns(served):
    app = served.app
    results = []
    threads = [threading.Thread(target=lambda: results.append(run(app))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [value(result.assembly) for result in results] == ["none", "none"]


def test_two_apps_have_two_residents(app, runtime, tmp_path):
    other = small(tmp_path / "other", output('"other"'))
    assert value(synthesize(other)) == "other"
    assert value(synthesize(app)) == "none"
    assert len(list(runtime.glob("*/*.sock"))) == 2


def test_python_started_with_other_variables_is_another_resident(app, runtime, monkeypatch):
    before = resident(runtime)
    small(app, output('str(hash("x"))'))
    found = []
    for seed in ("7", "7", "8"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        done = run(app)
        found.append((value(done.assembly), done.warm))
    (seven, cold), (again, warm), (eight, replaced) = found
    assert (cold, warm, replaced) == (False, True, False)
    assert seven == again != eight
    until(lambda: not psutil.pid_exists(before))


def test_one_resident_serves_with_traces_and_without(served):
    app, runtime, before = served.app, served.runtime, served.resident
    traced = [
        any(f"app.py:{line}" in text for text in texts)
        for traces in (True, False, True)
        for texts in [_metadata(run(app, traces=traces).assembly)]
        for line in [_line(app, "CfnOutput")]
    ]
    assert traced == [True, False, True]
    assert resident(runtime) == before


def _metadata(assembly: Path) -> list[str]:
    return [file.read_text() for file in assembly.glob("*.metadata.json")]


def _line(app: Path, text: str) -> int:
    return next(
        n for n, line in enumerate((app / "app.py").read_text().splitlines(), 1) if f"{text}(" in line
    )


def test_a_changed_package_is_seen(app, tmp_path, monkeypatch):
    library = tmp_path / "library"
    library.mkdir()
    (library / "annotated_types.py").write_text("VALUE = 'old'\n")
    monkeypatch.setenv("PYTHONPATH", str(library))
    small(app, "import annotated_types\n" + output("annotated_types.VALUE"))
    assert [value(synthesize(app)) for _ in range(2)] == ["old", "old"]
    until(lambda: run(app).warm)
    (library / "annotated_types.py").write_text("VALUE = 'new'\n")
    assert value(synthesize(app)) == "new"


def test_a_file_that_hides_what_is_loaded_is_seen(served):
    app = served.app
    small(app, "import colorsys\n" + output("str(hasattr(colorsys, 'MINE'))"))
    assert [value(synthesize(app)) for _ in range(2)] == ["False", "False"]
    (app / "colorsys.py").write_text("MINE = True\n")
    assert value(synthesize(app)) == "True"


def test_a_resident_that_does_not_answer_is_gone_around(app, runtime, monkeypatch):
    monkeypatch.setattr(warm_module, "_PATIENCE", 0.5)
    leader = psutil.Process(resident(runtime))
    leader.suspend()
    done = run(app)
    assert (value(done.assembly), done.warm) == ("none", False)
    leader.resume()


def test_a_python_without_the_cdk_says_so(tmp_path, runtime):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "app" / ".venv"], check=True)
    app = small(tmp_path / "app", output('"x"'))
    (app / "cdk.json").write_text('{"app": ".venv/bin/python app.py"}')
    with pytest.raises(AppError, match="no module aws_cdk") as caught:
        synthesize(app)
    assert caught.value.where == "app.py:2"
    assert str(app / ".venv") in caught.value.fix


def test_a_worker_is_kept_ready_as_long_as_was_asked_for(tmp_path, runtime):
    app = small(tmp_path / "app", output('"x"'))
    run(app, spare=0.5)
    own = psutil.Process(resident(runtime))
    until(own.children)
    until(lambda: not own.children())
    assert run(app, spare=math.inf).warm
    until(own.children)
    assert run(app, spare=0).warm
    until(lambda: not own.children())
    time.sleep(1)  # longer than the resident waits before it makes the next worker ready
    assert not own.children()
    assert run(app).warm
