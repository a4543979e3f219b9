"""Addresses of the whole portal; each floor is mounted by its dotted name."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from portal import api, health
from portal.office import site
from portal.ui.views import root

urlpatterns = [
    path("", root, name="root"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("", include("programme.urls_machines")),
    path("api/v1/", api.index, name="api_index"),
    path("api/v1/schema/", api.schema, name="api_schema"),
    path("api/v1/", api.api.urls),
    path("feeds/", include("knowledge.urls_feeds")),
    path("admin/", site.urls),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("", include("programme.urls")),
        path("data/", include("knowledge.urls_data")),
        path("", include("knowledge.urls_usage")),
        path("", include("knowledge.urls")),
        path("", include("roadmaps.urls")),
        path("", include("applications.urls")),
        path("", include("expertise.urls")),
        path("", include("portal.accounts.urls")),
        path("", include("portal.documents.urls")),
        path("", include("portal.surveys.urls")),
        path("", include("portal.ui.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "portal.ui.views.bad_request"
handler403 = "portal.ui.views.forbidden"
handler404 = "portal.ui.views.not_found"
handler500 = "portal.ui.views.server_error"

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns += staticfiles_urlpatterns()
