from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratiform.errors import ImageError
from stratiform.local.engine.servers import postgres_binaries, postgres_cluster
from stratiform.local.engine.servers.postgres_cluster import Owner, literal


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
def test_a_literal_is_one_line_of_ascii_without_a_quote_inside(text: str) -> None:
    quoted = literal(text)
    assert quoted.isascii()
    assert quoted[:2] + quoted[-1] == "E''"
    assert not set(quoted[2:-1]) & set("'\n;")


@pytest.mark.local
def test_a_database_that_cannot_be_made_is_an_error_and_leaves_no_half(tmp_path: Path) -> None:
    installation = postgres_binaries.installed(tmp_path)
    owner = Owner(user="app", database="d" * 63, password="secret")
    wrong = Owner(user="pg_reserved", database="d", password="secret")
    with pytest.raises(ImageError, match="reserved") as caught:
        postgres_cluster.ensure(tmp_path, installation, owner=wrong, cache=tmp_path)
    assert "secret" not in f"{caught.value} {caught.value.where} {caught.value.fix}"
    assert not (tmp_path / "data").exists()
    assert postgres_cluster.ensure(tmp_path, installation, owner=owner, cache=tmp_path).data.exists()
