"""The addresses of the budget and of the programme of measures."""

from django.urls import URLPattern, path

from pafyll.web.owner.views import budget, budget_files, budget_rows, measure_files, measures, reallocations

BUDGET_URLS: list[URLPattern] = [
    path("budsjett/", budget.budget, name="budget"),
    path("budsjett/excel/", budget_files.budget_workbook, name="budget_file"),
    path("budsjett/csv/", budget_files.budget_csv, name="budget_csv"),
    path("budsjett/bevilgning/ny/", budget_rows.add_source, name="add_source"),
    path("budsjett/bevilgning/<int:pk>/", budget_rows.edit_source, name="edit_source"),
    path("budsjett/bevilgning/<int:pk>/ta-ut/", budget_rows.remove_source, name="remove_source"),
    path("budsjett/bevilgning/<int:pk>/angre/", budget_rows.restore_source, name="restore_source"),
    path("budsjett/kostnad/ny/", budget_rows.add_cost, name="add_cost"),
    path("budsjett/kostnad/<int:pk>/", budget_rows.edit_cost, name="edit_cost"),
    path("budsjett/kostnad/<int:pk>/ta-ut/", budget_rows.remove_cost, name="remove_cost"),
    path("budsjett/kostnad/<int:pk>/angre/", budget_rows.restore_cost, name="restore_cost"),
    path("budsjett/omdisponer/", reallocations.reallocate, name="reallocate"),
    path("budsjett/omdisponering/<int:pk>/", reallocations.reallocation, name="reallocation"),
    path("budsjett/omdisponering/<int:pk>/vedta/", reallocations.decide, name="decide_reallocation"),
    path("tiltak/", measures.measures, name="measures"),
    path("tiltak/excel/", measure_files.programme_workbook, name="programme_file"),
    path("tiltak/soknad/<int:year>/", measure_files.application_workbook, name="state_application"),
    path("tiltak/nytt/", measures.add, name="add_measure"),
    path("tiltak/<int:pk>/", measures.measure, name="measure"),
    path("tiltak/<int:pk>/endre/", measures.edit, name="edit_measure"),
    path("tiltak/<int:pk>/status/", measures.take_on, name="take_measure_on"),
    path("tiltak/<int:pk>/vedlegg/", measures.add_paper, name="attach"),
    path("tiltak/<int:pk>/vedlegg/<int:paper>/", measure_files.paper, name="attachment"),
    path("tiltak/<int:pk>/vedlegg/<int:paper>/ta-ut/", measures.remove_paper, name="detach"),
]
