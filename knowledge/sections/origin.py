"""What an entry is adapted from, and for whom."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

ORIGIN = Section(
    4,
    "origin",
    "facts",
    _("What it is adapted from"),
    _("For what was made from the work of others, for another country or language. Leave it empty for the rest."),
    fields=(
        Field("adapted_entry", _("Entry of the knowledge base it is adapted from"), "", max_length=300,
              required=False, hint=_("The address of its page, or the code at the foot of that page.")),
        Field("adapted_work", _("Another work it is adapted from"), _("Name the work"), max_length=300,
              required=False, hint=_("Author, title, year, licence.")),
        Field("adapted_url", _("Where that work is, beginning with https://"), "", max_length=500, required=False),
    ),
    rows=(
        Rows("adapted_for", _("Adapted for"), _("Country or language"), _("Add a country or a language"),
             at_most=20, hint=_("A country, a language, or both. The readers it is for are told in its words."),
             columns=(
                 Field("country", _("Country"), "", type="select", vocabulary="country", required=False,
                       width="half"),
                 Field("language", _("Language"), "", type="select", vocabulary="language", required=False,
                       width="half"),
             )),
    ),
)  # fmt: skip
