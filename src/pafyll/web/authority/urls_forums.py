"""The addresses of collective development at this desk: schemes year by year, forums, meetings and plans."""

from django.urls import path

from pafyll.web.authority.views import scheme_years

urlpatterns = [
    path("kollektiv/", scheme_years.scheme_years, name="scheme_years"),
    path("kollektiv/ordning/ny/", scheme_years.new, name="new_scheme_year"),
    path("kollektiv/ordning/<int:pk>/", scheme_years.scheme_year, name="scheme_year"),
    path("kollektiv/ordning/<int:pk>/rediger/", scheme_years.edit, name="edit_scheme_year"),
    path("kollektiv/ordning/<int:pk>/kopier/", scheme_years.copy, name="copy_scheme_year"),
    path("kollektiv/ordning/<int:pk>/bekreft/<slug:item>/", scheme_years.confirm, name="confirm_scheme_year"),
    path("kollektiv/ordning/<int:pk>/kunngjor/", scheme_years.announce, name="announce_scheme_year"),
    path("kollektiv/ordning/<int:pk>/frist/", scheme_years.extend, name="extend_scheme_year"),
    path("kollektiv/ordning/<int:pk>/trekk/", scheme_years.withdraw, name="withdraw_scheme_year"),
    path("kollektiv/ordning/<int:pk>/lukk/", scheme_years.close, name="close_scheme_year"),
]
