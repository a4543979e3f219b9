"""Opening an assistance, and describing a need."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from expertise.models import Expert
from portal.accounts.queries import officers_to_tell
from portal.documents.models import StoredFile
from portal.reference.models import Country

from ..models import Need
from . import common


class OpenForm(forms.Form):
    """The period and the officer in charge; all the rest is taken from the application."""

    starts_on = common.day_field(_("Begins"))
    ends_on = common.day_field(_("Ends"), help_text=_("Twelve to eighteen months later, as a rule."))
    officer = forms.ModelChoiceField(
        label=_("Officer in charge"), queryset=officers_to_tell(), required=False, empty_label=_("Nobody yet")
    )
    reason = common.words_field(
        _("Reason"), limit=1000, rows=2, required=False, help_text=_("Needed beyond eighteen months.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers_to_tell()  # type: ignore[attr-defined]


class TakeOverForm(OpenForm):
    """An assistance decided before the portal held it."""

    country = forms.ModelChoiceField(label=_("Party"), queryset=Country.objects.none())
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("fr", "Français")])
    decided_on = common.day_field(_("Decided on"))
    decision = forms.CharField(
        label=_("Decision"), max_length=200, help_text=_("Its number or title; the file shows it."),
        error_messages={"required": _("Name the decision: its number or its title.")},
    )  # fmt: skip
    file = forms.FileField(label=_("File"), allow_empty_file=True)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("country", "language", "decision", "decided_on", "file", "starts_on", "ends_on", "officer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.filter(party=True)  # type: ignore[attr-defined]

    def hold(self, kept: StoredFile) -> None:
        """The file was sent before and is kept: it need not be chosen again, another one may be."""
        self.fields["file"].required = False
        self["file"].help_text = gettext("“%(name)s” is kept. Choose a file only to send another one instead.") % {
            "name": kept.name
        }
        self.data = self.data.copy()
        self.data["kept"] = str(kept.pk)


class TakeOverMissionForm(forms.Form):
    """A mission agreed before the portal held it."""

    expert = forms.ModelChoiceField(label=_("Expert"), queryset=Expert.objects.none())
    title = forms.CharField(label=_("Title"), max_length=200)
    starts_on = common.day_field(_("From"))
    ends_on = common.day_field(_("To"))
    days = common.days_field(_("Days of work"))
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("fr", "Français")])
    agreed = forms.CharField(label=_("Agreed in"), max_length=500, help_text=_("The letter or the contract."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = Expert.objects.on_roster()  # type: ignore[attr-defined]


class NeedForm(forms.Form):
    """One expertise sought. `values()` gives the columns of a need."""

    title = forms.CharField(label=_("Title"), max_length=200)
    description = common.words_field(_("What is needed"), limit=5000, rows=5)
    activities = forms.MultipleChoiceField(
        label=_("Activities"), widget=forms.SelectMultiple(attrs={"size": 8}), required=False
    )
    themes = forms.MultipleChoiceField(
        label=_("Priority themes"), widget=forms.CheckboxSelectMultiple, required=False
    )
    fields_sought = forms.MultipleChoiceField(
        label=_("Fields"), widget=forms.SelectMultiple(attrs={"size": 6}), required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("Working languages"),
        help_text=_("One of them is enough."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        required=False,
    )
    mode = forms.ChoiceField(label=_("On site or remote"), choices=Need.Mode.choices)
    starts_on = common.day_field(_("From"))
    ends_on = common.day_field(_("To"))
    days = common.days_field(_("Days of work"))

    LISTS = {"activities": "activities", "themes": "themes", "fields_sought": "fields", "languages": "languages"}

    def __init__(self, *args: Any, need: Need | None = None, **kwargs: Any) -> None:
        if need is not None:
            plain = ("title", "description", "mode", "starts_on", "ends_on", "days")
            given: dict[str, Any] = {name: getattr(need, name) for name in plain}
            given |= {name: getattr(need, column).split() for name, column in self.LISTS.items()}
            kwargs["initial"] = {**given, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "activities": common.activity_choices(),
            "themes": common.term_choices("theme"),
            "fields_sought": common.term_choices("expertise_field"),
            "languages": common.language_choices(need.languages if need is not None else ""),
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The columns, lists as codes separated by spaces."""
        given = dict(self.cleaned_data)
        return {self.LISTS.get(name, name): " ".join(v) if isinstance(v, list) else v for name, v in given.items()}
