"""What the editors check before an entry is published; each reading says which points were looked at."""

from django.utils.translation import gettext_lazy as _

CHECKS = (
    ("facts", _("The facts are supported by a source or by the owner’s own records")),
    ("figures", _("Figures have a year and a unit")),
    ("reuse", _("Another country can tell what it takes and what must be true there")),
    ("honest", _("What went wrong is said")),
    ("persons", _("No personal data, nobody is blamed")),
    ("rights", _("The licence holds for text, files and pictures")),
    ("ties", _("The ties to activities and themes are right")),
    ("plain", _("Plain language, read by somebody outside the field")),
)
