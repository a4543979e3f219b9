"""Fields of forms: ids, errors in the same words twice, counters, escaping."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from portal.ui import fields

EVIL = '"><script>alert(1)</script>'


class Sample(forms.Form):
    name = forms.CharField(label="Lead institution", help_text="A public body.", max_length=50)
    text = forms.CharField(label="Why", widget=forms.Textarea, max_length=1200, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "–"), ("a", "A & B")], required=False)
    yes = forms.ChoiceField(label="Informed?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label="Languages",
        choices=[("en", "English"), ("fr", "Français")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ok = forms.BooleanField(label="I declare")
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_has_label_hint_and_control_tied_together():
    html = fields.field(Sample()["name"])
    assert '<label for="id_name">Lead institution</label>' in html
    assert '<div class="hint" id="id_name-hint">A public body.</div>' in html
    assert 'aria-describedby="id_name-hint"' in html
    assert "maxlength" not in html


def test_an_error_stands_above_the_control_and_is_announced_with_it():
    html = fields.field(Sample({})["name"])
    assert 'class="field wrong"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert html.index("id_name-error") < html.index("<input")


def test_the_counter_counts_a_line_break_once_and_warns_over_the_limit():
    with translation.override("en"):
        html = fields.field(Sample({"text": "é\r\n" * 100})["text"])
        assert "200 of 1\u202f200 characters" in html
        assert 'class="count over"' in fields.field(Sample({"text": "x" * 1201})["text"])


def test_a_short_text_has_no_counter():
    assert "-count" not in fields.field(Sample()["name"])


@pytest.mark.parametrize("name", ["name", "text", "hidden"])
def test_what_was_typed_comes_back_escaped(name):
    html = str(fields.field(Sample({name: EVIL})[name]))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_choices_are_grouped_under_a_legend_and_keep_what_was_chosen():
    form = Sample({"yes": "no", "several": ["fr"]})
    radio, boxes = fields.field(form["yes"]), fields.field(form["several"])
    assert "<fieldset" in radio
    assert "<legend>Informed?</legend>" in radio
    assert '<input id="id_yes_1" name="yes" type="radio" value="no" checked>' in radio
    assert '<input id="id_several_1" name="several" type="checkbox" value="fr" checked>' in boxes


def test_a_select_keeps_its_value_and_a_date_its_format():
    import datetime as dt

    assert '<option value="a" selected>A &amp; B</option>' in fields.field(Sample({"kind": "a"})["kind"])
    assert 'value="2026-11-21"' in fields.field(Sample(initial={"day": dt.date(2026, 11, 21)})["day"])


def test_django_and_this_room_agree_on_names_and_values():
    """Every common widget sends what Django's own rendering would send."""
    data = {"name": "x", "text": "y", "kind": "a", "yes": "yes", "several": ["en"], "ok": "on", "day": "2026-11-21"}
    form = Sample(data)
    for bound in form:
        assert f'name="{bound.html_name}"' in str(fields.field(bound))
    assert form.is_valid()


def test_the_summary_links_to_each_field_in_the_same_words():
    form = Sample({})
    html = fields.summary(fields.collect(form))
    assert 'role="alert"' in html
    assert '<a href="#id_name">Lead institution: This field is required.</a>' in html
    assert '<a href="#id_yes_0">Informed? This field is required.</a>' in html
    assert "3 answers need a change" in html
    assert fields.summary([]) == ""


def test_an_error_that_names_its_field_is_not_named_twice():
    assert fields.with_label("Budget", "Budget: give a sum") == "Budget: give a sum"
    with translation.override("en"):
        assert fields.with_label("Budget", "Give a sum") == "Budget: Give a sum"


def test_the_title_begins_with_error_when_a_form_is_wrong():
    template = Template("{% load ui %}{% error_prefix %}")
    with translation.override("en"):
        assert template.render(Context({"form": Sample({})})) == "Error: "
        assert template.render(Context({"form": Sample()})) == ""
        assert template.render(Context({"page_errors": [("id_x", "wrong")]})) == "Error: "


def test_common_fields_cost_no_template_each(monkeypatch):
    def refuse(self, name):
        raise AssertionError(f"a template was rendered for a widget: {name}")

    monkeypatch.setattr("django.forms.renderers.EngineMixin.get_template", refuse)
    html = "".join(str(fields.field(bound)) for bound in Sample({}).visible_fields())
    assert html.count('class="field') == 7
