"""The addresses of awards of collective schemes at this desk."""

from django.urls import path

from pafyll.web.authority.views import awards

urlpatterns = [
    path("kollektiv/ordning/<int:pk>/tildelinger/", awards.awards, name="awards"),
    path("kollektiv/ordning/<int:pk>/innstilling/", awards.recommend, name="recommend"),
    path("kollektiv/ordning/<int:pk>/tildelinger/hent/", awards.follow, name="follow_recommendation"),
    path("kollektiv/ordning/<int:pk>/tildelinger/ny/", awards.new, name="new_award"),
    path("kollektiv/ordning/<int:pk>/tildelinger/vedta/", awards.decide, name="decide_awards"),
    path("kollektiv/tildeling/<int:pk>/", awards.award, name="award"),
    path("kollektiv/tildeling/<int:pk>/rediger/", awards.edit, name="edit_award"),
    path("kollektiv/tildeling/<int:pk>/klargjor/", awards.ready, name="ready_award"),
    path("kollektiv/tildeling/<int:pk>/tilbake/", awards.back, name="award_back"),
    path("kollektiv/tildeling/<int:pk>/ta-ut/", awards.drop, name="drop_award"),
    path("kollektiv/rapport/<int:pk>/godkjenn/", awards.accept, name="accept_award_report"),
    path("kollektiv/rapport/<int:pk>/tilbake/", awards.return_report, name="return_award_report"),
]
