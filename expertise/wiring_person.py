"""What this floor hangs up in the rooms below it, once, at start: the expert's own side."""

from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.activity import verbs
from portal.surveys import ports as surveys
from portal.ui import nav

from . import personal, waiting_person
from .references import REFERENCE_FORM


def connect() -> None:
    """Register what waits, personal data, verbs of the log, the form of referees and the place in the menu."""
    verbs.register(
        {
            "candidacy.begun": _("began an application to the Expert Facility"),
            "candidacy.submitted": _("sent the application"),
            "candidacy.review_opened": _("opened the review"),
            "candidacy.admitted": _("admitted the person"),
            "candidacy.declined": _("declined the application"),
            "candidacy.withdrawn": _("withdrew the application"),
        },
        for_party=True,
    )
    verbs.register(
        {
            "candidacy.referee_answered": _("received an answer of a referee"),
            "expert.begun": _("began a profile"),
            "expert.profile_changed": _("changed a section of the profile"),
            "expert.file_added": _("added a file"),
            "expert.file_removed": _("removed a file"),
            "expert.availability_changed": _("changed the availability"),
            "expert.availability_confirmed": _("confirmed the availability"),
            "expert.readers_changed": _("changed who reads the profile"),
            "expert.listed": _("agreed to be listed publicly"),
            "expert.unlisted": _("is no longer listed publicly"),
            "expert.tie_declared": _("declared a tie to a country"),
            "expert.tie_ended": _("ended a tie to a country"),
            "expert.confirmed": _("confirmed the profile"),
            "expert.admitted": _("became a member"),
            "expert.on_leave": _("went on leave"),
            "expert.back": _("came back from leave"),
            "expert.expired": _("ended the membership: the term is over"),
            "expert.retired": _("left the Expert Facility"),
            "expert.renewal_asked": _("asked for another term"),
            "expert.renewed": _("renewed the term"),
            "expert.erased": _("erased the data of the expert"),
            "nomination.sent": _("nominated a person"),
            "nomination.reminded": _("reminded of a nomination"),
            "nomination.accepted": _("accepted the nomination"),
            "nomination.declined": _("declined the nomination"),
            "nomination.revoked": _("took the nomination back"),
            "nomination.expired": _("closed the nomination: never answered"),
            "nomination.erased": _("erased who was nominated"),
        }
    )
    surveys.register(REFERENCE_FORM)
    accounts_ports.waiting.register(waiting_person.of_person)
    accounts_ports.files.register(waiting_person.files)
    accounts_ports.personal_data.register(personal.held)
    accounts_ports.erase.register(personal.erase)
    accounts_ports.erasable.register(personal.erasable)
    accounts_ports.kept.register(personal.kept)
    nav.register("workspace", _("Expert Facility"), "expertise:home", order=40, when=waiting_person.may_come)
