"""The survey of Parties: opened, asked by private link, reminded, answered, told by letter, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User
from portal.accounts.places import path_in
from portal.accounts.queries import members_of, officers_to_tell
from portal.accounts.questions import require
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.services import record
from portal.documents.services import UploadRefused, store_upload
from portal.messaging.services import post
from portal.reference.models import Country
from portal.reference.queries import country_names, term_map
from portal.surveys.models import Link
from portal.surveys.services import create_link, renew, revoke
from portal.ui.dates import day
from portal.ui.pages import bump_content

from ..models import StageRecord, SurveyReply, SurveyRound
from ..national import stages
from ..survey.queries import to_remind
from .rounds import close, make, refuse_year

PURPOSE = "roadmaps.survey"
FILES = "survey-reply"
DOCUMENTS = ("pdf", "docx", "odt", "xlsx")
MOST_FILES = 5


@dataclass(frozen=True)
class Letter:
    """What a Party told by letter: the day and the reference of the letter, the answers, and uploads."""

    on: date | None
    reference: str
    given: Mapping[str, Any]
    uploads: Sequence[Any] = field(default=())


@transaction.atomic
def open_round(*, year: int, due: date, by: User) -> SurveyRound:
    """Open a round and ask every Party that has a focal point in the portal. Raises `NotAllowed`; `Refused` for a
    year that had its round, while another is open, or for a day that has passed."""
    require("roadmaps.manage_survey", by)
    refuse_year(year)
    if due <= timezone.localdate():
        raise Refused(_("The day by which answers are expected must be to come."))
    if SurveyRound.objects.filter(year=year).exists():
        raise Refused(_("There is already a survey for %(year)s.") % {"year": year})
    current = SurveyRound.objects.filter(closed_at=None).first()
    if current is not None:
        raise Refused(_("The survey of %(year)s is still open: close it first.") % {"year": current.year})
    made = make(SurveyRound, year=year, due=due, by=by, verb="survey_of_parties.opened")
    for country in Country.objects.filter(party=True, active=True).order_by("iso3"):
        person = members_of(country.pk, Membership.Kind.WRITER).first()
        if person is not None:
            _ask(made, country, person.name, person.email, person.language, by)
    return made


@transaction.atomic
def ask(*, round: SurveyRound, country: Country, name: str, email: str, language: str, by: User) -> SurveyReply:
    """Send the form to an address; one sent to another address before opens no form any more.

    Raises `NotAllowed`; `Refused` for a closed round, a country that is not a Party, an address that is none, or
    once the Party has answered.
    """
    require("roadmaps.manage_survey", by)
    _refuse_closed(round)
    if country.party is not True:
        raise Refused(_("Only Parties to the Convention are asked."))
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise Refused(_("Give a whole address, such as name@example.org.")) from error
    return _ask(round, country, name, email, language, by)


def _ask(round: SurveyRound, country: Country, name: str, email: str, language: str, by: User) -> SurveyReply:
    reply = _reply(round, country)
    if reply.link is not None and reply.link.is_open:
        revoke(link=reply.link, by=by)
    link, path = create_link(
        record=reply, purpose=PURPOSE, name=name, email=email, language=language, by=by, valid_for=_valid(round)
    )
    reply.link = link
    reply.save(update_fields=["link"])
    _send(reply, link, path, "roadmap.survey_asked")
    return reply


def _reply(round: SurveyRound, country: Country) -> SurveyReply:
    """The row of a Party under its lock. Raises `Refused` once it has answered."""
    SurveyReply.objects.get_or_create(round=round, country=country)
    reply = (
        SurveyReply.objects.select_for_update(of=("self",)).select_related("link").get(round=round, country=country)
    )
    if reply.on is not None:
        raise Refused(_("This Party answered on %(date)s. An answer no longer changes.") % {"date": day(reply.on)})
    return reply


def _valid(round: SurveyRound) -> timedelta:
    """Until the end of the day by which answers are expected, and two weeks of grace; never less than one day."""
    end = timezone.make_aware(datetime.combine(round.due, time.max)) + timedelta(days=14)
    return max(end - timezone.now(), timedelta(days=1))


def _send(reply: SurveyReply, link: Link, path: str, code: str) -> None:
    post(
        code=code,
        email=link.email,
        language=link.language,
        context={
            "party": country_names(link.language).get(reply.country_id, ""),
            "year": str(reply.round.year),
            "due": day(reply.round.due, link.language),
        },
        links={"link": path},
        target=reply.round,
        secret=True,
        secret_until=link.expires_at,
    )


@transaction.atomic
def remind(*, round: SurveyRound, by: User) -> int:
    """Remind the Parties that were asked and have not answered, at most once a day each. Returns how many.

    Raises `NotAllowed`, and `Refused` when the round is closed or nobody is to be reminded.
    """
    require("roadmaps.manage_survey", by)
    locked = SurveyRound.objects.select_for_update().get(pk=round.pk)  # two clicks at once remind once
    _refuse_closed(locked)
    replies = to_remind(locked)
    if not replies:
        raise Refused(_("Nobody is to be reminded: each Party that was asked has answered, or was written to today."))
    for reply in replies:
        assert reply.link is not None  # asked of the query
        fresh, path = renew(link=reply.link, by=by, valid_for=_valid(locked))
        _send(reply, fresh, path, "roadmap.survey_reminder")
    record(actor=by, verb="survey_of_parties.reminded", target=locked, new={"parties": len(replies)})
    return len(replies)


@transaction.atomic
def close_round(*, round: SurveyRound, by: User) -> SurveyRound:
    """Take no more answers. Harmless when it is closed. Raises `NotAllowed`."""
    require("roadmaps.manage_survey", by)
    return close(round, by=by, verb="survey_of_parties.closed")


def why_over(link: Link) -> str:
    """The reason against answering a link now, or ""."""
    reply = link.record
    if reply is None or not reply.round.is_open:
        return _("This survey is closed.")
    if reply.on is not None:
        return _("Your country answered this survey on %(date)s.") % {"date": day(reply.on)}
    return ""


def received(link: Link, given: Mapping[str, Any]) -> None:
    """An answer came by link: kept, and told to the state of play, in the transaction that stores it."""
    reply = (
        SurveyReply.objects.select_for_update(of=("self",)).select_related("round", "country").get(pk=link.object_id)
    )
    _refuse_closed(reply.round)
    _store(reply, SurveyReply.Source.LINK, timezone.localdate(), given)
    _tell_state(reply, StageRecord.Source.SURVEY, _("Survey of %(year)s") % {"year": reply.round.year})
    for person in officers_to_tell():
        post(
            code="roadmap.survey_answered",
            to=person,
            context={
                "party": country_names(person.language).get(reply.country_id, ""),
                "year": str(reply.round.year),
            },
            links={"link": path_in(person.language, "admin:roadmaps_survey_reply", reply.round.year,
                                   reply.country.iso3.lower())},
            target=reply.round,
            key=f"roadmap.survey_answered:{reply.pk}:{person.pk}",
        )  # fmt: skip


def attach(link: Link, uploads: Sequence[Any]) -> None:
    """Keep what came with an answer by link. Raises `Refused` for a file that is not taken in."""
    reply = SurveyReply.objects.get(pk=link.object_id)
    _attach(reply, uploads, None)


def _attach(reply: SurveyReply, uploads: Sequence[Any], by: User | None) -> None:
    if len(uploads) > MOST_FILES:
        raise Refused(_("At most %(most)s files can be attached.") % {"most": MOST_FILES})
    for upload in uploads:
        try:
            stored = store_upload(
                upload=upload, owner=reply, purpose=FILES, by=by, allowed=DOCUMENTS, refuse_scripts=True
            )
        except UploadRefused as error:
            raise Refused(
                _("%(name)s: %(problem)s") % {"name": upload.name[:100], "problem": error.message}
            ) from error
        reply.files.add(stored)


@transaction.atomic
def record_letter(*, round: SurveyRound, country: Country, letter: Letter, by: User) -> SurveyReply:
    """Write down what a Party told by letter, with the day and the reference of the letter.

    Raises `NotAllowed`; `Refused` for a closed round, a country that is no Party, a day to come, no reference, an
    unknown stage or activity, a file that is not taken in, or once the Party has answered.
    """
    require("roadmaps.record_letter", by, country)
    _refuse_closed(round)
    if country.party is not True:
        raise Refused(_("Only Parties to the Convention are asked."))
    wrong = wrong_letter(letter)
    if wrong:
        raise Refused(wrong)
    reply = _reply(round, country)
    if reply.link is not None and reply.link.is_open:
        revoke(link=reply.link, by=by)
    assert letter.on is not None  # asked above
    reply.reference, reply.recorded_by = letter.reference.strip()[:300], by
    _store(reply, SurveyReply.Source.LETTER, letter.on, letter.given)
    _attach(reply, letter.uploads, by)
    _tell_state(reply, StageRecord.Source.LETTER, reply.reference)
    record(
        actor=by, verb="survey_of_parties.letter_recorded", target=round,
        new={"country": country.iso3, "stage": reply.stage, "on": str(letter.on)}, reason=reply.reference,
    )  # fmt: skip
    return reply


@transaction.atomic
def record_letters(
    *, round: SurveyRound, letters: Sequence[tuple[int, Country | None, Letter | None]], by: User
) -> int:
    """Several letters, each with its line in the sheet: all are stored or none. Returns how many.

    Raises `Refused` with the line of the first one that is refused.
    """
    require("roadmaps.record_letter", by)
    for number, country, letter in letters:
        if country is None or letter is None:
            raise Refused(_("Line %(number)s: the Party is not known.") % {"number": number})
        try:
            record_letter(round=round, country=country, letter=letter, by=by)
        except (NotAllowed, Refused) as error:
            raise Refused(
                _("Line %(number)s: %(problem)s Nothing was stored.") % {"number": number, "problem": error.message}
            ) from error
    return len(letters)


def wrong_letter(letter: Letter) -> str:
    """What is wrong with a letter, with what to do; "" when nothing is."""
    if letter.on is None:
        return _("Give the date of the letter.")
    if letter.on > timezone.localdate():
        return _("The date is in the future. Give the day the letter was written.")
    if not letter.reference.strip():
        return _("Give the reference of the letter: its number, or who wrote it to whom.")
    if letter.given.get("stage") not in stages.BY_CODE:
        return _("“%(code)s” is not a stage: choose one of the list.") % {"code": str(letter.given.get("stage"))[:40]}
    known = term_map("activity", "en")
    unknown = [code for code in str(letter.given.get("activities") or "").split() if code not in known]
    if unknown:
        return _("“%(code)s” is not an activity of the Open Roadmap: give codes such as 2.4.") % {
            "code": unknown[0][:20]
        }
    return ""


def _store(reply: SurveyReply, source: str, on: date, given: Mapping[str, Any]) -> None:
    for name in ("stage", "done", "activities", "progress", "challenges", "needs"):
        setattr(reply, name, given.get(name) or "")
    reply.source, reply.on, reply.recorded_at = source, on, timezone.now()
    reply.save()


def _tell_state(reply: SurveyReply, source: str, note: str) -> None:
    """The stage joins the state of play, with its date and its source; the work in the portal stays as it is."""
    assert reply.on is not None  # it is answered
    StageRecord.objects.create(
        country_id=reply.country_id, stage=reply.stage, on=reply.on, source=source, note=note[:300]
    )
    bump_content()


def _refuse_closed(round: SurveyRound) -> None:
    if not round.is_open:
        raise Refused(_("This survey is closed."))
