"""What the templates in `templates/govuk/` ask about a field, so that they hold no logic beyond if and for."""

from django import forms, template

from strongerfamilies.govuk_widgets import DateBoxes

register = template.Library()

# The first that fits draws the field; the names are GOV.UK's names of the components.
COMPONENTS = (
    (DateBoxes, "date_input"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file_upload"),
    (forms.PasswordInput, "password_input"),
    (forms.Textarea, "textarea"),
)
BOXES = (("Day", 2), ("Month", 2), ("Year", 4))


@register.filter
def component(field):
    """The template that draws this field."""
    widget = field.field.widget
    return f"govuk/{next((name for kind, name in COMPONENTS if isinstance(widget, kind)), 'input')}.html"


@register.simple_tag
def control(field, css_class, also="", **attrs):
    """The input, select or textarea itself. No maxlength: the browser would cut a pasted text without a word."""
    own = field.field.widget.attrs.get("class")
    classes = [css_class, also, own, f"{css_class}--error" if field.errors else ""]
    return field.as_widget(attrs={"maxlength": False, **attrs, "class": " ".join(filter(None, classes))})


@register.simple_tag
def counted_control(field, css_class):
    """The same, described first by the line that says how many characters are left."""
    described_by = f"{field.auto_id}-info {field.aria_describedby}".strip()
    return control(field, css_class, also="govuk-js-character-count", **{"aria-describedby": described_by})


@register.filter
def options(field):
    """Every radio or checkbox of a field: id, value, label, whether chosen, hint, and the fields it reveals."""
    hints, reveals = getattr(field.field, "hints", {}), getattr(field.form, "reveals", {})
    for widget in field.subwidgets:
        value = str(widget.data["value"])
        yield {
            "id": widget.id_for_label,
            "value": value,
            "label": widget.choice_label,
            "checked": widget.data["selected"],
            "hint": hints.get(widget.data["value"]) or hints.get(value),
            "after_or": value == getattr(field.field, "or_before", None),
            "exclusive": value == getattr(field.field, "exclusive", None),
            "reveals": [field.form[name] for name, under in reveals.items() if under == (field.name, value)],
        }


@register.filter
def boxes(field):
    """The three boxes of a date, the wrong ones marked."""
    wrong = _wrong_boxes(field)
    subwidgets = field.field.widget.get_context(field.html_name, field.value(), {"id": field.auto_id})
    for index, (label, width) in enumerate(BOXES):
        box = subwidgets["widget"]["subwidgets"][index]
        yield {"label": label, "width": width, "wrong": index in wrong, **box, "id": box["attrs"]["id"]}


@register.filter
def focus_id(field):
    """Where a link from the error summary puts the focus: the first input, or the first box that is wrong."""
    if isinstance(field.field.widget, DateBoxes):
        return f"{field.auto_id}_{min(_wrong_boxes(field))}"
    if isinstance(field.field.widget, forms.RadioSelect):
        return f"{field.auto_id}_0"
    return field.id_for_label


@register.filter
def error_links(form):
    """Every error of a form in the order of the page: (id to put the focus on or nothing, message)."""
    links = [(None, message) for message in form.non_field_errors()]
    for field in form:
        links += [(None if field.is_hidden else focus_id(field), message) for message in field.errors]
    return links


@register.filter
def is_optional(field):
    """Said in the label. A question under another's option is needed whenever it is shown, so says nothing."""
    sometimes = {*getattr(field.form, "reveals", ()), *getattr(field.form, "needed_sometimes", ())}
    return not field.field.required and field.name not in sometimes


def _wrong_boxes(field):
    """The boxes an error names; without a name, all three."""
    errors = field.errors.as_data()
    return {box for error in errors for box in (error.params or {}).get("boxes", (0, 1, 2))}
