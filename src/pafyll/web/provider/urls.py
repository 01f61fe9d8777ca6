"""The desk's addresses."""

from pafyll.web.components.forum.desk import ForumDesk
from pafyll.web.components.forum.urls import forum_urls
from pafyll.web.components.roles.desk import RoleDesk
from pafyll.web.components.roles.urls import role_urls
from pafyll.web.provider.gate import ROLES
from pafyll.web.provider.urls_admission import ADMISSION_URLS
from pafyll.web.provider.urls_assignments import ASSIGNMENT_URLS
from pafyll.web.provider.urls_competence import COMPETENCE_URLS
from pafyll.web.provider.urls_offers import OFFER_URLS

app_name = "provider"
urlpatterns = [
    *OFFER_URLS,
    *ADMISSION_URLS,
    *COMPETENCE_URLS,
    *ASSIGNMENT_URLS,
    *role_urls(RoleDesk("provider", tuple(ROLES), administers=False)),
    *forum_urls(ForumDesk("provider"), under="forum/"),
]
