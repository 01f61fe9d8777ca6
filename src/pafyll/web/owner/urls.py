"""The desk's addresses."""

from django.urls import path

from pafyll.web.owner.views import (
    adding,
    applications,
    choosing,
    costs,
    decisions,
    freed,
    history,
    home,
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
    path("kostnad/", costs.costs, name="costs"),
    path("kostnad/excel/", costs.costs_file, name="costs_file"),
    path("kostnad/csv/", costs.costs_csv, name="costs_csv"),
    path("kostnad/anslag/", costs.estimate, name="usual_estimate"),
    path("kostnad/anslag/<int:pk>/", costs.estimate, name="estimate"),
    path("ledige-plasser/", freed.freed, name="freed"),
    path("ledige-plasser/<int:pk>/trekk/", freed.take_back, name="take_back"),
    path("resultat/", results.results, name="results"),
    path("resultat/excel/", results.results_file, name="results_file"),
]
