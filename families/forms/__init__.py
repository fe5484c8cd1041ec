"""The questions of the room, split by noun."""

from families.forms.adding import LikelyPeopleForm, NewBabyForm, NewMemberForm, TypedSoFar
from families.forms.agreeing import AgreementForm, DeclineForm, NoticeForm
from families.forms.allocating import AllocationForm
from families.forms.caseload import CaseloadForm, GiveUpForm, LoadForm, TakeOutForm
from families.forms.homes import AddressForm, HomeForm, MoveForm
from families.forms.identifying import IdentifierForm
from families.forms.life import BirthForm, DeathForm, DeathMistakenForm, DueForm
from families.forms.linking import ApartForm, LinkForm, UnlinkForm
from families.forms.people import (
    AboutForm,
    AgeForm,
    BelongingForm,
    LanguageForm,
    LeavingForm,
    NamesForm,
    OccupationForm,
)
from families.forms.reaching import ContactWayForm, FamilyContactForm, NoLongerForm, ReferenceForm
from families.forms.reporting import WorryForm

__all__ = [
    "AboutForm",
    "AddressForm",
    "AgeForm",
    "AgreementForm",
    "AllocationForm",
    "ApartForm",
    "BelongingForm",
    "BirthForm",
    "CaseloadForm",
    "ContactWayForm",
    "DeathForm",
    "DeathMistakenForm",
    "DeclineForm",
    "DueForm",
    "FamilyContactForm",
    "GiveUpForm",
    "HomeForm",
    "IdentifierForm",
    "LanguageForm",
    "LeavingForm",
    "LikelyPeopleForm",
    "LinkForm",
    "LoadForm",
    "MoveForm",
    "NamesForm",
    "NewBabyForm",
    "NewMemberForm",
    "NoLongerForm",
    "NoticeForm",
    "OccupationForm",
    "ReferenceForm",
    "TakeOutForm",
    "TypedSoFar",
    "UnlinkForm",
    "WorryForm",
]
