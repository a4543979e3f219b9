"""The six questions of the survey of Parties.

DCE/21/14.IGC/14, draft decision 14.IGC 14, paras. 4 and 5: Parties tell of their roadmaps, of the progress made and
of the challenges met in drawing them up and carrying them out. The wording is to be adopted by the Secretariat.
"""

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Section

from ..national import stages

SURVEY = Section(
    1,
    "survey",
    "survey",
    _("Survey of Parties: the national roadmap for the digital environment"),
    _("Six questions. The stage is shown in the public state of play with its date; the other answers are read "
      "by the Secretariat."),
    fields=(
        Field("stage", _("1. At which stage is your national roadmap?"), _("Choose the stage of the roadmap"),
              type="radio", choices=tuple(stages.CHOICES)),
        Field("done", _("2. What has been done so far, and who took part?"), _("Say what has been done so far"),
              type="textarea", max_length=4000,
              hint=_("Ministries, private sector, civil society, women’s and youth organisations.")),
        Field("activities", _("3. Which activities of the Open Roadmap have priority?"), "", type="checkboxes",
              vocabulary="activity", required=False),
        Field("progress", _("4. What progress has been made, with what results?"), "", type="textarea",
              max_length=4000, required=False),
        Field("challenges", _("5. Which challenges did you meet?"), "", type="textarea", max_length=4000,
              required=False),
        Field("needs", _("6. Which assistance would help, and which experience could you share?"), "",
              type="textarea", max_length=4000, required=False),
    ),
)  # fmt: skip
QUESTIONS = tuple(field.name for field in SURVEY.fields)
