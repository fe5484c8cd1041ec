"""The question for a file, for the forms of other rooms."""

from django import forms

from documents.rules import KINDS, LARGEST, MEGABYTE, TAKEN, wrong_with_file


class DocumentField(forms.FileField):
    """One file of a kind and size that is taken."""

    widget = forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)})

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", f"{TAKEN[0].upper()}{TAKEN[1:]}; up to {LARGEST // MEGABYTE} MB.")
        super().__init__(**kwargs)

    def validate(self, value):
        super().validate(value)
        if value:
            first_bytes = value.read(16)
            value.seek(0)
            if wrong := wrong_with_file(value.name, value.size, first_bytes):
                raise forms.ValidationError(wrong)
