"""The addresses of agreements with providers, and their invoices, at this desk."""

from pafyll.apps.organisations.models import Organisation
from pafyll.web.components.agreements.desk import AgreementDesk
from pafyll.web.components.agreements.urls import agreement_urls

AGREEMENT_URLS = agreement_urls(AgreementDesk("owner", Organisation.OWNER_KINDS))
