"""Reaching an expert through the Secretariat; open to whoever is signed out too, and counted by address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts import throttle
from portal.accounts.services import Refused
from portal.ui.pages import public_page

from ...forms.contact import ContactForm
from ...services import contact
from .expert import listed_at

MOST = 5
SECONDS = 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact_page(request: HttpRequest, code: str) -> HttpResponse:
    """The form; what is typed stays when something is wrong with it or too much was sent."""
    expert = listed_at(code)
    form = ContactForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if throttle.blocked(request, "contact", most=MOST):
            form.add_error(None, _("Five messages have left from your connection within an hour. Try again later."))
            status = 429
        elif form.is_valid():
            try:
                contact.write(expert=expert, language=get_language() or "en", **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                throttle.count(request, "contact", seconds=SECONDS)
                return redirect("expertise:contact_sent", code=expert.code)
    context = {"expert": expert, "form": form}
    return render(request, "expertise/public/contact.html", context, status=status)


@require_safe
@public_page
def sent_page(request: HttpRequest, code: str) -> HttpResponse:
    """What happens next; the same for everybody."""
    return render(request, "expertise/public/sent.html", {"expert": listed_at(code)})
