"""The questions of the room, split by noun."""

from families.forms.agreeing import AgreementForm, DeclineForm, NoticeForm
from families.forms.allocating import AllocationForm
from families.forms.identifying import IdentifierForm

__all__ = ["AgreementForm", "AllocationForm", "DeclineForm", "IdentifierForm", "NoticeForm"]
