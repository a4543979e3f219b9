"""The office of the open call: the list, one file, the board; who enters, what it costs, what it never writes."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from applications import states
from applications.export import headings, table
from applications.filters import Wanted
from applications.models import Application, Assessment, Decision, Tie
from portal.documents.models import Job
from tests.accounts.factories import assessor, country, editor, field_office, focal_point, head, officer, superuser

from .factories import complete_application
from .factories_calls import assigned_file, eligible_file, published_call, ranked_file, screened_file, submitted_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
LIST = "admin:applications_files"


@pytest.fixture
def desk():
    return officer()


@pytest.fixture
def call():
    return published_call()


def signed_in(user):
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def listed(client, **query):
    page = client.get(reverse(LIST), query)
    assert page.status_code == 200
    return [row.one.ref for row in page.context["rows"]]


# --- the list -----------------------------------------------------------------------------------
@pytest.mark.parametrize("who", [officer, head, superuser])
def test_the_secretariat_sees_every_file(call, who):
    application = submitted_file(call)
    assert listed(signed_in(who())) == [application.ref]


def test_a_field_office_sees_its_countries_only(call):
    own, _other = submitted_file(call, "UGA"), submitted_file(call, "ZWE")
    draft = complete_application(country("GEO"), call)
    client = signed_in(field_office(own.country, draft.country))
    assert listed(client) == [own.ref]
    assert client.get(reverse("admin:applications_file", args=[_other.ref])).status_code == 404


@pytest.mark.parametrize("who", [assessor, focal_point, editor])
def test_others_find_nothing(call, who):
    submitted_file(call)
    assert signed_in(who()).get(reverse(LIST)).status_code == 404


def test_the_anonymous_are_asked_to_sign_in(call, client):
    assert client.get(reverse(LIST)).status_code == 302


def test_filters_narrow_the_list(call, desk):
    first = submitted_file(call, "UGA", region="africa")
    second = screened_file(call, "GEO", by=desk, region="europe_north_america")
    type(first.country).objects.filter(iso3="UGA").update(ldc=True)
    client = signed_in(desk)
    assert listed(client, state="screening") == [second.ref]
    assert listed(client, region="africa") == [first.ref]
    assert listed(client, group="ldc") == [first.ref]
    assert listed(client, q=first.reference.lower()) == [first.ref]
    assert set(listed(client, view="mine")) == {first.ref, second.ref}
    assert listed(client, view="party") == []
    assert set(listed(client, activity="1.1")) == {first.ref, second.ref}
    assert listed(client, activity="5.4") == []


def test_a_party_is_found_in_any_language_without_accents(call, desk):
    from portal.reference.models import CountryName

    application = submitted_file(call, "CIV")
    CountryName.objects.filter(country=application.country).delete()
    CountryName.objects.create(country=application.country, language="fr", name="Côte d’Ivoire")
    client = signed_in(desk)
    assert listed(client, party="cote d'iv") == [application.ref]
    assert listed(client, q="COTE D IVOIRE") == [application.ref]


@pytest.mark.parametrize("query", [{"state": "x"}, {"round": "9x"}, {"o": "password"}, {"p": "999"}, {"region": "'"}])
def test_forged_filters_are_no_error(call, desk, query):
    submitted_file(call)
    assert signed_in(desk).get(reverse(LIST), query).status_code == 200


@pytest.mark.parametrize("order", ["reference", "-party", "state", "since", "-usd", "days", "-score", "submitted"])
def test_every_column_sorts(call, desk, order):
    files = {submitted_file(call, "UGA").ref, submitted_file(call, "ZWE").ref}
    assert set(listed(signed_in(desk), o=order)) == files


def test_the_answers_of_a_draft_are_not_shown(call, desk):
    draft = complete_application(country("UGA"), call)
    client = signed_in(desk)
    row = client.get(reverse(LIST)).context["rows"][0]
    assert (row.codes, row.usd, row.days) == ([], None, None)
    page = client.get(reverse("admin:applications_file", args=[draft.ref]))
    assert page.status_code == 200
    assert b"Culture in the digital environment" not in page.content


def several(call, desk, number):
    codes = ["UGA", "ZWE", "GAB", "GEO", "SEN", "PER"]
    for code in codes[:number]:
        assigned_file(call, code, by=desk)


@pytest.mark.parametrize("number", [1, 4])
def test_the_list_takes_the_same_few_queries_for_any_number_of_rows(
    call, desk, number, django_assert_max_num_queries
):
    several(call, desk, number)
    client = signed_in(desk)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(15):
        client.get(reverse(LIST))


def test_the_list_s_queries_do_not_grow(call, desk):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(desk)
    counts = []
    for number in (1, 3):
        several(call, desk, number) if number == 1 else [
            assigned_file(call, code, by=desk) for code in ("ZWE", "GAB")
        ]
        client.get(reverse(LIST))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(LIST))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- one file -----------------------------------------------------------------------------------
@pytest.mark.parametrize("make", [screened_file, assigned_file, ranked_file])
def test_one_file_takes_at_most_twenty_queries(call, desk, make, django_assert_max_num_queries):
    application = make(call, by=desk)
    client = signed_in(desk)
    url = reverse("admin:applications_file", args=[application.ref])
    client.get(url)
    with django_assert_max_num_queries(20):
        page = client.get(url)
    assert b"Culture in the digital environment" in page.content


def test_a_missing_button_says_why(call, desk):
    application = screened_file(call, by=desk)
    url = reverse("admin:applications_file", args=[application.ref])
    acts = {act.code: act.reason for act in signed_in(desk).get(url).context["acts"]}
    assert "not known" in acts["eligible"]
    assert acts["clarify"] == ""
    acts = {act.code: act.reason for act in signed_in(head()).get(url).context["acts"]}
    assert "Only a programme officer" in acts["clarify"]


def test_scores_are_hidden_from_the_page_until_all_are_in(call, desk):
    from applications.services.assessment import hand_in

    from .factories_calls import give_scores

    application = assigned_file(call, by=desk)
    first, second = application.assessments.order_by("pk")
    hand_in(assessment=give_scores(first), by=first.assessor)
    url = reverse("admin:applications_file", args=[application.ref])
    for person in (desk, superuser()):
        assert b"Level 4 for gender" not in signed_in(person).get(url).content
    hand_in(assessment=give_scores(second), by=second.assessor)
    assert b"Level 4 for gender" in signed_in(desk).get(url).content


def test_a_file_is_screened_by_the_buttons(call, desk):
    application = submitted_file(call)
    client = signed_in(desk)

    def post(name, *args, **data):
        return client.post(reverse(f"admin:applications_{name}", args=[application.ref, *args]), data)

    assert post("screen").status_code == 302
    for gate in call.gates.all():
        post("gate", gate.code, outcome="yes", note="Read.")
    post("eligible")
    application.refresh_from_db()
    assert application.state == states.ELIGIBLE


def test_a_clarification_is_asked_by_its_page(call, desk):
    application = screened_file(call, by=desk)
    client = signed_in(desk)
    url = reverse("admin:applications_clarify", args=[application.ref])
    assert client.post(url, {"message": "Nothing raised."}).status_code == 422
    data = {
        "points-0-section": "budget",
        "points-0-kind": "incorrect",
        "points-0-text": "The sum is wrong.",
        "message": "See below.",
        "due": "2099-01-01",
    }
    assert client.post(url, data).status_code == 302
    application.refresh_from_db()
    assert application.state == states.CLARIFICATION_ASKED


def test_ineligible_is_said_on_its_page(call, desk):
    application = screened_file(call, by=desk)
    client = signed_in(desk)
    client.post(
        reverse("admin:applications_gate", args=[application.ref, "mandate"]), {"outcome": "no", "note": "No decree."}
    )
    url = reverse("admin:applications_ineligible", args=[application.ref])
    assert client.post(url, {"reason": "No mandate.", "instead": ""}).status_code == 422
    assert client.post(url, {"reason": "No mandate.", "instead": "Apply with the ministry."}).status_code == 302
    application.refresh_from_db()
    assert application.state == states.INELIGIBLE


def test_acts_are_buttons_not_links(call, desk):
    application = submitted_file(call)
    client = signed_in(desk)
    for name in ("screen", "eligible", "dossier"):
        assert client.get(reverse(f"admin:applications_{name}", args=[application.ref])).status_code == 404
    application.refresh_from_db()
    assert application.state == states.SUBMITTED


def test_somebody_with_a_tie_reads_but_does_not_act(call):
    application = submitted_file(call)
    person = officer(is_superuser=True)
    Tie.objects.create(person=person, country=application.country)
    client = signed_in(person)
    page = client.get(reverse("admin:applications_file", args=[application.ref]))
    assert "tie to this Party" in page.context["acts"][0].reason
    client.post(reverse("admin:applications_screen", args=[application.ref]))
    application.refresh_from_db()
    assert application.state == states.SUBMITTED


def test_attachments_come_as_downloads(call, desk):
    application = submitted_file(call, real_file=True)
    answer = signed_in(desk).get(reverse("admin:applications_attachment", args=[application.ref, "LETTER1"]))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def test_django_s_own_forms_never_write_a_file(call, desk):
    application = ranked_file(call, by=desk)
    client = signed_in(superuser())
    for model, pk in (
        ("application", application.pk),
        ("assessment", Assessment.objects.first().pk),
        ("decision", 1),
    ):
        for part in ("change", "delete"):
            answer = client.post(f"/admin/applications/{model}/{pk}/{part}/", {"state": "selected", "score": "99"})
            assert answer.status_code == 404
    application.refresh_from_db()
    assert application.state == states.RANKED


# --- assigning ----------------------------------------------------------------------------------
def test_assessors_are_named_in_bulk_from_the_list(call, desk):
    files = [eligible_file(call, code, by=desk) for code in ("UGA", "ZWE")]
    people = [assessor(), assessor()]
    client = signed_in(desk)
    answer = client.post(reverse(LIST), {"file": [one.reference for one in files], "action": "assign"})
    page = client.get(answer.url)
    assert [row["one"].pk for row in page.context["files"]] == [one.pk for one in files]
    client.post(
        reverse("admin:applications_assign"),
        {"ref": [one.reference for one in files], "person": [person.pk for person in people], "due": "2099-01-01"},
    )
    assert Assessment.objects.count() == 4
    assert set(Application.objects.values_list("state", flat=True)) == {states.ASSESSMENT}


def test_the_page_shows_load_and_who_is_barred(call, desk):
    application = eligible_file(call, by=desk)
    free, barred = assessor(), assessor()
    Tie.objects.create(person=barred, country=application.country)
    page = signed_in(desk).get(reverse("admin:applications_assign"), {"ref": application.reference})
    people = {row["person"].pk: row for row in page.context["people"]}
    assert not people[free.pk]["disabled"]
    assert people[barred.pk]["disabled"]
    assert people[barred.pk]["barred"]


# --- export -------------------------------------------------------------------------------------
def test_the_export_holds_every_row_and_no_formula(call, desk, django_capture_on_commit_callbacks):
    application = submitted_file(call)
    application.current_version.lead_institution = "=HYPERLINK(1)"
    application.current_version.save()
    client = signed_in(desk)
    for format in ("csv", "xlsx"):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("admin:applications_export"), {"format": format})
        assert answer.status_code == 302
    by_format = {job.params["format"]: job for job in Job.objects.filter(kind="applications.list")}
    with by_format["csv"].result.open() as file:
        rows = list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"))))
    assert rows[0] == headings()
    assert rows[1][0] == application.reference
    assert "'=HYPERLINK(1)" in rows[1]
    with by_format["xlsx"].result.open() as file:
        sheet = load_workbook(io.BytesIO(file.read())).active
    cells = [cell.value for cell in sheet[2]]
    assert application.reference in cells
    assert "'=HYPERLINK(1)" in cells


@pytest.mark.parametrize("number", [1, 4])
def test_the_export_takes_a_constant_number_of_queries(call, desk, number, django_assert_max_num_queries):
    several(call, desk, number)
    list(table(Application.objects.all(), Wanted(), "en"))
    with django_assert_max_num_queries(8):
        rows = list(table(Application.objects.all(), Wanted(order="-usd"), "en"))
    assert len(rows) == number
    assert {len(row) for row in rows} == {len(headings())}


def test_the_export_of_a_field_office_holds_its_countries_only(call, django_capture_on_commit_callbacks):
    own, other = submitted_file(call, "UGA"), submitted_file(call, "ZWE")
    client = signed_in(field_office(own.country))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:applications_export"), {"format": "csv"})
    with Job.objects.get(kind="applications.list").result.open() as file:
        text = file.read().decode()
    assert own.reference in text
    assert other.reference not in text


# --- the board ----------------------------------------------------------------------------------
BOARD = "admin:applications_board"


def test_the_board_goes_from_order_to_announcement(call, desk, django_capture_on_commit_callbacks):
    best = ranked_file(call, "UGA", by=desk, levels=(5, 5))
    low = ranked_file(call, "ZWE", by=desk, levels=(2, 2))
    client = signed_in(desk)
    url = reverse(BOARD)
    page = client.get(url)
    assert [row.application.pk for row in page.context["board"].rows] == [best.pk, low.pk]
    assert b"Threshold 60" in page.content
    client.post(
        f"{url}?round={best.round_id}", {f"outcome-{best.pk}": "selected", f"outcome-{low.pk}": "not_selected"}
    )
    decisions = {row.application_id: row for row in Decision.objects.all()}
    assert {row.outcome for row in decisions.values()} == {"selected", "not_selected"}
    keys = {"round": best.round_id, "decision": [row.pk for row in decisions.values()]}
    signed_in(head()).post(reverse("admin:applications_decide"), keys)
    assert Decision.objects.filter(decided_at__isnull=False).count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(officer()).post(reverse("admin:applications_release"), keys)
    best.refresh_from_db()
    low.refresh_from_db()
    assert (best.state, low.state) == (states.SELECTED, states.NOT_SELECTED)
    assert b"announced on" in client.get(f"{url}?round={best.round_id}").content


def test_a_refused_board_keeps_what_was_typed(call, desk):
    best = ranked_file(call, "UGA", by=desk, levels=(5, 5))
    second = ranked_file(call, "ZWE", by=desk, levels=(4, 4))
    data = {
        f"outcome-{best.pk}": "reserve",
        f"outcome-{second.pk}": "selected",
        f"feedback-{best.pk}": "Words that must not be lost.",
    }
    page = signed_in(desk).post(f"{reverse(BOARD)}?round={best.round_id}", data)
    assert page.status_code == 422
    assert b'role="alert"' in page.content
    assert b"Words that must not be lost." in page.content
    assert b"Why rank 2 before rank 1" in page.content
    assert not Decision.objects.exists()


def test_a_wide_spread_is_named(call, desk):
    ranked_file(call, by=desk, levels=(5, 2))
    assert b"60 points apart" in signed_in(desk).get(reverse(BOARD)).content


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_takes_the_same_queries_for_any_number_of_rows(call, desk, number, django_assert_max_num_queries):
    for code in ("UGA", "ZWE", "GAB")[:number]:
        ranked_file(call, code, by=desk)
    client = signed_in(desk)
    client.get(reverse(BOARD))
    with django_assert_max_num_queries(20):
        client.get(reverse(BOARD))


def test_an_empty_board_says_so(desk):
    assert b"Nothing is ranked yet" in signed_in(desk).get(reverse(BOARD)).content


@pytest.mark.parametrize("number", ["x", "0", "999999"])
def test_a_round_that_is_not_there_is_not_found(desk, number):
    assert signed_in(desk).get(reverse(BOARD), {"round": number}).status_code == 404


# --- calls, letters, dossier --------------------------------------------------------------------
def test_a_call_is_made_from_the_default_grid_and_published_by_buttons(desk):
    from applications.models import Call

    client = signed_in(desk)
    made = client.post(
        reverse("admin:applications_call_default"),
        {"slug": "call-2027", "opens_at": "2026-01-01T00:00", "cut_off": "2099-01-31T23:59"},
    )
    assert made.status_code == 302
    call = Call.objects.get(slug="call-2027")
    assert client.get(reverse("admin:applications_call_change", args=[call.pk])).status_code == 200
    assert client.get(reverse("admin:applications_call_grid", args=[call.pk])).status_code == 200
    client.post(reverse("admin:applications_call_publish", args=[call.pk]))
    call.refresh_from_db()
    assert call.state == Call.State.PUBLISHED
    page = client.get(reverse("admin:applications_call_change", args=[call.pk]))
    assert b'name="threshold"' not in page.content
    assert b"criteria-0-weight" not in page.content


def test_the_words_of_a_criterion_are_written_in_every_language(desk):
    from .factories_calls import default_call

    call = default_call()
    criterion = call.criteria.get(code="gender")
    data = {"criterion": "gender"}
    for code in ("en", "fr"):
        data |= {f"label_{code}": f"Gender {code}", f"guidance_{code}": ""}
        data |= {f"level_{code}_{value}": f"Level {value} {code}" for value in range(6)}
    answer = signed_in(desk).post(reverse("admin:applications_call_grid", args=[call.pk]), data)
    assert answer.status_code == 302
    assert criterion.texts.get(language="fr").label == "Gender fr"
    assert criterion.levels.get(value=3).texts.get(language="en").meaning == "Level 3 en"


def test_the_check_list_names_what_is_missing(desk):
    from .factories_calls import default_call

    call = default_call()
    call.rounds.all().delete()
    page = signed_in(desk).get(reverse("admin:applications_call_check", args=[call.pk]))
    assert b"Add a round" in page.content
    assert not page.context["ready"]


def test_the_dossier_holds_application_assessments_decision_and_history(
    call, desk, django_capture_on_commit_callbacks
):
    from pypdf import PdfReader

    application = ranked_file(call, by=desk, levels=(4, 3))
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(desk).post(reverse("admin:applications_dossier", args=[application.ref]))
    job = Job.objects.get(kind="applications.dossier")
    assert job.code in answer.url
    assert job.result is not None, job.failure
    with job.result.open() as file:
        text = " ".join("\n".join(page.extract_text() for page in PdfReader(file).pages).split())
    for words in (application.reference, "Level 4 for gender", "Culture in the digital environment", "Workshop 1"):
        assert words in text


def test_a_dossier_asked_for_twice_is_one_job(call, desk):
    application = submitted_file(call)
    client = signed_in(desk)
    first = client.post(reverse("admin:applications_dossier", args=[application.ref]))
    second = client.post(reverse("admin:applications_dossier", args=[application.ref]))
    assert first.url == second.url


def test_the_dossier_hides_scores_until_all_are_in(call, desk, django_capture_on_commit_callbacks):
    from pypdf import PdfReader

    from applications.services.assessment import hand_in

    from .factories_calls import give_scores

    application = assigned_file(call, by=desk)
    first = application.assessments.first()
    hand_in(assessment=give_scores(first), by=first.assessor)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(desk).post(reverse("admin:applications_dossier", args=[application.ref]))
    with Job.objects.get(kind="applications.dossier").result.open() as file:
        text = " ".join("\n".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert "Level 4 for gender" not in text


@pytest.mark.parametrize("name", ["applications_assessments", "applications_board", "applications_letters"])
def test_pages_of_the_process_are_the_secretariat_s(name):
    url = reverse(f"admin:{name}")
    assert signed_in(officer()).get(url).status_code == 200
    assert signed_in(field_office(country("UGA"))).get(url).status_code == 404
    assert signed_in(editor()).get(url).status_code == 404


# --- what waits ---------------------------------------------------------------------------------
def waiting(user):
    from portal.accounts.ports import waiting as port

    return [one.title for one in port.collect(user, "en")]


def test_what_waits_follows_the_state(call, desk):
    submitted_file(call, "UGA")
    screened_file(call, "ZWE", by=desk)
    eligible_file(call, "GAB", by=desk)
    ranked_file(call, "GEO", by=desk)
    titles = waiting(desk)
    for words in ("Open the screening", "Finish the screening", "Name the assessors", "Prepare the decision"):
        assert sum(words in title for title in titles) == 1, words


def test_files_of_an_own_country_do_not_wait(call, desk):
    application = submitted_file(call)
    Tie.objects.create(person=desk, country=application.country)
    assert waiting(desk) == []


def test_decisions_wait_for_the_head_then_for_a_second_officer(call, desk):
    from applications.services import decision
    from applications.services.decision import Choice

    application = ranked_file(call, by=desk)
    prepared = decision.prepare(round=application.round, choices={application.pk: Choice("selected")}, by=desk)
    boss, second = head(), officer()
    assert any("Take 1 decision" in title for title in waiting(boss))
    decision.decide(decisions=prepared, by=boss)
    assert any("Release" in title for title in waiting(second))
    assert not any("Release" in title for title in waiting(desk))


def test_files_wait_for_their_assessors_with_a_date(call, desk):
    from portal.accounts.ports import waiting as port

    application = assigned_file(call, by=desk)
    row = application.assessments.first()
    found = port.collect(row.assessor, "en")
    assert len(found) == 1
    assert found[0].due == row.due
    assert "Declare" in found[0].action


def test_a_field_office_reads_no_points(call, desk):
    file = ranked_file(call, by=desk, levels=(4, 4))
    office = field_office(file.country)
    page = signed_in(office).get(reverse(LIST)).content.decode()
    assert file.reference in page
    assert "80.0" not in page
    assert "80.0" in signed_in(desk).get(reverse(LIST)).content.decode()
    rows = list(table(Application.objects.all(), Wanted(), "en", scores=False))
    assert rows[0][headings().index("Score")] is None
