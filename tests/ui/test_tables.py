"""Rows of a table joined in one piece."""

from types import SimpleNamespace as Of

from portal.ui.tables import table_rows


def row(*cells, name=""):
    return Of(name=name, cells=[Of(text=text, shape=shape) for text, shape in cells])


def test_what_people_typed_is_escaped():
    html = table_rows([row(("<b>&", "text"), name="<i>")], named=True)
    assert html == '<tr><th scope="row">&lt;i&gt;</th><td><bdi>&lt;b&gt;&amp;</bdi></td></tr>'


def test_numbers_stand_at_the_end_and_nothing_is_an_empty_cell():
    assert table_rows([row(("30", "number"), ("", "text"))]) == '<tr><td class="n"><bdi>30</bdi></td><td></td></tr>'


def test_line_ends_are_kept():
    assert table_rows([row(("one\r\ntwo\nthree", "long"))]) == "<tr><td><bdi>one<br>two<br>three</bdi></td></tr>"
