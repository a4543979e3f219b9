"""One measure of the action plan, on one page. DOMAIN, "National roadmap"."""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

from ..models import Measure
from ..national.currencies import CURRENCIES

MEASURE = Section(
    1,
    "measure",
    "measure",
    _("Measure"),
    _("What will be done, by whom, when, with what money, and how one will see that it works."),
    fields=(
        Field("kind", _("Kind"), _("Choose the kind of measure"), type="select",
              choices=tuple(Measure.Kind.choices), width="half"),
        Field("title", _("Title"), _("Give the measure a title"), max_length=300),
        Field("description", _("Description"), _("Describe the measure"), type="textarea", max_length=6000),
        Field("lead", _("Lead institution"), _("Name the institution in charge"), max_length=300),
        Field("partners", _("Partners"), "", type="textarea", max_length=2000, lines=3, required=False,
              hint=_("Ministries, civil society, private sector, women’s and youth organisations.")),
        Field("starts_on", _("From"), _("Give the first day"), type="date", width="half"),
        Field("ends_on", _("To"), _("Give the last day"), type="date", width="half"),
        Field("cost", _("Cost"), "", type="money", required=False, width="third"),
        Field("currency", _("Currency"), _("Choose the currency"), type="select", choices=CURRENCIES, width="half",
              preset=True),
        Field("rate", _("Units of the currency for one US dollar"), "", type="decimal", required=False,
              width="third", hint=_("As in the operational rates of the United Nations. Not needed for US dollars.")),
        Field("funding", _("Source of funds"), "", type="textarea", max_length=2000, lines=3, required=False),
        Field("gender_marker", _("Gender-equality marker"), _("Choose the gender-equality marker"), type="radio",
              choices=tuple(Measure.Gender.choices)),
        Field("sdg_targets", _("SDG targets"), "", type="checkboxes", vocabulary="sdg_target", required=False),
        Field("legal_reference", _("Legal reference"), "", type="textarea", max_length=1000, lines=2,
              required=False, hint=_("Number and date of the law or act, or its address on the web.")),
        Field("declared", _("Status declared by the Party"), _("Choose the status"), type="select",
              choices=tuple(Measure.Status.choices), width="half", preset=True),
    ),
    rows=(
        Rows("indicators", _("Indicators"), _("Indicator"), _("Add an indicator"), at_most=12,
             hint=_("What shows that the measure works: one figure with one unit a row."),
             columns=(
                 Field("key", "", "", type="hidden", required=False),
                 Field("name", _("What is counted"), _("say what is counted"), max_length=300),
                 Field("unit", _("Unit"), _("give the unit, such as people, % or laws"), max_length=60,
                       width="third"),
                 Field("baseline", _("Baseline"), "", type="decimal", required=False, width="third"),
                 Field("baseline_year", _("Year of the baseline"), "", type="year", minimum=1990, maximum=2100,
                       required=False, width="third"),
                 Field("target", _("Target"), _("give the target"), type="decimal", width="third"),
                 Field("target_year", _("Year of the target"), "", type="year", minimum=2000, maximum=2100,
                       required=False, width="third"),
                 Field("by_sex", _("Counted for women and men apart"), "", type="checkbox", required=False,
                       width="third"),
             )),
    ),
)  # fmt: skip
