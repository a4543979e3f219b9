"""What the Expert Facility holds on a person: given out on request, and erased."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.ports import ErasablePart
from portal.collaboration.reading import read_sections

from . import ports, rules
from .models import ContactRequest, Expert, Nomination, Visibility
from .sections import SECTIONS
from .services import erasure
from .store import read_answers


def held(user: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """Everything, in words of the present language; what referees said is not the person's to read."""
    expert = rules.expert_of(user)
    named = Nomination.objects.filter(email=user.email).select_related("call", "nominated_by")
    found = [
        (
            _("Nominations to the Expert Facility"),
            [
                {
                    _("Call"): row.call.slug,
                    _("Nominated by"): str(row.nominated_by),
                    _("Nominated on"): row.nominated_at.isoformat(),
                    _("Reason"): row.reason,
                    _("State"): row.get_state_display(),
                }
                for row in named
            ],
        )
    ]
    if expert is None:
        return found
    return found + [
        (_("Membership of the Expert Facility"), [_membership(expert)]),
        *(
            (_("Profile, version %(number)s") % {"number": row.number}, _profile(row))
            for row in expert.profiles.all()
        ),
        (_("Applications to the Expert Facility"), _candidacies(expert)),
        (
            _("Availability"),
            [
                {
                    _("From"): row.starts_on.isoformat(),
                    _("To"): row.ends_on.isoformat(),
                    _("Days a month"): row.days_per_month,
                    _("Note"): row.note,
                }
                for row in expert.availabilities.all()
            ],
        ),
        (
            _("Ties to countries, declared as an expert"),
            [
                {
                    _("Country"): row.country.iso3,
                    _("Which tie"): row.reason,
                    _("Declared on"): row.declared_at.isoformat(),
                    _("Ended on"): row.ended_at.isoformat() if row.ended_at else "",
                }
                for row in expert.ties.select_related("country")
            ],
        ),
        (
            _("Readers of each part"),
            [
                {_("Part"): row.get_part_display(), _("Readers"): row.get_audience_display()}
                for row in Visibility.objects.filter(expert=expert)
            ],
        ),
        (
            _("Meetings and trainings"),
            [
                {_("Meeting"): str(row.gathering), _("State"): row.get_state_display()}
                for row in expert.attendances.select_related("gathering")
            ],
        ),
    ]


def _membership(expert: Expert) -> dict[str, Any]:
    return {
        _("Name"): expert.name,
        _("State"): str(expert.labels.person),
        _("Admitted on"): expert.admitted_on,
        _("Term ends on"): expert.term_ends_on,
        _("Profile confirmed on"): expert.confirmed_on,
        _("Availability confirmed on"): expert.availability_confirmed_on,
        _("Listed publicly"): _("Yes") if expert.is_public else _("No"),
    }


def _profile(profile: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for section in read_sections(SECTIONS, read_answers(profile)):
        row: dict[str, Any] = {_("Section"): section.title}
        row |= {answer.label: answer.text for answer in section.answers if answer.given}
        for table in section.tables:
            row[table.title] = [
                {_("Row"): line.name, **{cell.label: cell.text for cell in line.cells if cell.given}}
                for line in table.rows
            ]
        if section.files:
            row[_("Files")] = [file["name"] for file in section.files]
        rows.append(row)
    return rows


def _candidacies(expert: Expert) -> list[dict[str, Any]]:
    return [
        {
            _("Call"): row.call.slug,
            _("State"): str(row.labels.person),
            _("Sent"): row.submitted_at.isoformat() if row.submitted_at else "",
            _("Why you apply"): row.motivation,
            _("Feedback"): row.feedback,
            _("Referees"): [referee.name for referee in row.referees.all()],
        }
        for row in expert.candidacies.select_related("call").prefetch_related("referees")
    ]


def erase(*, user: Any, by: Any) -> list[str]:
    """Erase the expert of this account, nominations of the person, and what the person wrote to experts."""
    expert = rules.expert_of(user)
    done = erasure.erase(expert=expert, by=by) if expert is not None else []
    for nomination in Nomination.objects.filter(email=user.email):
        erasure.erase_nomination(nomination)
    ContactRequest.objects.filter(email=user.email).delete()
    return done


def erasable(user: Any) -> list[ErasablePart]:
    """What can be erased while the account stays."""
    if rules.expert_of(user) is None:
        return []
    return [
        ErasablePart(
            _("Expert Facility"),
            _(
                "Your profile, its files, your applications and what belongs to them. The record of missions stays "
                "without your name."
            ),
            reverse("expertise:erase"),
        )
    ]


def kept(user: Any) -> list[str]:
    """What stays of missions."""
    expert = rules.expert_of(user)
    return ports.held.collect(expert) if expert is not None else []
