"""The reader's own account: name, language, time zone; sign out everywhere."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts import services
from portal.accounts.forms import PersonForm
from portal.accounts.models import User
from portal.accounts.resume import keeps_typed, start


@keeps_typed
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Change it, or end every session but this one."""
    user = request.user
    assert isinstance(user, User)
    if request.method == "POST" and request.POST.get("act") == "sign_out_everywhere":
        services.sign_out_everywhere(user=user)
        update_session_auth_hash(request, user)
        messages.success(request, _("You are signed out everywhere but here."))
        return redirect("programme:account")
    known = {"name": user.name, "language": user.language, "time_zone": user.time_zone}
    form = start(request, PersonForm, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_person(user=user, **form.cleaned_data)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("programme:account")
    has_factor = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    return render(request, "programme/workspace_account.html", {"form": form, "has_factor": has_factor})
