"""Forms of the acts of the office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.reference.models import Country
from portal.reference.queries import country_choices, country_rows

from ..forms import InvitationForm, ReasonForm, language_now
from ..models import Role


class GrantRoleForm(ReasonForm):
    """Which role, and for a field office which countries."""

    kind = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *Role.Kind.choices])
    countries = forms.MultipleChoiceField(
        label=_("Countries covered"),
        required=False,
        help_text=_("For a field office only."),
        widget=forms.SelectMultiple,
    )

    field_order = ("kind", "countries", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        field = self.fields["countries"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = country_choices(language_now())

    def clean_countries(self) -> list[Country]:
        return list(Country.objects.filter(iso3__in=self.cleaned_data["countries"]))


class EndRoleForm(ReasonForm):
    """Which of the person's roles ends, and why."""

    role = forms.ChoiceField(label=_("Role"))

    field_order = ("role", "reason")

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(role.pk), role.get_kind_display()) for role in roles]


class OfficeInvitationForm(InvitationForm):
    """The Secretariat invites to any Party, a focal point if it wishes."""

    party = forms.ChoiceField(label=_("Party"))
    as_focal = forms.BooleanField(label=_("As focal point, responsible for the team"), required=False)

    field_order = ("party", "email", "kind", "as_focal", "institution", "title", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)
        rows = [(row.iso3, row.name) for row in country_rows(language_now()) if row.party is not False]
        field.choices = [("", _("Choose the country")), *rows]


class NoForm(forms.Form):
    """An act that needs nothing but its button."""
