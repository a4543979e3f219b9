"""What every list of the reference data has in the office: corrections go through the service, with a reason."""

from typing import Any

import rules
from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.rules import is_field_office, is_staff_member
from portal.office import OfficeModelAdmin
from portal.reference.merging import plain
from portal.reference.services import save_correction


def may_correct(user: Any, record: Any = None) -> bool:
    """Officers, the head and the superuser."""
    return rules.test_rule("reference.change", user, record)


def may_read(user: Any, record: Any = None) -> bool:
    """The Secretariat and its field offices; editors work on the knowledge base only (CONTRACT)."""
    return bool((is_staff_member | is_field_office)(user))


class ReasonForm(forms.ModelForm):
    """A form that asks why; the answer goes into the log."""

    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        help_text=_("Goes into the log, for example the document the correction comes from."),
    )


class ReferenceDesk(OfficeModelAdmin):
    """Saves by the service, which logs and renews the public pages; deletes nothing."""

    form = ReasonForm
    may_view = may_read
    may_change = may_correct

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool) -> None:
        save_correction(record=obj, by=request.user, reason=form.cleaned_data.get("reason", ""))

    def save_formset(self, request: HttpRequest, form: forms.ModelForm, formset: Any, change: bool) -> None:
        reason = form.cleaned_data.get("reason", "")
        # What steps back goes first: at most one version of a label is shown at any moment.
        for record in sorted(formset.save(commit=False), key=lambda record: bool(getattr(record, "current", False))):
            save_correction(record=record, by=request.user, reason=reason)
        formset.save_m2m()

    # The service has logged already, column by column.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None


def corrected(record: Any) -> str:
    """Which columns differ from the last load, by name: they stay as they are at the next one."""
    changed = [
        str(record._meta.get_field(name.removesuffix("_id")).verbose_name)
        for name, value in record.loaded.items()
        if plain(getattr(record, name)) != value
    ]
    return ", ".join(changed)
