"""One line per desk, and the API. The namespace is the desk's name, and the gate of that name stands in front of it."""

from django.conf import settings
from django.urls import include, path

from pafyll.api.v1.urls import api

urlpatterns = [
    path("min/", include("pafyll.web.teacher.urls")),
    path("skole/", include("pafyll.web.school.urls")),
    path("eier/", include("pafyll.web.owner.urls")),
    path("tilbyder/", include("pafyll.web.provider.urls")),
    path("nasjonal/", include("pafyll.web.authority.urls")),
    path("tillitsvalgt/", include("pafyll.web.representative.urls")),
    path("brukerstotte/", include("pafyll.web.support.urls")),
    path("api/v1/", api.urls),
    path("", include("pafyll.web.public.urls")),
]

if settings.LOG_IN_AS:
    urlpatterns.insert(0, path("utvikling/", include("pafyll.devtools.urls")))

handler403 = "pafyll.web.public.views.errors.forbidden"
handler404 = "pafyll.web.public.views.errors.not_found"
handler500 = "pafyll.web.public.views.errors.server_error"
