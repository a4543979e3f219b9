"""The community of experts: invitations with a calendar file, answers, who took part, certificates, documents."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from expertise import states
from expertise.models import Attendance, Gathering, SharedDocument
from expertise.services import gatherings, shared_documents
from portal.accounts.ports import waiting
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.documents import pdf
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import UploadRefused, running
from portal.messaging.models import Message
from tests.accounts import factories as people

from . import factories as make
from .office import gathering, invited
from .person import pdf as one_page
from .person import signed_in, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
needs_pango = pytest.mark.skipif(not pdf.available(), reason="PDFs are switched off here")


@pytest.fixture
def officer():
    return people.officer()


def expert(language="en", **fields):
    return make.expert(user=people.expert(language=language), **fields)


def announced(officer, *experts, **fields):
    made = gathering(**fields)
    invited(made, *experts, officer=officer)
    gatherings.announce(gathering=made, by=officer)
    made.refresh_from_db()
    return made


def calendar_of(message):
    with message.attachments.get().stored_file.open() as file:
        return Calendar.from_ical(file.read())


def past(made, days=2):
    begins = timezone.now() - timedelta(days=days)
    Gathering.objects.filter(pk=made.pk).update(starts_at=begins, ends_at=begins + timedelta(hours=3))
    made.refresh_from_db()


# --- inviting and announcing --------------------------------------------------------------------
def test_an_invitation_leaves_with_a_calendar_file_in_the_person_s_language(officer):
    one, two = expert(), expert("fr")
    made = announced(officer, one, two, place="Tunis")
    messages = {row.to: row for row in Message.objects.filter(code="gathering.invitation")}
    assert set(messages) == {one.user, two.user}
    event = calendar_of(messages[two.user]).events[0]
    assert str(event["SUMMARY"]) == "Formation aux outils"
    assert str(event["LOCATION"]) == "Tunis"
    assert event["DTSTART"].dt == made.starts_at.replace(microsecond=0)
    assert made.code in str(event["UID"])
    assert int(event["SEQUENCE"]) == 0


def test_nobody_is_put_on_the_list_or_told_twice(officer):
    one = expert()
    made = gathering()
    assert gatherings.invite(gathering=made, experts=[one, one], by=officer) == 1
    assert gatherings.invite(gathering=made, experts=[one], by=officer) == 0
    gatherings.announce(gathering=made, by=officer)
    with pytest.raises(Refused, match="announced already"):
        gatherings.announce(gathering=made, by=officer)
    assert Message.objects.filter(code="gathering.invitation").count() == 1


def test_who_is_invited_later_is_told_at_once_and_only_members_are_invited(officer):
    made = announced(officer, expert())
    late, gone = expert(), expert(state=states.RETIRED)
    assert gatherings.invite(gathering=made, experts=[late, gone], by=officer) == 1
    assert Message.objects.filter(code="gathering.invitation", to=late.user).count() == 1


def spoil_nobody(made):
    made.attendances.all().delete()


def spoil_language(made):
    made.texts.filter(language="fr").delete()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(spoil_nobody, "Nobody is invited"), (spoil_language, "Write the title in"), (past, "begins in the past")],
)
def test_an_incomplete_gathering_is_not_announced(officer, spoil, said):
    made = gathering()
    invited(made, expert(), officer=officer)
    spoil(made)
    with pytest.raises(Refused, match=said):
        gatherings.announce(gathering=made, by=officer)
    assert not Message.objects.exists()


def test_another_date_reaches_whoever_may_come_with_a_higher_sequence(officer):
    one, two = expert(), expert()
    made = announced(officer, one, two)
    gatherings.answer(attendance=made.attendances.get(expert=two), comes=False, by=two.user)
    client = signed_in(officer)
    page = client.get(reverse("admin:expertise_gathering_change", args=[made.pk]))
    data = {
        name: page.context["adminform"].form[name].value() or "" for name in page.context["adminform"].form.fields
    }
    for formset in page.context["inline_admin_formsets"]:
        for form in [formset.formset.management_form, *formset.formset.forms]:
            data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    later = timezone.now() + timedelta(days=20)
    data |= {"starts_at": later.strftime("%Y-%m-%dT%H:%M")}
    data |= {"ends_at": (later + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")}
    assert client.post(reverse("admin:expertise_gathering_change", args=[made.pk]), data).status_code == 302
    message = Message.objects.get(code="gathering.changed")
    assert message.to == one.user
    assert int(calendar_of(message).events[0]["SEQUENCE"]) == 1


def test_cancelling_tells_those_who_may_come_and_takes_it_out_of_their_calendars(officer):
    one = expert()
    made = announced(officer, one)
    with pytest.raises(Refused, match="Give the reason"):
        gatherings.cancel(gathering=made, by=officer, reason="")
    gatherings.cancel(gathering=made, by=officer, reason="No room")
    message = Message.objects.get(code="gathering.cancelled")
    calendar = calendar_of(message)
    assert "No room" in message.body
    assert (str(calendar["METHOD"]), str(calendar.events[0]["STATUS"])) == ("CANCEL", "CANCELLED")
    with pytest.raises(Refused):
        gatherings.invite(gathering=made, experts=[expert()], by=officer)


@pytest.mark.parametrize("who", [people.superuser, people.expert, people.field_office])
def test_only_the_secretariat_cares_for_gatherings(who):
    with pytest.raises(NotAllowed):
        gatherings.invite(gathering=gathering(), experts=[], by=who())


# --- answering ----------------------------------------------------------------------------------
def test_an_expert_answers_and_changes_the_answer_until_it_is_over(officer):
    one = expert()
    made = announced(officer, one)
    client = signed_in(one.user)
    url = reverse("expertise:gathering_answer", args=[made.code])
    assert next(row.title for row in waiting.collect(one.user, "en")) == "Say whether you come: Training on the tools"
    client.post(url, {"answer": "yes"})
    assert Attendance.objects.get().state == "accepted"
    client.post(url, {"answer": "no"})
    assert Attendance.objects.get().state == "declined"
    past(made)
    client.post(url, {"answer": "yes"})
    assert Attendance.objects.get().state == "declined"


def test_another_person_s_invitation_is_not_found_and_not_answered(officer):
    one, other = expert(), expert()
    made = announced(officer, one)
    client = signed_in(other.user)
    for name in ("gathering", "gathering_calendar", "certificate"):
        assert client.get(reverse(f"expertise:{name}", args=[made.code])).status_code == 404
    assert client.post(reverse("expertise:gathering_answer", args=[made.code]), {"answer": "yes"}).status_code == 404
    with pytest.raises(NotAllowed):
        gatherings.answer(attendance=made.attendances.get(), comes=True, by=other.user)


def test_a_draft_is_shown_to_nobody(officer):
    one, made = expert(), gathering()
    invited(made, one, officer=officer)
    client = signed_in(one.user)
    assert client.get(reverse("expertise:gathering", args=[made.code])).status_code == 404
    assert client.get(reverse("expertise:gatherings")).context["ahead"] == []


def test_the_link_to_take_part_and_the_calendar_are_for_those_invited(officer):
    one = expert()
    made = announced(officer, one, online_link="https://meet.example/1")
    client = signed_in(one.user)
    assert "https://meet.example/1" in client.get(reverse("expertise:gathering", args=[made.code])).content.decode()
    answer = client.get(reverse("expertise:gathering_calendar", args=[made.code]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert len(Calendar.from_ical(answer.content).events) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_the_community_costs_the_same_however_long(officer, number, django_assert_num_queries):
    one = expert()
    for count in range(number):
        made = announced(officer, one, days=10 + count)
        shared_documents.share(upload=upload(), title="Agenda", language="en", gathering=made, by=officer)
    client = signed_in(one.user)
    client.get(reverse("expertise:gatherings"))
    with django_assert_num_queries(9):
        page = client.get(reverse("expertise:gatherings"))
    assert len(page.context["ahead"]) == len(page.context["documents"]) == number


# --- who took part ------------------------------------------------------------------------------
def test_who_took_part_is_written_down_after_it_began(officer):
    one, two = expert(), expert()
    made = announced(officer, one, two, kind="meeting")
    rows = {row.expert_id: row for row in made.attendances.all()}
    with pytest.raises(Refused, match="has not begun"):
        gatherings.mark(gathering=made, present=[], by=officer)
    past(made)
    assert gatherings.mark(gathering=made, present=[rows[one.pk].pk], by=officer) == 1
    assert dict(made.attendances.values_list("expert", "state")) == {one.pk: "attended", two.pk: "absent"}
    assert Gathering.objects.get().state == "held"
    assert not Job.objects.filter(kind=gatherings.CERTIFICATE_JOB).exists()


@needs_pango
@pytest.mark.parametrize(("language", "words"), [("en", "took part in the training"), ("fr", "Formation aux outils")])
def test_whoever_took_part_in_a_training_gets_one_certificate_with_a_check_code(officer, language, words):
    one = expert(language)
    made = announced(officer, one)
    past(made)
    row = made.attendances.get()
    gatherings.mark(gathering=made, present=[row.pk], by=officer)
    gatherings.mark(gathering=made, present=[row.pk], by=officer)
    job = Job.objects.get(kind=gatherings.CERTIFICATE_JOB)
    running.run(job.pk)
    issued = IssuedDocument.objects.get()
    with issued.stored_file.open() as file:
        text = " ".join(PdfReader(file).pages[0].extract_text().split())
    assert one.name in text
    assert words in text
    assert issued.printed_code in text
    assert one.name not in f"{issued.title} {issued.reference}"
    client = signed_in(one.user)
    assert client.get(reverse("expertise:certificate", args=[made.code]))["Content-Type"] == "application/pdf"
    assert Message.objects.get(code="gathering.certificate").to == one.user
    with pytest.raises(Refused, match="have a certificate already"):
        gatherings.mark(gathering=made, present=[], by=officer)


def test_from_planning_to_taking_part_by_the_buttons(officer):
    one = expert()
    client = signed_in(officer)
    made = gathering(kind="meeting")
    at = lambda name: reverse(f"admin:expertise_gathering_{name}", args=[made.pk])  # noqa: E731
    client.post(at("everybody"))
    client.post(at("announce"))
    assert Attendance.objects.get().expert == one
    assert Gathering.objects.get().state == "announced"
    past(made)
    assert "Write down who took part" in client.get(at("people")).content.decode()
    client.post(at("held"), {"present": [str(Attendance.objects.get().pk)]})
    assert Attendance.objects.get().state == "attended"


def test_those_chosen_in_the_list_are_invited(officer):
    one, _other = expert(), expert()
    made = gathering()
    client = signed_in(officer)
    to = client.post(reverse("admin:expertise_experts"), {"action": "invite", "expert": [one.code]})["Location"]
    assert made.code
    assert client.get(to).status_code == 200
    client.post(to, {"gathering": str(made.pk)})
    assert [row.expert for row in made.attendances.all()] == [one]


# --- documents ----------------------------------------------------------------------------------
def share(officer, made=None, file=None):
    return shared_documents.share(
        upload=file or upload("guide.pdf"), title="Guide", language="fr", gathering=made, by=officer
    )


def test_members_open_what_all_share_and_only_those_invited_what_belongs_to_a_gathering(officer):
    one, other, gone = expert(), expert(), expert(state=states.EXPIRED)
    made = announced(officer, one)
    for_all, for_some = share(officer), share(officer, made)
    opens = lambda who, row: (  # noqa: E731
        signed_in(who.user).get(reverse("expertise:shared_document", args=[row.code])).status_code == 200
    )
    assert [opens(one, for_all), opens(one, for_some)] == [True, True]
    assert [opens(other, for_all), opens(other, for_some)] == [True, False]
    assert [opens(gone, for_all), opens(gone, for_some)] == [False, False]
    assert signed_in(people.newcomer()).get(reverse("expertise:gatherings")).status_code == 404


def test_a_withdrawn_document_is_gone_with_its_bytes(officer):
    one, row = expert(), share(officer)
    shared_documents.withdraw(document=row, by=officer)
    shared_documents.withdraw(document=row, by=officer)
    assert signed_in(one.user).get(reverse("expertise:shared_document", args=[row.code])).status_code == 404
    row.stored_file.refresh_from_db()
    assert row.stored_file.removed


def test_a_program_under_the_name_of_a_document_is_refused(officer):
    with pytest.raises(UploadRefused):
        share(officer, file=SimpleUploadedFile("guide.pdf", b"MZ\x90\x00 not a document"))
    assert not SharedDocument.objects.exists()


def test_the_office_shares_keeps_what_was_typed_and_withdraws(officer):
    client = signed_in(officer)
    url = reverse("admin:expertise_shareddocument_share")
    answer = client.post(url, {"title": "My guide", "language": "en", "file": SimpleUploadedFile("a.pdf", b"MZ\x90")})
    assert answer.status_code == 422
    assert "My guide" in answer.content.decode()
    client.post(url, {"title": "My guide", "language": "en", "file": SimpleUploadedFile("a.pdf", one_page())})
    row = SharedDocument.objects.get()
    assert "My guide" in client.get(reverse("admin:expertise_shareddocument_changelist")).content.decode()
    client.post(reverse("admin:expertise_shareddocument_withdraw", args=[row.code]), {"act": "go"})
    row.refresh_from_db()
    assert row.withdrawn_at is not None
