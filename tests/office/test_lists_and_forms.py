"""The base classes: permissions by predicates, filters as one form, labelled fields, saves logged by the port."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import override_settings

from portal.accounts.models import User
from portal.office import OfficeModelAdmin, ports
from tests.accounts import factories

from . import samples

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.office.samples")]
LIST = "/admin/accounts/user/"


@pytest.fixture
def _anybody_enters(monkeypatch):
    monkeypatch.setattr(ports.may_enter, "_provider", lambda user: True)


@pytest.fixture
def office(client, _anybody_enters):
    """A client signed in as an officer."""
    client.officer = factories.officer(name="Ingrid")
    client.force_login(client.officer)
    return client


def test_a_list_says_how_many_it_holds_and_shows_its_views_as_tabs(office):
    html = office.get(LIST).content.decode()
    assert 'data-count="1"' in html
    assert '<a href="?language__exact=fr">French <span>3</span></a>' in html
    assert f'<a href="{LIST}" aria-current="true">All</a>' in html
    assert '<a class="button small" href="/board/">Board</a>' in html


def test_filters_are_one_form_and_keep_the_search(office):
    html = office.get(LIST + "?q=person&language__exact=en").content.decode()
    assert '<form method="get" id="changelist-filter"' in html
    assert '<select name="language__exact" id="filter-language__exact">' in html
    assert '<option value="en" selected>' in html
    assert '<input type="hidden" name="q" value="person">' in html
    assert 'name="person"' in html
    assert "&lt;b&gt;" in html
    assert 'Ana "<b>' not in html


def test_empty_fields_of_the_filter_form_leave_the_address(office):
    response = office.get(LIST + "?language__exact=&person=ana&q=")
    assert response.status_code == 302
    assert response["Location"] == LIST + "?person=ana"


def test_a_typed_filter_narrows_the_list_and_gives_no_row_twice(office):
    ana = factories.UserFactory(name="Ana")
    for kind in ("assessor", "expert"):
        ana.roles.create(kind=kind)
    factories.UserFactory(name="Ben")
    html = office.get(LIST + "?person=e").content.decode()
    assert html.count(ana.email) == 1
    assert 'data-count="1"' in office.get(LIST + "?person=AN").content.decode()


def test_fields_in_the_cells_of_a_list_have_names(office):
    assert 'aria-label="Name"' in office.get(LIST).content.decode()


def test_rows_inside_a_form_have_names_and_dates_are_the_browsers_own(office):
    html = office.get(f"{LIST}{office.officer.pk}/change/").content.decode()
    assert 'aria-label="Role"' in html
    assert 'type="datetime-local"' in html


def test_a_save_is_told_to_the_log_of_the_portal_and_not_to_djangos(office, monkeypatch):
    told = []
    monkeypatch.setattr(ports.record, "_provider", lambda **entry: told.append(entry))
    data = {"email": office.officer.email, "name": "Ingrid H.", "language": "en", "last_login": "2026-11-21T10:00"}
    data |= {"roles-TOTAL_FORMS": "0", "roles-INITIAL_FORMS": "0"}
    response = office.post(f"{LIST}{office.officer.pk}/change/", data)
    assert response.status_code == 302, response.content.decode()
    assert [(t["verb"], t["actor"], t["target"]) for t in told] == [
        ("office.changed", office.officer, office.officer)
    ]
    assert not LogEntry.objects.exists()


def test_what_no_predicate_allows_is_refused_even_to_a_superuser(rf):
    class Closed(OfficeModelAdmin):
        pass

    request = rf.get("/")
    request.user = factories.superuser()
    closed = Closed(User, samples.site)
    for right in ("view", "add", "change", "delete"):
        assert getattr(closed, f"has_{right}_permission")(request) is False
    assert closed.has_module_permission(request) is False


def test_a_predicate_is_asked_about_the_record(rf):
    class OwnOnly(OfficeModelAdmin):
        def may_view(user, obj=None):  # noqa: N805 - a predicate, kept on the class
            return obj is None or obj.pk == user.pk

    request = rf.get("/")
    request.user = factories.officer()
    own = OwnOnly(User, samples.site)
    assert own.has_view_permission(request, request.user) is True
    assert own.has_view_permission(request, factories.officer()) is False


def test_deleting_in_bulk_is_offered_only_to_who_may_delete(rf):
    class Kept(OfficeModelAdmin):
        may_view = may_change = samples.everybody

    request = rf.get("/")
    request.user = factories.superuser()
    assert "delete_selected" not in Kept(User, samples.site).get_actions(request)


@pytest.mark.parametrize("address", ["add/", "{pk}/delete/"])
def test_what_is_only_read_cannot_be_written(office, address):
    role = office.officer.roles.get()
    assert office.get("/admin/accounts/role/" + address.format(pk=role.pk)).status_code == 404
    assert office.get(f"/admin/accounts/role/{role.pk}/change/").status_code == 200
    assert office.post(f"/admin/accounts/role/{role.pk}/change/", {"kind": "head"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_queries_for_one_row_and_for_three(office, rows, django_assert_max_num_queries):
    for _n in range(rows - 1):
        factories.UserFactory()
    with django_assert_max_num_queries(9):
        office.get(LIST)


@override_settings(USE_TZ=True)
def test_the_history_of_a_record_is_the_portals(office, monkeypatch):
    monkeypatch.setattr(ports.history_url, "_provider", lambda obj, user: f"/log/{obj.pk}/")
    assert office.get(f"{LIST}{office.officer.pk}/history/")["Location"] == f"/log/{office.officer.pk}/"
    monkeypatch.setattr(ports.history_url, "_provider", None)
    assert office.get(f"{LIST}{office.officer.pk}/history/").status_code == 404
