"""Rows of many inputs: what is shown, what comes back, what is refused."""

import pytest

from portal.ui.rows import Column, RowTable, read_rows

COLUMNS = (
    Column("name", "Name"),
    Column("kind", "Kind", type="select", choices=[("", "–"), ("public", "Public")], width="half"),
    Column("part", "Part", type="textarea", max_length=600),
    Column("done", "Contacted", type="checkbox"),
)
EVIL = '"><script>alert(1)</script>'


def test_a_row_is_shown_with_its_values_and_one_empty_row_after_it():
    html = RowTable("partners", COLUMNS, [{"name": "Union", "kind": "public", "done": True}]).render()
    assert html.count("<fieldset>") == 2
    assert 'name="partners-0-name"' in html
    assert 'value="Union"' in html
    assert '<option value="public" selected>' in html
    assert 'name="partners-1-name"' in html
    assert 'name="partners-0-remove"' in html


def test_every_input_has_a_label_of_its_own():
    html = RowTable("partners", COLUMNS, []).render()
    assert html.count("<label") == 5  # four answers, and the box that removes the row
    assert '<label for="id_partners-0-part">Part</label>' in html


def test_values_are_escaped():
    html = RowTable(
        "p", COLUMNS, [{"name": EVIL, "part": EVIL, "kind": EVIL}], row_label=EVIL, errors={(0, "name"): EVIL}
    ).render()
    assert "<script>" not in html


def test_an_error_is_beside_its_input_and_in_the_summary():
    table = RowTable("partners", COLUMNS, [{}], row_label="Partner", errors={(0, "name"): "Give the name"})
    assert 'id="id_partners-0-name-error"' in table.render()
    assert table.summary_items() == [("id_partners-0-name", "Partner 1, Name: Give the name")]


def test_rows_come_back_in_order_without_the_empty_and_the_removed():
    data = {
        "partners-2-name": " Third ", "partners-0-name": "First", "partners-0-done": "1", "partners-0-part": "a\r\nb",
        "partners-1-name": "Second", "partners-1-remove": "1", "partners-3-name": "", "partners-3-kind": "",
        "partners-x-name": "no", "other-0-name": "no",
    }  # fmt: skip
    rows = read_rows(data, "partners", COLUMNS)
    assert [row["name"] for row in rows] == ["First", "Third"]
    assert rows[0] == {"name": "First", "kind": "", "part": "a\nb", "done": True}


def test_a_row_with_only_a_choice_is_kept():
    assert len(read_rows({"p-0-kind": "public"}, "p", COLUMNS)) == 1


def test_more_rows_than_allowed_are_not_read():
    data = {f"p-{n}-name": str(n) for n in range(500)}
    assert len(read_rows(data, "p", COLUMNS, max_rows=40)) == 40
    assert RowTable("p", COLUMNS, [{"name": "x"}] * 40).may_add is False


def test_a_number_typed_with_a_space_is_not_lost_by_the_browser():
    html = RowTable("b", (Column("usd", "USD", type="number"),), [{"usd": "30\u202f000"}]).render()
    assert 'inputmode="decimal"' in html
    assert 'type="text"' in html
    assert 'type="number"' not in html


def test_an_unknown_type_of_column_is_refused():
    with pytest.raises(ValueError, match="colour"):
        Column("x", "X", type="colour")
