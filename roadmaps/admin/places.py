"""The addresses of assistances and of their selections in the office, under one place of the side bar."""

from typing import Any

from django.urls import path

from portal.office import ReadOnlyAdmin, register

from ..models import Assistance
from . import assistances, board, needs, plans, selections
from .common import in_office


@register(Assistance)
class AssistanceAdmin(ReadOnlyAdmin):
    """Pages of our own; there is no form of the row itself."""

    may_view = in_office

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        of_need = [
            path("experts/<slug:code>/", view(selections.selection_view), name="roadmaps_selection"),
            path("experts/<slug:code>/need/", view(needs.change_view), name="roadmaps_need_write"),
            path("experts/<slug:code>/cancel/", view(needs.cancel), name="roadmaps_need_cancel"),
            path("experts/<slug:code>/share/", view(selections.share), name="roadmaps_share"),
            path("experts/<slug:code>/offer/", view(selections.offer_view), name="roadmaps_offer"),
            path("experts/<slug:code>/confirm/", view(selections.confirm), name="roadmaps_confirm"),
            path("experts/<slug:code>/take-back/", view(selections.take_back), name="roadmaps_offer_take_back"),
        ]
        return [
            path("", view(assistances.list_view), name="roadmaps_assistances"),
            path("", view(assistances.list_view), name="roadmaps_assistance_changelist"),
            path("board/", view(board.board_view), name="roadmaps_board"),
            path("take-over/", view(assistances.take_over_view), name="roadmaps_take_over"),
            path("open/<slug:ref>/", view(assistances.open_view), name="roadmaps_open"),
            *of_need,
            path("<slug:reference>/", view(assistances.one_view), name="roadmaps_assistance"),
            path("<slug:reference>/change/", view(assistances.change_view), name="roadmaps_assistance_period"),
            path(
                "<slug:reference>/mission/",
                view(assistances.take_over_mission_view),
                name="roadmaps_take_over_mission",
            ),
            path("<slug:reference>/plan/", view(plans.plan_view), name="roadmaps_plan"),
            path("<slug:reference>/need/", view(needs.add_view), name="roadmaps_need_add"),
        ]
