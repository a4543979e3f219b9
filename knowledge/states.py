"""The states of an entry and every way from one to another. Changed by ``portal.activity.process.move`` only.

draft → proposed → in review (⇄ changes asked) → read once → published; declined; withdrawn. A published entry
stays public while its next version goes the same way.
"""

from typing import Any

from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.activity.process import Process, State, Step, several

OWNER = "owner"
EDITORS = "editors"
NOBODY = "nobody"

DRAFT = "draft"
PROPOSED = "proposed"
IN_REVIEW = "in_review"
CHANGES_ASKED = "changes_asked"
READ_ONCE = "read_once"
PUBLISHED = "published"
DECLINED = "declined"
WITHDRAWN = "withdrawn"

WRITTEN_IN = (DRAFT, CHANGES_ASKED)
"""States in which the owner writes."""
WITH_EDITORS = (PROPOSED, IN_REVIEW, READ_ONCE)


def _published_before(entry: Any) -> str:
    return "" if entry.version_id else _text("It was never published.")


_PUBLIC = pgettext_lazy("entry", "Published")
ENTRY = Process(
    states=(
        State(DRAFT, _("Draft"), _("Draft"), OWNER, _("Propose it to the editors."), stitch="hollow"),
        State(PROPOSED, _("To be read"), pgettext_lazy("entry", "Proposed"), EDITORS, _("An editor takes it up.")),
        State(IN_REVIEW, _("In review"), _("In review"), EDITORS, _("Two people read it.")),
        State(CHANGES_ASKED, _("With the owner"), _("Changes asked for"), OWNER, _("Answer and propose it again.")),
        State(READ_ONCE, _("Read once"), _("In review"), EDITORS, _("A second person reads and publishes it.")),
        State(PUBLISHED, _PUBLIC, _PUBLIC, NOBODY, active=False, stitch="full"),
        State(DECLINED, _("Declined"), _("Not taken up"), NOBODY, active=False, stitch="thread"),
        State(WITHDRAWN, _("Withdrawn"), _("Withdrawn"), NOBODY, active=False, stitch="thread"),
    ),
    steps=(
        *several(
            WRITTEN_IN,
            PROPOSED,
            who="knowledge.propose_entry",
            verb="entry.proposed",
            label=_("Propose to the editors"),
        ),
        Step(PROPOSED, DRAFT, "knowledge.take_back_entry", "entry.taken_back", _("Take back")),
        Step(PROPOSED, IN_REVIEW, "knowledge.review_entry", "entry.review_begun", _("Take up")),
        *several(
            (IN_REVIEW, READ_ONCE),
            CHANGES_ASKED,
            who="knowledge.review_entry",
            verb="entry.changes_asked",
            label=_("Ask for changes"),
            reason_required=True,
        ),
        *several(
            (PROPOSED, IN_REVIEW, READ_ONCE, CHANGES_ASKED),
            DECLINED,
            who="knowledge.review_entry",
            verb="entry.declined",
            label=_("Decline"),
            reason_required=True,
        ),
        Step(IN_REVIEW, READ_ONCE, "knowledge.review_entry", "entry.read_once", _("First reading done")),
        Step(
            READ_ONCE, PUBLISHED, "knowledge.publish_entry", "entry.published", _("Second reading done: publish")
        ),
        Step(DECLINED, DRAFT, "knowledge.write_entry", "entry.reopened", _("Write it further")),
        Step(PUBLISHED, DRAFT, "knowledge.write_entry", "entry.revision_begun", _("Write the next version")),
        *several(
            (DRAFT, CHANGES_ASKED, DECLINED),
            PUBLISHED,
            who="knowledge.write_entry",
            verb="entry.revision_dropped",
            label=_("Drop the next version"),
            condition=_published_before,
        ),
        *several(
            (PUBLISHED, DRAFT, CHANGES_ASKED, PROPOSED, IN_REVIEW, READ_ONCE, DECLINED),
            WITHDRAWN,
            who="knowledge.withdraw_entry",
            verb="entry.withdrawn",
            label=_("Withdraw"),
            reason_required=True,
        ),
        Step(
            WITHDRAWN, PUBLISHED, "knowledge.review_entry", "entry.restored", _("Make it public again"),
            condition=_published_before, reason_required=True,
        ),
    ),
)  # fmt: skip
