"""Who reads which part of the profile, and what each kind of reader sees."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import Refused

from ...choices import Audience, Part
from ...forms.person import ReadersForm
from ...models import Expert
from ...queries_person import readers_of
from ...services import visibility
from ...shown import shown_to
from .base import frame, of_expert

PREVIEWS = (Audience.PUBLIC, Audience.PARTIES)


@keeps_typed
@of_expert
def readers_page(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """Choose the readers of each part, and whether one is listed publicly."""
    form = start(
        request,
        ReadersForm,
        initial={"is_public": expert.is_public},
        member=expert.is_member,
        readers=readers_of([expert.pk])[expert.pk],
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                visibility.set_readers(expert=expert, readers=form.readers(), by=request.user)  # type: ignore[attr-defined]
                if "is_public" in form.fields:
                    consents = form.cleaned_data["is_public"]
                    visibility.consent_to_public(expert=expert, consents=consents, by=request.user)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Your choice of readers is saved."))
            return redirect("expertise:readers")
    return render(
        request, "expertise/person/readers.html", frame(expert, form=form), status=422 if form.errors else 200
    )


@of_expert
@require_safe
def preview_page(request: HttpRequest, expert: Expert, audience: str) -> HttpResponseBase:
    """The profile as everybody, or a Party in a selection, sees it."""
    if audience not in PREVIEWS:
        raise Http404
    chosen = Audience(audience)
    shown = shown_to(expert, chosen)
    presents = any(part.part == Part.BIOGRAPHY for part in shown)
    return render(
        request,
        "expertise/person/preview.html",
        frame(
            expert,
            parts=shown,
            audience=chosen,
            is_everybody=chosen == Audience.PUBLIC,
            headline=expert.profile.headline if expert.profile and presents else "",
        ),
    )
