"""Whether a form may still be answered, and the words for it when not."""

from django.utils.translation import gettext as _

from portal.ui.dates import day

from . import ports
from .models import Link


def why_over(link: Link) -> str:
    """Why the form is not answered any more, in a sentence that says what to do; "" while it may be."""
    if link.answered_at is not None:
        return _("It was answered on %(date)s; a form is answered once.") % {"date": day(link.answered_at)}
    if link.revoked_at is not None:
        return _("It has been taken back: no answer is needed any more.")
    if link.is_past:
        return _("It was open until %(date)s. If you still wish to answer, write to the Secretariat.") % {
            "date": day(link.expires_at)
        }
    form = ports.questionnaire(link.purpose)
    if form is None:
        return _("Nobody asks this any more: no answer is needed.")
    return form.may_answer(link)
