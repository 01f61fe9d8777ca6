"""The desk's addresses."""

from django.urls import path

from pafyll.apps.organisations.permissions import Role
from pafyll.web.components.forum.desk import ForumDesk
from pafyll.web.components.forum.urls import forum_urls
from pafyll.web.components.roles.desk import RoleDesk
from pafyll.web.components.roles.urls import role_urls
from pafyll.web.provider.urls_surveys import SURVEY_URLS
from pafyll.web.provider.views import offers

app_name = "provider"
urlpatterns = [
    path("", offers.home, name="home"),
    path("tilbud/<int:pk>/", offers.offer, name="offer"),
    path("tilbud/<int:pk>/excel/", offers.workbook, name="workbook"),
    *SURVEY_URLS,
    *role_urls(RoleDesk("provider", (Role.PROVIDER_OFFICER,), administers=False)),
    *forum_urls(ForumDesk("provider"), under="forum/"),
]
