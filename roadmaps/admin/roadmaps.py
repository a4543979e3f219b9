"""National roadmaps in the office: the list, one roadmap, verification, a stage known from a letter."""

from typing import Any

from django.urls import path

from portal.accounts.questions import reason_against
from portal.office import ReadOnlyAdmin, register

from ..models import Roadmap
from . import roadmap_pages, roadmap_rounds


@register(Roadmap)
class RoadmapAdmin(ReadOnlyAdmin):
    """Pages of our own; no form of Django's ever writes a roadmap or its stage."""

    may_view = lambda user, obj=None: not reason_against("roadmaps.roadmap_office", user, obj)  # noqa: E731

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(roadmap_pages.list_view), name="roadmaps_nationals"),
            path("", view(roadmap_pages.list_view), name="roadmaps_roadmap_changelist"),
            path("stage/", view(roadmap_pages.stage_view), name="roadmaps_stage"),
            path("rounds/", view(roadmap_rounds.rounds_view), name="roadmaps_rounds"),
            path("rounds/<int:year>/", view(roadmap_rounds.round_view), name="roadmaps_round"),
            path("<slug:iso3>/", view(roadmap_pages.roadmap_view), name="roadmaps_national"),
            path("<slug:iso3>/reports/<int:year>/", view(roadmap_rounds.report_view), name="roadmaps_report"),
            path("<slug:iso3>/measures/<slug:key>/", view(roadmap_pages.verify_view), name="roadmaps_verify"),
        ]
