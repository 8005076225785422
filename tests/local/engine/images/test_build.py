"""Build folders run as processes: their files, packages and programs, and what they cannot have."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import docker.errors
import pytest

from stratiform.local.engine import catalogue, process
from waiting import until

pytestmark = pytest.mark.local

_PYTHON = f"python:{sys.version_info[0]}.{sys.version_info[1]}-slim"


def wheel(folder: Path, name: str, text: str) -> None:
    """A package in a file, so that nothing is fetched."""
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as made:
        made.writestr(f"{name}.py", f"text = {text!r}\ndef main(): print('program', text)\n")
        made.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        made.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{about}/entry_points.txt", f"[console_scripts]\n{name}-program = {name}:main\n")
        made.writestr(f"{about}/RECORD", "")


@pytest.fixture
def build(tmp_path, monkeypatch, own_engine, own_state):
    """``build(files)`` is the URI of an image asset with these files, as the CDK writes an assembly."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    engine = own_engine()
    assembly = tmp_path / "cdk.out"
    count = 0

    def build_(files: dict[str, str | bytes], **source: object) -> str:
        nonlocal count
        count += 1
        identity = f"{count:064x}"
        folder = assembly / f"asset.{identity}"
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                (folder / name).write_bytes(content)
            else:
                (folder / name).write_text(content)
        asset = {
            "source": {"directory": folder.name, **source},
            "destinations": {"x": {"repositoryName": "cdk-assets", "imageTag": identity}},
        }
        (assembly / f"Stack{count}.assets.json").write_text(json.dumps({"dockerImages": {identity: asset}}))
        catalogue.write(own_state.folder / process.FOLDER, assemblies=[assembly])
        return f"000000000000.dkr.ecr.us-east-1.amazonaws.com/cdk-assets:{identity}"

    build_.engine = engine
    return build_


def output(engine, image: str, **options) -> str:
    container = engine.client.containers.run(image, detach=True, **options)
    code = container.wait(timeout=60)["StatusCode"]
    told = container.logs().decode()
    assert code == 0, told
    return told


def environments(tmp_path: Path) -> set[str]:
    folder = tmp_path / "cache/stratiform/engine/python"
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_files_are_where_the_dockerfile_puts_them(build):
    image = build(
        {
            "Dockerfile": f"FROM {_PYTHON}\nWORKDIR /srv/app\nCOPY src/ ./\n"
            "COPY conf.txt /etc/thing/conf.txt\n"
            "ENV WHERE=/srv/app/data.txt\nCOPY <<EOF /srv/app/data.txt\nfrom a heredoc\nEOF\n"
            'CMD ["python", "main.py"]\n',
            "src/main.py": "import os\nprint(os.getcwd(), open('/etc/thing/conf.txt').read())\n"
            "print(open(os.environ['WHERE']).read())\n",
            "conf.txt": "configured",
        }
    )
    assert output(build.engine, image) == "/srv/app configured\nfrom a heredoc\n\n"


def test_packages_are_installed_and_programs_are_on_the_path(build, tmp_path):
    wheel(tmp_path, "things", "installed")
    content = (tmp_path / "things-1.0-py3-none-any.whl").read_bytes()
    image = build(
        {
            "Dockerfile": f"FROM {_PYTHON}\nWORKDIR /app\nCOPY *.whl requirements.txt ./\n"
            "RUN apt-get update && apt-get install -y libnonesuch5 \\\n"
            " && pip install --no-cache-dir --no-index -r requirements.txt\n"
            "USER app\nCMD things-program\n",
            "things-1.0-py3-none-any.whl": content,
            "requirements.txt": "./things-1.0-py3-none-any.whl\n",
        }
    )
    assert output(build.engine, image) == "program installed\n"
    notes = build.engine.client.images.get(image).attrs["Comment"]
    assert "libnonesuch5" in notes


def test_a_virtual_environment_of_another_stage_is_ours(build, tmp_path):
    wheel(tmp_path, "things", "staged")
    image = build(
        {
            "Dockerfile": f"FROM {_PYTHON} AS build\nCOPY *.whl /w/\nRUN python -m venv /opt/venv\n"
            "RUN /opt/venv/bin/pip install --no-index /w/things-1.0-py3-none-any.whl\n"
            f"FROM {_PYTHON}\nCOPY --from=build /opt/venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\n"
            'CMD ["/opt/venv/bin/python", "-c", "import things; print(things.text)"]\n',
            "things-1.0-py3-none-any.whl": (tmp_path / "things-1.0-py3-none-any.whl").read_bytes(),
        }
    )
    assert output(build.engine, image) == "staged\n"


def test_what_a_container_writes_stays_with_it(build):
    image = build(
        {
            "Dockerfile": f'FROM {_PYTHON}\nWORKDIR /app\nCOPY main.py .\nCMD ["python", "main.py"]\n',
            "main.py": "import os\nprint(os.path.exists('made'))\nopen('made', 'w')\n",
        }
    )
    assert output(build.engine, image) == "False\n"
    assert output(build.engine, image) == "False\n"


def test_a_changed_source_needs_no_new_environment(build, tmp_path):
    wheel(tmp_path, "things", "once")
    files = {
        "Dockerfile": f"FROM {_PYTHON}\nWORKDIR /app\nCOPY *.whl requirements.txt .\n"
        "RUN pip install --no-index -r requirements.txt\n"
        'COPY main.py .\nCMD ["python", "main.py"]\n',
        "things-1.0-py3-none-any.whl": (tmp_path / "things-1.0-py3-none-any.whl").read_bytes(),
        "requirements.txt": "./things-1.0-py3-none-any.whl\n",
        "main.py": "import things; print('first', things.text)",
    }
    before = len(environments(tmp_path))
    assert output(build.engine, build(files)) == "first once\n"
    assert output(build.engine, build({**files, "main.py": "import things; print('second')"})) == "second\n"
    assert len(environments(tmp_path)) == before + 1


def test_build_arguments_and_the_target_of_the_asset_apply(build):
    image = build(
        {
            "Dockerfile": f"FROM {_PYTHON} AS first\nARG WHO=nobody\nENV WHO=$WHO\n"
            'CMD ["python", "-c", "import os; print(os.environ[\'WHO\'])"]\nFROM scratch\n',
        },
        dockerBuildArgs={"WHO": "given"},
        dockerBuildTarget="first",
    )
    assert output(build.engine, image) == "given\n"


def test_a_program_that_no_process_can_have_is_an_error_with_its_reason(build):
    image = build(
        {
            "Dockerfile": "FROM golang:1.23 AS build\nRUN go build -o /out/server .\n"
            'FROM scratch\nCOPY --from=build /out/server /server\nCMD ["/server"]\n',
        }
    )
    with pytest.raises(docker.errors.APIError) as refused:
        build.engine.client.images.pull(*image.rsplit(":", 1))
    said = str(refused.value)
    assert "/server" in said
    assert "golang:1.23" in said
    assert "--engine docker" in said


def test_an_image_without_a_program_is_an_error_that_names_its_base(build):
    image = build({"Dockerfile": "FROM nginx:1.27\nCOPY . /usr/share/nginx/html\n"})
    with pytest.raises(docker.errors.APIError, match=r"starts no program.*nginx:1\.27"):
        build.engine.client.containers.run(image, detach=True)


def test_a_dockerfile_that_does_not_parse_is_told_with_its_line(build):
    image = build({"Dockerfile": f"FROM {_PYTHON}\nENV A\n"})
    with pytest.raises(docker.errors.APIError, match=r"Dockerfile:2"):
        build.engine.client.images.pull(*image.rsplit(":", 1))


def test_a_package_that_does_not_exist_is_told_with_its_line(build):
    image = build({"Dockerfile": f"FROM {_PYTHON}\nRUN pip install --no-index nonesuch\nCMD python\n"})
    with pytest.raises(docker.errors.APIError, match=r"(?s)nonesuch.*Dockerfile:2"):
        build.engine.client.images.pull(*image.rsplit(":", 1))


def test_an_image_from_elsewhere_says_what_to_do(build):
    with pytest.raises(docker.errors.NotFound, match=r"local\.images"):
        build.engine.client.images.pull("nginx", "1.27")


def test_a_mapping_runs_a_command_instead(build, own_state, tmp_path):
    (tmp_path / "said").write_text("from the folder")
    folder = own_state.folder / process.FOLDER
    catalogue.write(folder, mapped={"nginx": "echo $GREETING; cat said"}, base=tmp_path)
    assert output(build.engine, "nginx:1.27", environment={"GREETING": "mapped"}) == "mapped\nfrom the folder"


def test_a_mapping_builds_a_folder(build, own_state, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "Dockerfile").write_text(f'FROM {_PYTHON}\nCMD ["python", "-c", "print(42)"]\n')
    catalogue.write(own_state.folder / process.FOLDER, mapped={"internal/*": "other"}, base=tmp_path)
    assert output(build.engine, "internal/thing:3") == "42\n"


def test_node_runs_with_its_packages(build):
    image = build(
        {
            "Dockerfile": "FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nCOPY lib ./lib\n"
            "RUN npm install --offline\n"
            'COPY main.js .\nUSER node\nCMD ["node", "main.js"]\n',
            "package.json": '{"name": "app", "version": "1.0.0", "dependencies": {}}',
            "lib/index.js": "module.exports = 'local package';",
            "main.js": "console.log(require('./lib'), process.version.split('.')[0], process.cwd());",
        }
    )
    assert output(build.engine, image) == "local package v24 /app\n"


def test_a_digest_names_the_same_image(build):
    image = build({"Dockerfile": f'FROM {_PYTHON}\nCMD ["python", "-c", "print(1)"]\n'})
    digest = build.engine.client.images.get_registry_data(image).id
    pinned = build.engine.client.images.pull(f"{image.rsplit(':', 1)[0]}@{digest}")
    assert pinned.id == digest
    assert pinned.tag(*image.rsplit(":", 1))
    assert output(build.engine, f"{image.rsplit(':', 1)[0]}@{digest}") == "1\n"


def test_an_environment_is_never_half_made(build, tmp_path):
    before = environments(tmp_path)
    bad = {"Dockerfile": f"FROM {_PYTHON}\nRUN pip install --no-index nonesuch\nCMD python\n"}
    with pytest.raises(docker.errors.APIError):
        build.engine.client.images.pull(*build(bad).rsplit(":", 1))
    assert environments(tmp_path) == before


def test_port_is_the_port_that_the_container_means(build):
    show = 'CMD ["python", "-c", "import os; print(os.environ.get(\'PORT\'))"]\n'
    exposed = build({"Dockerfile": f"FROM {_PYTHON}\nEXPOSE 9090 8080\n{show}"})
    real = int(output(build.engine, exposed, environment={"PORT": "8080"}))
    assert real not in (8080, 9090)
    assert output(build.engine, exposed, environment={"PORT": "5432"}) == "5432\n"
    assert output(build.engine, build({"Dockerfile": f"FROM {_PYTHON}\n{show}"})) == "None\n"


def test_only_the_first_process_is_told_to_stop(build):
    image = build(
        {
            "Dockerfile": f'FROM {_PYTHON}\nCOPY *.py /\nCMD ["python", "/main.py"]\n',
            "child.py": "import signal,sys,time\n"
            "signal.signal(15, lambda *_: print('child was told', flush=True)); print('up', flush=True)\n"
            "time.sleep(60)\n",
            "main.py": "import signal,subprocess,sys\n"
            "subprocess.Popen([sys.executable, '/child.py'])\n"
            "signal.signal(15, lambda *_: sys.exit(print('main was told', flush=True))); signal.pause()\n",
        }
    )
    container = build.engine.client.containers.run(image, detach=True)
    until(lambda: b"up" in container.logs())
    container.stop(timeout=30)
    assert b"main was told" in container.logs()
    assert b"child was told" not in container.logs()


def test_source_is_compiled_once_and_keeps_its_paths(build):
    image = build(
        {
            "Dockerfile": f"FROM {_PYTHON}\nENV PYTHONDONTWRITEBYTECODE=1\nWORKDIR /app\nCOPY . .\n"
            'CMD ["python", "-v", "-c", "import module; module.fail()"]\n',
            "module.py": "def fail(): raise ValueError('here')\n",
        }
    )
    container = build.engine.client.containers.run(image, detach=True)
    container.wait(timeout=60)
    told = container.logs().decode()
    assert "code object from '/app/__pycache__/module" in told
    assert 'File "/app/module.py", line 1, in fail' in told
