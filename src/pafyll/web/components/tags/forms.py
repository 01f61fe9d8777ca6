"""Form parts: a field with its label, help and error in the right places, and the summary of errors."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pafyll.web.components.faults import note

register = template.Library()
_SELECTED = mark_safe(" selected")


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, legend_size: str = "") -> dict[str, Any]:
    """One field: text, number, date, file, select, textarea, checkbox, or a group of radios or checkboxes."""
    kind = kind_of(bound.field.widget)
    return {
        "field": bound,
        "kind": kind,
        "control": "" if kind == "group" else _control(bound, kind),
        "limit": getattr(bound.field, "max_length", None) if kind == "textarea" else None,
        "legend_size": legend_size,
        "faults": faults_of(bound),
        "is_optional": not bound.field.required and not getattr(bound.form, "all_optional", False),
    }


def kind_of(widget: forms.Widget) -> str:
    """Which markup the widget needs."""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "textarea" if isinstance(widget, forms.Textarea) else "control"


def faults_of(bound: BoundField) -> list[str]:
    """What is wrong with the field, in words that say what to do: Django's own word for an empty field does not."""
    empty = str(forms.Field.default_error_messages["required"])
    return [_what_to_do(bound.field) if str(fault) == empty else str(fault) for fault in bound.errors]


def _what_to_do(empty: forms.Field) -> str:
    if isinstance(empty, forms.BooleanField):
        return _("Kryss av her for å gå videre.")
    return _("Velg et svar.") if isinstance(empty, forms.ChoiceField) else _("Skriv noe her.")


def _control(bound: BoundField, kind: str) -> SafeString:
    attributes = _attributes(bound, kind)
    widget = bound.field.widget
    if type(widget) is forms.Textarea:
        return _textarea(bound, attributes)
    plain = type(widget) is forms.Select and not _has_groups(widget)
    return _select(bound, attributes) if plain else bound.as_widget(attrs=attributes)


def _textarea(bound: BoundField, attributes: dict[str, Any]) -> SafeString:
    """As Django's own, which takes a template with another inside it."""
    widget: Any = bound.field.widget
    given = bound.build_widget_attrs({**attributes, "id": bound.auto_id}, widget)
    written = widget.format_value(bound.value()) or ""
    form = '<textarea name="{}"{}>\n{}</textarea>'
    return format_html(form, bound.html_name, flatatt(widget.build_attrs(widget.attrs, given)), written)


def _has_groups(widget: forms.Select) -> bool:
    return any(isinstance(name, list | tuple) for _value, name in widget.choices)


def _select(bound: BoundField, attributes: dict[str, Any]) -> SafeString:
    """A select without option groups. Django's own takes a template per option, which a page of filters feels."""
    widget: Any = bound.field.widget
    given = bound.build_widget_attrs({**attributes, "id": bound.auto_id}, widget)
    chosen = set(widget.format_value(bound.value()))
    values = [("" if value is None else str(value), name) for value, name in widget.choices]
    return format_html(
        '<select name="{}"{}>{}</select>',
        bound.html_name,
        flatatt(widget.build_attrs(widget.attrs, given)),
        format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((value, _SELECTED if value in chosen else "", name) for value, name in values),
        ),
    )


def _attributes(bound: BoundField, kind: str) -> dict[str, Any]:
    widget = bound.field.widget
    if isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    attributes: dict[str, Any] = {"class": f"ds-input {widget.attrs.get('class', '')}".strip()}
    if kind == "textarea":
        widget.attrs.pop("cols", None)
        attributes["rows"] = 5 if widget.attrs.get("rows") in (None, "10") else widget.attrs["rows"]
    return attributes


@register.inclusion_tag("components/error_summary.html", takes_context=True)
def error_summary(context: template.Context, form: forms.BaseForm) -> dict[str, Any]:
    """The form's errors on top, each a link to its field. Nothing when there are none. They are counted."""
    note(context.get("request"), form)
    return {"form": form, "rows": _rows(form), "general": list(form.non_field_errors())}


def _rows(form: forms.BaseForm) -> list[dict[str, str]]:
    """One row per error message. A group has no control with the field's own id, so its first choice is pointed at."""
    rows = []
    for bound in form:
        group = kind_of(bound.field.widget) == "group"
        target = f"{bound.auto_id}_0" if group else bound.id_for_label
        rows += [{"target": target, "label": _before_a_fault(bound), "text": fault} for fault in faults_of(bound)]
    return rows


def _before_a_fault(bound: BoundField) -> str:
    """The label as it stands before what is wrong: a question or a sentence ends as it does, a name gets a colon."""
    label = str(bound.label)
    return label if label.endswith(("?", ".")) else f"{label}:"
