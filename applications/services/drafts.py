"""Starting an application, or finding the one that is already there."""

import rules
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.activity.services import record
from portal.reference.languages import page_language
from portal.reference.models import Country

from .. import eligibility, states
from ..closing import why_call_closed
from ..eligibility_words import reason_words
from ..gates import facts_of
from ..models import Application, Call, Version
from ..queries import active_file
from .transition import NotAllowed, Refused


def start_or_resume(*, call: Call, country: Country, by: User) -> tuple[Application, bool]:
    """The Party's application in a call: the one under way if there is one, else a new draft.

    Returns it and whether it was made now. Two colleagues who start at once get the same draft.
    Raises `NotAllowed` when the person is not a confirmed focal point of the Party; `Refused` when the
    Party cannot apply (not a Party, not a developing country) or the call is not open.
    """
    if not rules.test_rule("applications.start", by, country):
        raise NotAllowed(_("Only a confirmed focal point of this Party can apply in its name."))
    found = active_file(call, country.pk)
    if found is not None:
        return found, False
    refuse_ineligible(country)
    closed = why_call_closed(call)
    if closed:
        raise Refused(closed)
    try:
        with transaction.atomic():
            return _create(call, country, by), True
    except IntegrityError:
        found = active_file(call, country.pk)
        if found is None:
            raise
        return found, False


def refuse_ineligible(country: Country) -> None:
    """Raises `Refused` when the records say that the country cannot apply.

    What they do not know is a question to a person at the screening, not a refusal here.
    """
    language = page_language()
    facts = facts_of(country, language)
    for verdict in (eligibility.party(facts), eligibility.developing(facts)):
        if verdict.outcome == eligibility.NO:
            raise Refused(reason_words(verdict))


def _create(call: Call, country: Country, by: User) -> Application:
    now = timezone.now()
    language = by.language if by.language in {"en", "fr"} else "en"
    application = Application.objects.create(
        call=call, country=country, language=language, created_by=by, created_at=now, state_changed_at=now
    )
    version = Version.objects.create(application=application, number=1, created_at=now, language=language)
    Application.objects.filter(pk=application.pk).update(current_version=version)
    application.current_version = version
    record(actor=by, verb="application.begun", target=application, new={"state": states.DRAFT})
    return application
