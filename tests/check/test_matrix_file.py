from pathlib import Path

import pytest

from stratiform.check.assertions import assertions
from stratiform.check.matrix import load, names
from stratiform.errors import MatrixError

GOOD = """\
title: Mine
parameters:
  days: 7
constraints:
  logs:
    title: Logs are kept
    rules: [s3-no-versioning]
    assert:
      - property_at_least:
          types: [AWS::Logs::LogGroup]
          path: RetentionInDays
          least: $days
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "mine.yaml"
    file.write_text(text)
    return file


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    matrix = load(written(tmp_path, GOOD))
    (constraint,) = matrix.constraints
    assert (matrix.name, matrix.title, constraint.id) == ("mine", "Mine", "logs")
    assert constraint.rules == ("s3-no-versioning",)
    assert constraint.bound[0].given["least"] == 7


def test_parameters_are_overridden_by_the_caller(tmp_path: Path) -> None:
    matrix = load(written(tmp_path, GOOD), {"days": 30})
    assert matrix.constraints[0].bound[0].given["least"] == 30
    with pytest.raises(MatrixError, match="no parameter 'dys'"):
        load(written(tmp_path, GOOD), {"dys": 30})


def test_a_file_may_extend_a_matrix_and_change_it(tmp_path: Path) -> None:
    own = "extends: serverless-15\nparameters: {naming: ^shop-}\n"
    own += "constraints: {logs: {title: T, rules: [s3-no-versioning]}}\n"
    matrix = load(written(tmp_path, own))
    by_id = {one.id: one for one in matrix.constraints}
    assert len(by_id) == 16
    assert by_id["naming"].bound[0].given["pattern"].pattern == "^shop-"
    assert by_id["logs"].title == "T"


def test_a_file_may_extend_the_one_beside_it(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    other = tmp_path / "other.yaml"
    other.write_text("extends: mine.yaml\nparameters: {days: 90}\n")
    assert load(other).constraints[0].bound[0].given["least"] == 90


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("s3-no-versioning", "s3-no-versionin", 7, "There is no rule 's3-no-versionin'."),
        ("property_at_least", "property_atleast", 9, "There is no assertion 'property_atleast'."),
        ("path:", "paht:", 11, "There is no parameter of property_at_least 'paht'."),
        ("least: $days", "least: many", 12, "least of property_at_least must be a number; it is 'many'."),
        ("least: $days", "least: $dais", 12, "There is no parameter 'dais'."),
        ("          least: $days\n", "", 9, "property_at_least has no least"),
        ("types: [AWS::Logs::LogGroup]", "types: AWS::Logs::LogGroup", 10, "must be a list of texts"),
        ("title: Logs are kept", "tittle: Logs are kept", 6, "There is no key 'tittle'."),
        ("title: Mine", "titel: Mine", 1, "There is no key 'titel'."),
        ("rules: [s3-no-versioning]", "rules: s3-no-versioning", 7, "rules must be a list of texts"),
        ("  days: 7", "  days: [", 5, "is not YAML"),
        ("  days: 7", "  days: !!python/object:os.system 7", 3, "has the tag"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    with pytest.raises(MatrixError) as caught:
        load(written(tmp_path, GOOD.replace(old, new)))
    assert what in caught.value.what
    assert caught.value.where is not None
    assert caught.value.where.endswith(f"mine.yaml:{line}")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("title: Empty\n", "no constraints"),
        ("- a\n- b\n", "must be a mapping"),
        ("constraints: {one: {title: One}}\n", "asks for nothing"),
        ("constraints: {one: {rules: [s3-no-versioning]}}\n", "has no title"),
        ("extends: mine.yaml\n", "extends itself"),
        (
            "constraints: {one: {title: One, assert: [named: {pattern: '('}]}}\n",
            "must be a regular expression",
        ),
        ("constraints: {one: {title: One, assert: {count: {}}}}\n", "assert must be a list"),
    ],
)
def test_what_is_no_matrix_is_refused(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(MatrixError, match=what):
        load(written(tmp_path, text))


def test_an_unknown_name_is_told_with_those_that_exist() -> None:
    with pytest.raises(MatrixError, match="no matrix 'serverless'") as caught:
        load("serverless")
    assert "serverless-15" in caught.value.fix
    with pytest.raises(MatrixError, match=r"nowhere\.yaml does not exist"):
        load("nowhere.yaml")


def test_the_likely_name_is_proposed(tmp_path: Path) -> None:
    with pytest.raises(MatrixError) as caught:
        load(written(tmp_path, GOOD.replace("s3-no-versioning", "s3-no-versionin")))
    assert caught.value.fix == "Did you mean s3-no-versioning?"


def test_every_matrix_that_is_built_in_loads() -> None:
    assert {"container-hardening", "serverless-15"} <= {*names()}
    for name in names():
        matrix = load(name)
        assert matrix.name == name
        for constraint in matrix.constraints:
            assert constraint.title[:1].isupper() or constraint.title[:1].isdigit()


def test_every_assertion_says_what_its_parameters_are() -> None:
    for name, assertion in assertions().items():
        assert assertion.about.endswith("."), name
        assert all(parameter.about for parameter in assertion.parameters.values()), name
