"""Every key of a TOML text has the line that it begins on."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from stratiform.settings.lines import line_of, lines

TEXT = '''project = "a"

[tags]
text = """
owner = "not a key"
[not.a.table]
"""
list = [
  1,
]
[environments.prod]
a.b = 1
"quoted.key" = { c = 2 }

[[rows]]
x = 1
'''


def test_keys_tables_and_values_over_several_lines():
    found = lines(TEXT)
    assert found[("project",)] == 1
    assert found[("tags",)] == 3
    assert found[("tags", "text")] == 4
    assert found[("tags", "list")] == 8
    assert found[("environments", "prod")] == 11
    assert found[("environments", "prod", "a", "b")] == 12
    assert found[("environments", "prod", "quoted.key", "c")] == 13
    assert found[("rows", "x")] == 16
    assert ("tags", "owner") not in found


def test_a_key_that_is_not_there_has_the_line_of_its_table():
    assert line_of(lines(TEXT), ("environments", "prod", "account")) == 11
    assert line_of(lines(TEXT), ("owner",)) == 1


names = st.text("abc", min_size=1, max_size=3)


@given(st.dictionaries(names, st.dictionaries(names, st.text("ab#=[]\"'\n"), max_size=3), max_size=3))
def test_every_key_has_a_line_that_says_it(tables):
    text = ""
    for table, values in tables.items():
        text += f"\n[{table}]\n"
        for key, value in values.items():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            text += f'{key} = "{escaped}"\n'
    assert tomllib.loads(text) == tables
    found = lines(text)
    for table, values in tables.items():
        for key in values:
            assert text.splitlines()[found[(table, key)] - 1].startswith(f"{key} = ")
