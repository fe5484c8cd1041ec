"""The questions of the room, split by noun."""

from families.forms.agreeing import AgreementForm, DeclineForm, NoticeForm
from families.forms.allocating import AllocationForm
from families.forms.identifying import IdentifierForm
from families.forms.reporting import WorryForm

__all__ = ["AgreementForm", "AllocationForm", "DeclineForm", "IdentifierForm", "NoticeForm", "WorryForm"]
