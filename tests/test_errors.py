"""An error says what happened, where, and what to do, also where nothing of ours prints it."""

import traceback

from stratiform.errors import SettingsError


def test_a_bare_traceback_ends_with_the_place_and_the_way_out():
    error = SettingsError("There is no account.", where="stratiform.toml:3", fix="Add one.")
    assert traceback.format_exception_only(error)[-3:] == [
        "stratiform.errors.SettingsError: There is no account.\n",
        "where: stratiform.toml:3\n",
        "fix: Add one.\n",
    ]
