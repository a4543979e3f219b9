"""A national roadmap as a PDF: issued with a check code for a validated edition, without one for a draft."""

from typing import Any

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.rules import is_of_party, is_staff_member
from portal.documents import pdf
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import issue_document, request_job
from portal.reference.queries import term_map

from ..models import Edition
from .notices import party_name
from .outcome import by_activity, by_output, in_words
from .reading import read_edition
from .whole import Whole, read_whole

ROADMAP = "roadmaps.national"
TEMPLATE = "roadmaps/pdf/national.html"
LANGUAGES = ("en", "fr")


def may_have(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """The Party's team; the Secretariat."""
    return isinstance(target, Edition) and bool(is_of_party(user, target.roadmap) or is_staff_member(user))


def request(*, edition: Edition, by: User, language: str) -> Job:
    """Ask for an edition as a PDF in a language of the portal; the same job while it is under way."""
    return request_job(
        kind=ROADMAP,
        params={},
        requested_by=by,
        language=language,
        target=edition,
        key=f"{ROADMAP}:{edition.pk}:{language}:{_state_of(edition, language) or timezone.now().isoformat()}",
    )


def _state_of(edition: Edition, language: str) -> str:
    """The day and hour of what a PDF holds: the validation, or the translation made since; "" for a draft."""
    if edition.frozen_at is None:
        return ""
    text = edition.texts.filter(language=language).first()
    return max(edition.frozen_at, text.changed_at if text is not None else edition.frozen_at).isoformat()


def key_of(edition: Edition, language: str) -> str:
    """The key under which the PDF of a validated edition is issued: once a language, and anew for a translation of
    its title and vision made since. The edition is frozen; the one issued before is marked as replaced."""
    state = _state_of(edition, language)
    key = f"{ROADMAP}:{edition.pk}:{language}"
    return key if edition.frozen_at is not None and state == edition.frozen_at.isoformat() else f"{key}:{state}"


def issued(edition: Edition, language: str) -> IssuedDocument | None:
    """The last issued PDF of a validated edition in a language: one query."""
    key = f"{ROADMAP}:{edition.pk}:{language}"
    found = IssuedDocument.objects.filter(Q(key=key) | Q(key__startswith=f"{key}:"))
    return found.select_related("stored_file").order_by("-issued_at", "-pk").first()


def facts(whole: Whole, language: str) -> dict[str, Any]:
    """What the template shows, read once."""
    statuses = [(planned.measure.item_id, planned.measure.declared) for planned in whole.measures]
    code_of = {taken.item.pk: taken.item.activity for taken in whole.items}
    own = [(code_of[item], status) for item, status in statuses]
    text = whole.edition.texts.filter(language=language).first()
    return {
        "edition": whole.edition,
        "reading": read_edition(whole),
        "party": party_name(whole.edition.roadmap, language),
        "states": by_activity(code_of.values(), own),
        "outputs": in_words(by_output(own), term_map("output", language)),
        "text": text,
        "is_draft": whole.edition.is_open,
    }


def build(context: JobContext) -> JobResult:
    """Lay out an edition; a validated one is issued with its check code (see `key_of`)."""
    target = context.target
    if not isinstance(target, Edition):
        raise JobRefused(_("This edition is no longer there."))
    edition = Edition.objects.select_related("roadmap__country").get(pk=target.pk)
    language = context.language
    with translation.override(language):
        context.progress(1, 2, _("Reading the roadmap"))
        shown = facts(read_whole(edition), language)
        title = (shown["text"] or edition).title or _("National roadmap")
        reference = f"{edition.roadmap.country.iso3} · {_('edition %(number)s') % {'number': edition.number}}"
        name = f"roadmap-{edition.roadmap.country.iso3.lower()}-{edition.number}-{language}.pdf"

        def lay_out(code: str = "") -> bytes:
            return pdf.render(
                TEMPLATE, shown, language=language, title=title, reference=reference,
                date=edition.validated_on, check_code=code,
            )  # fmt: skip

        context.progress(1, 2, _("Laying out the pages"))
        if edition.is_open:
            return JobResult(name=name, content_type="application/pdf", data=lay_out())
        document = issue_document(
            kind="roadmap",
            title=_("National roadmap"),
            reference=reference,
            target=edition,
            language=language,
            build=lay_out,
            name=name,
            key=key_of(edition, language),
        )
    with document.stored_file.open() as stream:
        data = stream.read()
    return JobResult(name=name, content_type="application/pdf", data=data)
