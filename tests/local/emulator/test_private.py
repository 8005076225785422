"""A new MiniStack fails here, in one sentence that names what changed, and never in a user's run."""

from __future__ import annotations

import pytest

from stratiform.errors import EmulatorFailed
from stratiform.local.emulator import private
from stratiform.local.emulator.private import Name

pytestmark = pytest.mark.local


def test_every_name_is_there_in_the_pinned_version() -> None:
    private.verify()


def test_no_name_is_listed_twice() -> None:
    assert len({(name.module, name.attribute) for name in private.NAMES}) == len(private.NAMES)


def test_another_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "VERSION", "9.9.9")
    with pytest.raises(EmulatorFailed, match=r"MiniStack is 1\.\d+\.\d+, and Stratiform is made for 9\.9\.9"):
        private.verify()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (Name("core.gone", "x"), "no ministack.core.gone.x"),
        (Name("core.responses", "gone"), "no ministack.core.responses.gone"),
        (
            Name("core.responses", "get_region", ("account",)),
            r"get_region takes \(\), and Stratiform calls it with \(account\)",
        ),
    ],
)
def test_a_changed_name_is_named(monkeypatch: pytest.MonkeyPatch, name: Name, says: str) -> None:
    monkeypatch.setattr(private, "NAMES", (name,))
    with pytest.raises(EmulatorFailed, match=says):
        private.verify()


def test_a_name_that_is_not_listed_cannot_be_used() -> None:
    with pytest.raises(EmulatorFailed, match="not listed"):
        private.get("app", "SERVICE_REGISTRY")
