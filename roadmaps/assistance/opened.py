"""Which applications have opened an assistance, told to the floor of the open call."""

from collections.abc import Collection

from django.urls import reverse

from applications.ports import OpenedAssistance

from ..models import Assistance


def of_applications(applications: Collection[int]) -> dict[int, OpenedAssistance]:
    """Application → its assistance: one query."""
    rows = Assistance.objects.filter(application__in=applications).values_list("application_id", "reference")
    return {
        application: OpenedAssistance(reference, reverse("roadmaps:assistance", args=[reference]))
        for application, reference in rows
    }
