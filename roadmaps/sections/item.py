"""What a roadmap says on one activity."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Section

ITEM = Section(
    1,
    "item",
    "activity",
    _("Situation and aim"),
    _("Where the country stands on this activity, and what it wants to reach."),
    fields=(
        Field("situation", _("Situation"), _("Describe the situation"), type="textarea", max_length=6000, lines=8),
        Field("aim", _("Aim"), _("Say what you want to reach"), type="textarea", max_length=3000, lines=5),
    ),
)  # fmt: skip
