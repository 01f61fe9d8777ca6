"""The addresses of what follows awards at this desk: changes, what was not used, recovery, controls and figures."""

from django.urls import path

from pafyll.web.authority.views import after_awards, award_endings, award_statistics, controls

urlpatterns = [
    path("kollektiv/oppfolging/", after_awards.follow_up, name="follow_up"),
    path("kollektiv/endring/<int:pk>/", after_awards.change, name="award_change"),
    path("kollektiv/endring/<int:pk>/vurder/", after_awards.prepare, name="prepare_award_change"),
    path("kollektiv/endring/<int:pk>/vedta/", after_awards.decide, name="decide_award_change"),
    path("kollektiv/endring/<int:pk>/tilbake/", after_awards.back, name="return_award_change"),
    path("kollektiv/brev/<int:pk>/", after_awards.letter, name="after_award_letter"),
    path("kollektiv/tildeling/<int:pk>/ubrukt/", award_endings.settle, name="settle_award"),
    path("kollektiv/tildeling/<int:pk>/ubrukt/vedta/", award_endings.decide_settlement, name="decide_settlement"),
    path("kollektiv/tildeling/<int:pk>/ubrukt/tilbake/", award_endings.return_settlement, name="return_settlement"),
    path("kollektiv/tildeling/<int:pk>/varsle/", award_endings.forewarn, name="forewarn_recipient"),
    path("kollektiv/tilbakebetaling/<int:pk>/", award_endings.recovery, name="award_recovery"),
    path("kollektiv/tilbakebetaling/<int:pk>/vedta/", award_endings.decide_recovery, name="decide_award_recovery"),
    path("kollektiv/tilbakebetaling/<int:pk>/tilbake/", award_endings.return_recovery, name="return_award_recovery"),
    path("kollektiv/tilbakebetaling/<int:pk>/betalt/", award_endings.paid_back, name="award_paid_back"),
    path("kollektiv/ordning/<int:pk>/kontroll/", controls.sample, name="control_sample"),
    path("kollektiv/ordning/<int:pk>/kontroll/trekk/", controls.draw, name="draw_sample"),
    path("kollektiv/kontroll/<int:pk>/", controls.control, name="award_control"),
    path("kollektiv/kontroll/<int:pk>/mer/", controls.more, name="ask_for_more"),
    path("kollektiv/kontrollfil/<int:pk>/", controls.file, name="award_control_file"),
    path("kollektiv/tilskuddstall/", award_statistics.figures, name="award_statistics"),
    path("kollektiv/tilskuddstall/excel/", award_statistics.workbook, name="award_statistics_file"),
]
