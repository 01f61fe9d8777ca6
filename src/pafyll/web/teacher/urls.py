"""The desk's addresses."""

from django.urls import path

from pafyll.web.teacher.views import (
    appeal,
    application,
    decision,
    home,
    queue,
    sending,
    start,
    steps,
    study,
    studying,
    turn,
    withdraw,
)

app_name = "teacher"
urlpatterns = [
    path("", home.home, name="home"),
    path("runde/<int:pk>/start/", start.start, name="start"),
    path("soknad/<int:pk>/", application.application, name="application"),
    path("soknad/<int:pk>/studium/", study.study, name="study"),
    path("soknad/<int:pk>/studium/velg/", study.choose, name="choose"),
    path("soknad/<int:pk>/ordning/", steps.scheme, name="scheme"),
    path("soknad/<int:pk>/begrunnelse/", steps.motivation, name="motivation"),
    path("soknad/<int:pk>/<slug:step>/lagre/", steps.autosave, name="autosave"),
    path("soknad/<int:pk>/se-over/", sending.review, name="review"),
    path("soknad/<int:pk>/forkast-endringer/", sending.discard, name="discard"),
    path("soknad/<int:pk>/kvittering/", sending.receipt, name="receipt"),
    path("soknad/<int:pk>/kvittering/<int:number>/", sending.receipt, name="receipt_version"),
    path("soknad/<int:pk>/trekk/", withdraw.withdraw, name="withdraw"),
    path("soknad/<int:pk>/ko/", queue.queue, name="queue"),
    path("soknad/<int:pk>/ko/<int:offer>/svar/", queue.answer, name="answer_offer"),
    path("soknad/<int:pk>/ko/ut/", queue.leave, name="leave_queue"),
    path("soknad/<int:pk>/ko/inn/", queue.rejoin, name="rejoin_queue"),
    path("soknad/<int:pk>/svar/", decision.decision, name="decision"),
    path("soknad/<int:pk>/krev-begrunnelse/", appeal.demand, name="demand_grounds"),
    path("soknad/<int:pk>/klag/", appeal.appeal, name="appeal"),
    path("soknad/<int:pk>/klage/<int:appeal>/", appeal.follow, name="follow_appeal"),
    path("soknad/<int:pk>/klage/<int:appeal>/trekk/", appeal.withdraw, name="withdraw_appeal"),
    path("soknad/<int:pk>/klage/<int:appeal>/brev/<int:document>/", appeal.letter, name="appeal_letter"),
    path("soknad/<int:pk>/brev/", decision.write_letter, name="write_letter"),
    path("soknad/<int:pk>/brev/<int:document>/", decision.letter, name="letter"),
    path("studium/<int:pk>/", studying.studying, name="studying"),
    path("studium/<int:pk>/meld/<slug:kind>/", studying.report, name="report_change"),
    path("endring/<int:pk>/trekk/", studying.take_back_report, name="take_back_report"),
    path("endring/<int:pk>/brev/", studying.write_change_letter, name="write_change_letter"),
    path("endring/<int:pk>/brev/<int:document>/", studying.change_file, name="change_file"),
    path("min-tur/", turn.my_turn, name="my_turn"),
    path("min-tur/onske/<int:pk>/trekk/", turn.withdraw_wish, name="withdraw_wish"),
]
