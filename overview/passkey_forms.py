"""allauth's forms about passkeys in our words. Named in the settings as MFA_FORMS."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms

from overview.sign_in_forms import InOurWords

NAME = "What to call it"
SUCH_AS = "Such as “work laptop” or “telephone”, to tell it from others."
# What reading an answer ends in that no browser would give, or that another key has signed.
UNREADABLE = (AttributeError, IndexError, InvalidSignature, KeyError, TypeError, ValueError)


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):
    """Always a passkey that signs somebody in by itself, never a key that only comes second to a password."""

    heading = "Add a passkey"
    lead = "Your computer or telephone will ask for your finger, face or PIN, and keep the passkey for you."
    submit_label = "Add the passkey"
    labels = {"name": NAME}
    hints = {"name": SUCH_AS}
    name = forms.CharField(max_length=50, required=False)
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def clean(self):
        try:
            return super().clean()
        except UNREADABLE:
            raise get_adapter().validation_error("incorrect_code") from None


class RenamePasskeyForm(InOurWords, webauthn.EditWebAuthnForm):
    heading = "Rename your passkey"
    submit_label = "Save"
    labels = {"name": NAME}
    hints = {"name": SUCH_AS}
    name = forms.CharField(max_length=50)


class _Proof:
    """A passkey's answer, which may be anything until it is read."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except UNREADABLE:
            raise get_adapter().validation_error("incorrect_code") from None


class SignInByPasskeyForm(_Proof, webauthn.LoginWebAuthnForm):
    """On the page of signing in, instead of address and password."""


class PasskeyAsSecondFactorForm(_Proof, webauthn.AuthenticateWebAuthnForm):
    """After a password or an emailed code."""


class PasskeyAgainForm(_Proof, InOurWords, webauthn.ReauthenticateWebAuthnForm):
    heading = "Confirm that it is you"
    submit_label = "Use your passkey"
