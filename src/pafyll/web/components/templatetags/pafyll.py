"""Tags and filters that every template has, gathered from web/components/tags."""

from django import template

from pafyll.web.components.tags import (
    agreements,
    budget,
    chains,
    charts,
    collective,
    effects,
    formats,
    forms,
    frame,
    inbox,
    lasting,
    maintenance,
    needs,
    parts,
    plans,
    prices,
    rows,
    standings,
    surveys,
    teams,
)

register = template.Library()
for library in (
    agreements,
    budget,
    chains,
    charts,
    collective,
    effects,
    formats,
    forms,
    frame,
    inbox,
    lasting,
    maintenance,
    needs,
    parts,
    plans,
    prices,
    rows,
    standings,
    surveys,
    teams,
):
    register.tags.update(library.register.tags)
    register.filters.update(library.register.filters)
