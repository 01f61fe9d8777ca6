"""The desk's addresses."""

from django.urls import path

from pafyll.apps.organisations.permissions import Role
from pafyll.web.components.roles.desk import RoleDesk
from pafyll.web.components.roles.urls import role_urls
from pafyll.web.owner.views import (
    adding,
    appeals,
    applications,
    choosing,
    decisions,
    editing,
    grant_letters,
    history,
    home,
    payments,
    ranking,
    results,
    sending,
)

app_name = "owner"
urlpatterns = [
    path("", home.home, name="home"),
    path("velg/", choosing.choose, name="choose"),
    path("soknader/", applications.applications, name="applications"),
    path("soknader/excel/", applications.applications_file, name="applications_file"),
    path("soknader/ny/", adding.find_teacher, name="add"),
    path("soknader/ny/<int:person>/", adding.add, name="add_for"),
    path("soknader/<int:pk>/", applications.application, name="application"),
    path("soknader/<int:pk>/endre/", editing.edit, name="edit"),
    path("soknader/<int:pk>/rad/", decisions.row, name="row"),
    path("soknader/<int:pk>/godkjenn/", decisions.approve, name="approve"),
    path("soknader/<int:pk>/avslag/", decisions.refuse, name="refuse"),
    path("soknader/<int:pk>/angre/", decisions.undo, name="undo"),
    path("prioritering/", ranking.ranking, name="ranking"),
    path("prioritering/send/", sending.send, name="send"),
    path("prioritering/kvittering/", sending.receipt, name="receipt"),
    path("prioritering/gjenapne/", sending.reopen, name="reopen"),
    path("prioritering/historikk/", history.history, name="history"),
    path("prioritering/historikk/<int:number>/", history.version, name="version"),
    path("resultat/", results.results, name="results"),
    path("klager/", appeals.appeals, name="appeals"),
    path("resultat/excel/", results.results_file, name="results_file"),
    path("resultat/<int:round>/brev/", grant_letters.letters, name="grant_letters"),
    path("resultat/<int:round>/brev/<int:pk>/", grant_letters.write, name="write_grant_letter"),
    path("resultat/<int:round>/brev/<int:pk>/<slug:language>/", grant_letters.letter, name="grant_letter"),
    *role_urls(RoleDesk("owner", (Role.OWNER_OFFICER, Role.OWNER_DECIDER))),
    path("oppgjor/", payments.statements, name="statements"),
    path("oppgjor/<int:pk>/", payments.statement, name="statement"),
    path("oppgjor/<int:pk>/excel/", payments.statement_workbook, name="statement_workbook"),
    path("oppgjor/<int:pk>/csv/", payments.statement_table, name="statement_table"),
    path("oppgjor/<int:pk>/dokument/", payments.write_statement, name="write_statement"),
    path("oppgjor/<int:pk>/dokument/<slug:language>/", payments.statement_pdf, name="statement_pdf"),
    path("kontonummer/", payments.account, name="account"),
]
