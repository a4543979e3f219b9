"""Addresses of the Expert Facility: the expert's own pages."""

from django.urls import URLPattern, URLResolver, path

from .views.person import (
    availability,
    candidacy,
    confirm,
    data,
    files,
    home,
    membership,
    nominations,
    readers,
    section,
    ties,
)

HOME = "workspace/expert/"
CALL = f"{HOME}calls/<slug:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(HOME, home.home_page, name="home"),
    path(f"{HOME}begin/", home.begin_profile, name="begin_profile"),
    path(f"{HOME}profile/", section.profile_page, name="profile"),
    path(f"{HOME}profile/files/<slug:code>/", files.read_file, name="file"),
    path(f"{HOME}profile/files/<slug:code>/remove/", files.remove_file, name="remove_file"),
    path(f"{HOME}profile/<slug:section>/", section.section_page, name="section"),
    path(f"{HOME}availability/", availability.availability_page, name="availability"),
    path(f"{HOME}readers/", readers.readers_page, name="readers"),
    path(f"{HOME}readers/<slug:audience>/", readers.preview_page, name="preview"),
    path(f"{HOME}ties/", ties.ties_page, name="ties"),
    path(f"{HOME}ties/<slug:iso3>/end/", ties.end_tie, name="end_tie"),
    path(f"{HOME}confirm/", confirm.confirm_page, name="confirm"),
    path(f"{HOME}confirm/<str:token>/", confirm.confirm_by_link, name="confirm_by_link"),
    path(f"{HOME}leave/", membership.leave, name="leave"),
    path(f"{HOME}retire/", membership.retire_page, name="retire"),
    path(f"{HOME}renewal/", membership.ask_renewal, name="ask_renewal"),
    path(f"{CALL}begin/", candidacy.begin_page, name="begin"),
    path(CALL, candidacy.candidacy_page, name="candidacy"),
    path(f"{CALL}motivation/", candidacy.motivation_page, name="motivation"),
    path(f"{CALL}check/", candidacy.check_page, name="check"),
    path(f"{CALL}send/", candidacy.send, name="send"),
    path(f"{CALL}withdraw/", candidacy.withdraw_page, name="withdraw"),
    path(f"{HOME}nominations/", nominations.list_page, name="nominations"),
    path(f"{HOME}nominations/new/", nominations.new_page, name="nominate"),
    path(f"{HOME}nominations/<slug:code>/revoke/", nominations.revoke, name="revoke_nomination"),
    path(f"{HOME}nominations/<slug:code>/answer/", nominations.answer, name="answer_nomination"),
    path(f"{HOME}nominated/<str:token>/", nominations.nominated_page, name="nominated"),
    path(f"{HOME}erase/", data.erase_page, name="erase"),
]
