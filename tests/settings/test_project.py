"""Which settings apply to an app, and what is said when a line is missing or wrong."""

from pathlib import Path

import pytest

from stratiform.errors import SettingsError, UnknownEnvironment
from stratiform.settings import load
from stratiform.tiers import DEV, PROD, STAGING

PROD_SECTION = """
[environments.prod]
account = "123456789012"
region = "eu-west-1"
tier = "prod"
"""


def settings(folder: Path, text: str):
    (folder / "stratiform.toml").write_text(text)
    return load(folder)


def test_without_a_file_there_is_the_local_environment_and_the_folder_names_the_project(tmp_path):
    folder = tmp_path / "My_shop 2"
    folder.mkdir()
    found = load(folder)
    assert (found.project, found.file) == ("my-shop-2", None)
    local = found.environment("local")
    assert (local.account, local.region, local.tier) == ("000000000000", "us-east-1", DEV)
    assert local.zones == ("us-east-1a", "us-east-1b")


def test_a_folder_without_a_usable_name_is_an_app(tmp_path):
    (tmp_path / "123").mkdir()
    assert load(tmp_path / "123").project == "app"


def test_the_local_environment_may_have_another_region_and_tier(tmp_path):
    local = settings(tmp_path, '[environments.local]\nregion = "eu-west-1"\ntier = "staging"').environment(
        "local"
    )
    assert (local.account, local.region, local.tier) == ("000000000000", "eu-west-1", STAGING)
    assert local.zones == ("eu-west-1a", "eu-west-1b")


def test_the_local_environment_is_in_no_other_account(tmp_path):
    found = settings(tmp_path, '[environments.local]\naccount = "123456789012"')
    with pytest.raises(SettingsError, match="this machine") as raised:
        found.environment("local")
    assert raised.value.where == f"{tmp_path}/stratiform.toml:2"


def test_an_environment_is_whole(tmp_path):
    prod = settings(
        tmp_path, PROD_SECTION + 'zones = ["eu-west-1b", "eu-west-1c"]\nsuffix = "blue"'
    ).environment("prod")
    assert (prod.name, prod.account, prod.region) == ("prod", "123456789012", "eu-west-1")
    assert (prod.zones, prod.tier, prod.suffix) == (("eu-west-1b", "eu-west-1c"), PROD, "blue")


def test_zones_default_to_the_first_three_of_the_region(tmp_path):
    prod = settings(tmp_path, PROD_SECTION).environment("prod")
    assert prod.zones == ("eu-west-1a", "eu-west-1b", "eu-west-1c")


@pytest.mark.parametrize("missing", ["account", "region", "tier"])
def test_a_missing_line_is_named_with_its_place_whatever_credentials_say(tmp_path, monkeypatch, missing):
    monkeypatch.setenv("CDK_DEFAULT_ACCOUNT", "999999999999")
    monkeypatch.setenv("CDK_DEFAULT_REGION", "us-west-2")
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    kept = [line for line in PROD_SECTION.splitlines() if not line.startswith(missing)]
    found = settings(tmp_path, "\n".join(kept))
    with pytest.raises(SettingsError, match=f"no {missing}") as raised:
        found.environment("prod")
    assert raised.value.where == f"{tmp_path}/stratiform.toml:2"
    assert f"Add the line {missing} = " in raised.value.fix
    assert "[environments.prod]" in raised.value.fix


def test_an_incomplete_environment_does_not_stop_another(tmp_path):
    assert settings(tmp_path, "[environments.prod]").environment("local").tier == DEV


def test_an_unknown_environment_is_told_the_known_ones(tmp_path):
    found = settings(tmp_path, PROD_SECTION)
    with pytest.raises(UnknownEnvironment, match="no environment prdo") as raised:
        found.environment("prdo")
    assert "Did you mean prod?" in raised.value.fix
    with pytest.raises(UnknownEnvironment) as raised:
        found.environment("xyz")
    assert "Known: local, prod." in raised.value.fix


def test_a_zone_of_another_region_is_refused(tmp_path):
    found = settings(tmp_path, PROD_SECTION + 'zones = ["eu-west-1a", "us-east-1b"]')
    with pytest.raises(SettingsError, match="us-east-1b is not in eu-west-1") as raised:
        found.environment("prod")
    assert raised.value.where == f"{tmp_path}/stratiform.toml:6"


@pytest.mark.parametrize(
    "overrides",
    [
        "[environments.prod.overrides]\nnetwork.nat_gateways = 1\nlog_days = 30",
        "[environments.prod.overrides]\nlog_days = 30\nnetwork = { nat_gateways = 1 }",
        "overrides = { log_days = 30, network = { nat_gateways = 1 } }",
    ],
)
def test_single_decisions_of_a_tier_are_overridden(tmp_path, overrides):
    tier = settings(tmp_path, PROD_SECTION + overrides).environment("prod").tier
    assert (tier.network.nat_gateways, tier.log_days) == (1, 30)
    assert (tier.network.zones, tier.keep_data) == (PROD.network.zones, True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("network.nat_gatewys = 1", "Did you mean nat_gateways?"),
        ("netwrk.nat_gateways = 1", "Did you mean network?"),
        ('name = "x"', "name is no decision"),
        ("network.nat_gateways = -1", "greater than or equal to 0"),
        ('network.nat_gateways = "1"', "valid integer"),
        ("keep_data = 1", "valid boolean"),
        ("log_days = 8", "Input should be 1, 3, 5"),
        ("network = 3", "network = 3"),
    ],
)
def test_a_wrong_decision_is_told_when_the_file_is_read(tmp_path, line, said):
    with pytest.raises(SettingsError) as raised:
        settings(tmp_path, f"{PROD_SECTION}\n[environments.prod.overrides]\n\n{line}")
    assert said in raised.value.what
    assert raised.value.where == f"{tmp_path}/stratiform.toml:9"


def test_the_file_is_found_further_up_but_not_above_the_repository(tmp_path):
    (tmp_path / "stratiform.toml").write_text('project = "above"')
    repository = tmp_path / "repository"
    (repository / "apps" / "shop").mkdir(parents=True)
    assert load(repository / "apps" / "shop").project == "shop"
    (repository / ".git").mkdir()
    assert load(repository / "apps" / "shop").project == "shop"
    (repository / "stratiform.toml").write_text('project = "ours"')
    found = load(repository / "apps" / "shop")
    assert (found.project, found.folder) == ("ours", repository)


def test_settings_are_frozen(tmp_path):
    found = load(tmp_path)
    with pytest.raises(AttributeError):
        found.project = "other"
