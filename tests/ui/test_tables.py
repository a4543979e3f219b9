"""A table joined in one piece."""

from types import SimpleNamespace as Of

from portal.ui.tables import data_table


def table(*rows, columns=(("a", "A"),), totals=(), head=""):
    made = [Of(name=name, cells=[Of(text=text, shape=shape) for text, shape in cells]) for name, cells in rows]
    return Of(columns=columns, rows=made, totals=totals, head=head)


def test_what_people_typed_is_escaped():
    html = data_table(table(("<i>", [("<b>&", "text")]), columns=(("a", "<u>"),), head="Step"))
    assert '<thead><tr><th scope="col">Step</th><th scope="col">&lt;u&gt;</th></tr></thead>' in html
    assert '<tr><th scope="row">&lt;i&gt;</th><td><bdi>&lt;b&gt;&amp;</bdi></td></tr>' in html


def test_numbers_stand_at_the_end_and_nothing_is_an_empty_cell():
    html = data_table(table(("", [("30", "number"), ("", "text")])))
    assert '<tr><td class="n"><bdi>30</bdi></td><td></td></tr>' in html


def test_line_ends_are_kept():
    assert "<td><bdi>one<br>two<br>three</bdi></td>" in data_table(table(("", [("one\r\ntwo\nthree", "long")])))


def test_the_totals_have_a_word_before_them():
    html = data_table(table(("", [("Line", "text"), ("3", "number")]), totals=("", "3")), total="Total")
    assert '<tr class="total"><td><bdi>Total</bdi></td><td class="n"><bdi>3</bdi></td></tr>' in html
