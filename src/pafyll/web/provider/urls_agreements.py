"""Addresses of agreements at the provider's desk: what both parties have, and what only the provider writes."""

from django.urls import path

from pafyll.web.components.agreements.desk import AgreementDesk
from pafyll.web.components.agreements.urls import agreement_urls
from pafyll.web.provider.views import agreements

AGREEMENT_URLS = [
    *agreement_urls(AgreementDesk("provider")),
    path("avtaler/ny/", agreements.new, name="new_agreement"),
    path("avtaler/<int:pk>/tillegg/", agreements.supplement, name="new_supplement"),
    path("avtaler/<int:pk>/endring/", agreements.amend, name="amend_agreement"),
    path("avtaler/<int:pk>/versjon/<int:number>/skriv/", agreements.write, name="write_agreement"),
    path("avtaler/<int:pk>/versjon/<int:number>/send/", agreements.propose, name="propose_agreement"),
    path("avtaler/<int:pk>/versjon/<int:number>/legg-bort/", agreements.withdraw, name="withdraw_agreement"),
]
