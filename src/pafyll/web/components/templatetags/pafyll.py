"""Tags and filters that every template has, gathered from web/components/tags."""

from django import template

from pafyll.web.components.tags import (
    budget,
    chains,
    charts,
    collective,
    effects,
    formats,
    forms,
    frame,
    needs,
    parts,
    plans,
    standings,
    surveys,
)

register = template.Library()
for library in (
    budget,
    chains,
    charts,
    collective,
    effects,
    formats,
    forms,
    frame,
    needs,
    parts,
    plans,
    standings,
    surveys,
):
    register.tags.update(library.register.tags)
    register.filters.update(library.register.filters)
