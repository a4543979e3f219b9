"""Applications of experts in the office."""

from typing import Any

from django.urls import path

from portal.office import ReadOnlyAdmin, register

from ..models import Candidacy
from . import candidacy_list, candidacy_page
from .common import in_office


@register(Candidacy)
class CandidacyAdmin(ReadOnlyAdmin):
    """Pages of our own; no form of Django's ever writes an application or its state."""

    may_view = in_office

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        one = candidacy_page
        return [
            path("", view(candidacy_list.list_view), name="expertise_candidacies"),
            path("", view(candidacy_list.list_view), name="expertise_candidacy_changelist"),
            path("export/", view(candidacy_list.export_view), name="expertise_candidacies_export"),
            path("<int:pk>/", view(one.page_view), name="expertise_candidacy_page"),
            path("<int:pk>/open/", view(one.open_view), name="expertise_candidacy_open"),
            path("<int:pk>/rules/<int:rule>/", view(one.rule_view), name="expertise_candidacy_rule"),
            path("<int:pk>/propose/", view(one.propose_view), name="expertise_candidacy_propose"),
            path("<int:pk>/decide/", view(one.decide_view), name="expertise_candidacy_decide"),
            path("<int:pk>/send-back/", view(one.send_back_view), name="expertise_candidacy_send_back"),
            path("<int:pk>/letter/", view(one.letter_view), name="expertise_candidacy_letter"),
            path("<int:pk>/letter/again/", view(one.letter_again_view), name="expertise_candidacy_letter_again"),
            path("<int:pk>/files/<slug:file>/", view(one.file_view), name="expertise_candidacy_file"),
        ]
