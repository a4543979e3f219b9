from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "portal.documents"
    label = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from celery.signals import worker_init

        from portal.accounts import ports as accounts_ports
        from portal.accounts.rules import is_staff_member
        from portal.documents import personal
        from portal.office import places
        from portal.ui import nav

        accounts_ports.erase.register(personal.erase)
        worker_init.connect(_warm, weak=False, dispatch_uid="documents.warm")
        nav.register("foot", _("Verify a document"), "documents:verify", order=70, group=_("This site"))
        places.register("settings", _("Jobs"), "admin:documents_job_changelist", is_staff_member, order=70)
        places.register(
            "settings", _("Issued documents"), "admin:documents_issueddocument_changelist", is_staff_member, order=75
        )


def _warm(*, options: dict[str, Any] | None = None, **_kwargs: Any) -> None:
    """A worker imports WeasyPrint before its first document, not during it; one that makes none does without."""
    from portal.documents import pdf

    served = (options or {}).get("queues")
    if served and settings.CELERY_TASK_DEFAULT_QUEUE not in served:
        return

    pdf.warm()
