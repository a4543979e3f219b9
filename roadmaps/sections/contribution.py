"""The form of an online contribution to a consultation."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Section

CONTRIBUTION = Section(
    1,
    "contribution",
    "contribution",
    _("Your contribution"),
    _("What should the national roadmap say, and why?"),
    fields=(
        Field("kind", _("Sector"), _("Choose the sector you speak for"), type="select", vocabulary="stakeholder_kind"),
        Field("organisation", _("Organisation"), "", required=False, max_length=300,
              hint=_("Shown with the contribution. Your name and address are not.")),
        Field("text", _("Contribution"), _("Write your contribution"), type="textarea", max_length=10000, lines=12),
    ),
)  # fmt: skip
