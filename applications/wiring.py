"""What this floor hangs up in the rooms below it, once, at start: the part about the file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.accounts import standing
from portal.activity import verbs
from portal.collaboration import ports as discussions
from portal.documents import jobs
from portal.ui import nav

from . import conditions_file, conditions_process, discussing, receipt, waiting

__all__ = ["conditions_file", "conditions_process", "connect"]


def _has_party(user: Any) -> bool:
    return bool(standing.of(user).parties)


def connect() -> None:
    """Register jobs, verbs of the log, and what waits for the people of a Party."""
    jobs.register(receipt.RECEIPT, _("Receipt of the application"), receipt.build_receipt, may=receipt.may_receive)
    jobs.register(receipt.APPLICATION, _("The whole application"), receipt.build_application, may=receipt.may_receive)
    discussions.register(discussing.COMMENTS)
    verbs.register(
        {
            "application.begun": _("began an application"),
            "application.draft_let_go": _("deleted a draft nobody had written in for long"),
            "application.submitted": _("submitted the application"),
            "application.screening_opened": _("opened the screening"),
            "application.clarification_asked": _("asked for a clarification"),
            "application.copy_opened": _("opened the application for changes"),
            "application.clarification_answered": _("answered the clarification"),
            "application.found_eligible": _("found the application eligible"),
            "application.found_ineligible": _("found the application not eligible"),
            "application.assessment_opened": _("opened the assessment"),
            "application.selected": _("announced: selected"),
            "application.reserve": _("announced: reserve list"),
            "application.not_selected": _("announced: not selected"),
            "application.withdrawn": _("withdrew the application"),
            "application.file_added": _("added a file"),
            "application.file_removed": _("removed a file"),
        },
        for_party=True,
    )
    verbs.register(
        {
            "application.ranked": _("ranked the application"),
            "application.assessment_reopened": _("asked for one more assessment"),
        }
    )
    nav.register("workspace", _("Applications"), "applications:files", order=20, when=_has_party)
    accounts_ports.waiting.register(waiting.of_party)
    accounts_ports.files.register(waiting.files)
