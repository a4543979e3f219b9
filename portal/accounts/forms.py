"""What people type about themselves and their team."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.reference.languages import page_language
from portal.reference.queries import country_rows

from .models import Membership, User

KINDS = (
    (Membership.Kind.WRITER, _("I prepare files with my colleagues (focal point)")),
    (Membership.Kind.SIGNATORY, _("I sign for the competent national authority")),
)
KINDS_OF_OTHERS = (
    (Membership.Kind.WRITER, _("Prepares files with us")),
    (Membership.Kind.SIGNATORY, _("Signs for the competent national authority")),
)


def language_now() -> str:
    """The language of the page, among those people may choose."""
    language = page_language()
    return language if language in User.Language.values else User.Language.EN


class SignupExtras(forms.Form):
    """Added by allauth to the sign-up form: the name; the language is that of the page."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As colleagues should see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    field_order = ("name", "email", "password1", "password2")

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth once the account exists."""
        user.name = self.cleaned_data["name"]
        user.language = language_now()
        user.save(update_fields=["name", "language"])


class ClaimForm(forms.Form):
    """Which Party one speaks for, and how the Secretariat can verify it."""

    party = forms.ChoiceField(label=_("Party"), help_text=_("Only Parties to the 2005 Convention are listed."))
    kind = forms.ChoiceField(label=_("Your part"), choices=KINDS, widget=forms.RadioSelect)
    institution = forms.CharField(
        label=_("Your institution"),
        max_length=200,
        help_text=_("For example the ministry in charge of culture, and your department."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    title = forms.CharField(
        label=_("Your function"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    why = forms.CharField(
        label=_("How the Secretariat can verify it"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example a letter of designation, or a colleague the Secretariat knows."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(row.iso3, row.name) for row in country_rows(language_now()) if row.party is not False]
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose your country")), *rows]


class InvitationForm(forms.Form):
    """A colleague to invite to the team."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The invitation can be accepted with this address only."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Part in the team"), choices=KINDS_OF_OTHERS, widget=forms.RadioSelect)
    institution = forms.CharField(label=_("Institution"), max_length=200)
    title = forms.CharField(label=_("Function"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=User.Language.choices)


class ReasonForm(forms.Form):
    """Why something is done; kept in the log and read by those concerned."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Kept in the log.")
    )

    def clean_reason(self) -> str:
        return str(self.cleaned_data["reason"]).strip()


class HandOverForm(ReasonForm):
    """To whom the part of focal point passes."""

    receiver = forms.ChoiceField(label=_("Hand over to"), widget=forms.RadioSelect)
    leave = forms.BooleanField(label=_("I also leave the team"), required=False)

    field_order = ("receiver", "reason", "leave")

    def __init__(self, *args: Any, colleagues: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receiver"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(place.pk), f"{place.user} ({place.institution})") for place in colleagues]


class PersonForm(forms.Form):
    """What a person says of themselves."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language of messages"), choices=User.Language.choices, widget=forms.RadioSelect
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Times on your pages are shown in it. Deadlines are set in UTC.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(zone, zone.replace("_", " ")) for zone in time_zones()]


def time_zones() -> list[str]:
    """UTC, then the zones named after places, sorted."""
    return ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))]
