"""The desk's addresses."""

from pafyll.web.components.after_awards.desk import AfterAwardDesk
from pafyll.web.components.after_awards.urls import after_award_urls, own_award_urls
from pafyll.web.components.forum.desk import ForumDesk
from pafyll.web.components.forum.urls import forum_urls
from pafyll.web.components.inbox.urls import inbox_urls
from pafyll.web.components.roles.desk import RoleDesk
from pafyll.web.components.roles.urls import role_urls
from pafyll.web.components.tokens.urls import token_urls
from pafyll.web.provider.gate import ROLES
from pafyll.web.provider.urls_admission import ADMISSION_URLS
from pafyll.web.provider.urls_agreements import AGREEMENT_URLS
from pafyll.web.provider.urls_assignments import ASSIGNMENT_URLS
from pafyll.web.provider.urls_competence import COMPETENCE_URLS
from pafyll.web.provider.urls_inquiries import INQUIRY_URLS
from pafyll.web.provider.urls_invoices import INVOICE_URLS
from pafyll.web.provider.urls_offers import OFFER_URLS
from pafyll.web.provider.urls_prices import PRICE_URLS
from pafyll.web.provider.urls_surveys import SURVEY_URLS

app_name = "provider"
urlpatterns = [
    *inbox_urls("provider", sends=True),
    *OFFER_URLS,
    *ADMISSION_URLS,
    *COMPETENCE_URLS,
    *ASSIGNMENT_URLS,
    *AGREEMENT_URLS,
    *INVOICE_URLS,
    *PRICE_URLS,
    *INQUIRY_URLS,
    *SURVEY_URLS,
    *role_urls(RoleDesk("provider", tuple(ROLES))),
    *token_urls("provider"),
    *forum_urls(ForumDesk("provider"), under="forum/"),
    *own_award_urls(AfterAwardDesk("provider")),
    *after_award_urls(AfterAwardDesk("provider")),
]
