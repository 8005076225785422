"""What is said about a stratiform.toml that is broken: one message, with the line and the way out."""

import pytest

from stratiform.errors import SettingsError
from stratiform.settings import load


def refused(folder, text) -> SettingsError:
    file = folder / "stratiform.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsError) as raised:
        load(folder)
    return raised.value


@pytest.mark.parametrize(
    ("text", "line", "what", "fix"),
    [
        ('project = "a"\nowner = shop', 2, "not TOML", "quotes"),
        ('project = "a"\n[tags', 2, "not TOML", "brackets"),
        ('proyect = "a"', 1, "proyect is no setting", "Did you mean project?"),
        (
            '\n[environments.prod]\nacount = "1"',
            3,
            "environments.prod.acount is no setting",
            "Did you mean account?",
        ),
        ('project = "a"\n\n[enviroments.prod]', 3, "enviroments is no setting", "Did you mean environments?"),
        ("[environments.prod]\naccount = 123456789012", 2, "12 digits in quotes", ""),
        ('[environments.prod]\naccount = "1234"', 2, "12 digits in quotes", ""),
        ('[environments.prod]\nregion = "europe"', 2, "environments.prod.region = 'europe'", ""),
        ('[environments.prod]\ntier = "production"', 2, "'dev', 'staging' or 'prod'", ""),
        ("[environments.prod]\nzones = []", 2, "environments.prod.zones", ""),
        ('[environments.prod]\nsuffix = "a b"', 2, "environments.prod.suffix", ""),
        ('[environments]\n"pro d" = {}', 2, "pro d", ""),
        ('environments = "prod"', 1, "environments = 'prod'", ""),
        ('project = "9 lives"', 1, "project = '9 lives'", ""),
        ('[tags]\nA = "x"\nB = 1', 3, "tags.B = 1", ""),
        ('names = "{projet}-{component}"', 1, "{projet} is no placeholder. Did you mean project?", ""),
        ('names = "{project}"', 1, "without {component}", ""),
        ('names = "{project"', 1, "names = '{project'", ""),
        ('folder = "/tmp"', 1, "folder is no setting", ""),
    ],
)
def test_a_wrong_line_is_named(tmp_path, text, line, what, fix):
    error = refused(tmp_path, text)
    assert error.where == f"{tmp_path}/stratiform.toml:{line}"
    assert what in error.what
    assert fix in error.fix
    assert "\n" not in error.what


def test_a_file_that_is_no_text_is_refused(tmp_path):
    error = refused(tmp_path, b"\xff\xfe\x00")
    assert "cannot be read" in error.what
    assert error.where == f"{tmp_path}/stratiform.toml"


def test_a_folder_of_that_name_is_refused(tmp_path):
    (tmp_path / "stratiform.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)
