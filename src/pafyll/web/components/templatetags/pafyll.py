"""Tags and filters that every template has, gathered from web/components/tags."""

from django import template

for library in (formats, forms, frame, parts, charts, chains, effects, needs, standings):
    register.tags.update(library.register.tags)
    register.filters.update(library.register.filters)
