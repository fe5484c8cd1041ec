"""allauth's forms in our words. Named in the settings as ACCOUNT_FORMS and MFA_FORMS."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp

from strongerfamilies.govuk_forms import GovukBase

EMAIL = "Work email address"
NEW_PASSWORD = "New password"  # noqa: S105, a label
A_GOOD_PASSWORD = "At least 12 characters. Three words that have nothing to do with each other are good."  # noqa: S105


class InOurWords(GovukBase):
    """`labels` and `hints` by field name replace allauth's; placeholders go, since they vanish while typing."""

    labels = {}
    hints = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignInForm(InOurWords, account.LoginForm):
    heading = submit_label = "Sign in"
    labels = {"login": EMAIL}


class AskForCodeForm(InOurWords, account.RequestLoginCodeForm):
    heading = "Get a sign-in code by email"
    lead = "You need no password. The code works for 15 minutes."
    submit_label = "Send me a code"
    labels = {"email": EMAIL}


class CodeFromEmailForm(InOurWords, account.ConfirmLoginCodeForm):
    heading = "Enter the code from the email"
    submit_label = "Sign in"
    labels = {"code": "Code"}


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):
    heading = "Confirm that it is you"
    submit_label = "Continue"
    labels = {"password": "Your password"}


class ForgottenPasswordForm(InOurWords, account.ResetPasswordForm):
    heading = "Choose a new password"
    lead = "We will send you a link."
    submit_label = "Send me a link"
    labels = {"email": EMAIL}


class PasswordFromLinkForm(InOurWords, account.ResetPasswordKeyForm):
    heading = "Choose a new password"
    submit_label = "Save the new password"
    labels = {"password1": NEW_PASSWORD, "password2": "The same password again"}
    hints = {"password1": A_GOOD_PASSWORD}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    heading = "Change your password"
    submit_label = "Save the new password"
    labels = {"oldpassword": "Present password", "password1": NEW_PASSWORD, "password2": "The new password again"}
    hints = {"password1": A_GOOD_PASSWORD}


class FirstPasswordForm(InOurWords, account.SetPasswordForm):
    heading = "Choose a password"
    submit_label = "Save the password"
    labels = {"password1": "Password", "password2": "The same password again"}
    hints = {"password1": A_GOOD_PASSWORD}


class SecondFactorForm(InOurWords, mfa.AuthenticateForm):
    heading = "Confirm that it is you"
    submit_label = "Sign in"
    labels = {"code": "Code from your authenticator app"}
    hints = {"code": "If you do not have the app with you, one of your recovery codes works too."}


class SecondFactorAgainForm(InOurWords, mfa.ReauthenticateForm):
    heading = "Confirm that it is you"
    submit_label = "Continue"
    labels = {"code": "Code from your authenticator app"}


class AddAppForm(InOurWords, totp.ActivateTOTPForm):
    heading = "Set up an authenticator app"
    submit_label = "Turn on"
    labels = {"code": "Code that the app shows now"}


class RemoveAppForm(InOurWords, totp.DeactivateTOTPForm):
    heading = "Turn off the authenticator app"
    lead = "You will then sign in without its codes."
    submit_label = "Turn off"


class NewRecoveryCodesForm(InOurWords, recovery_codes.GenerateRecoveryCodesForm):
    heading = "Make new recovery codes"
    lead = "Each code lets you sign in once without your app or passkey. Codes made earlier stop working."
    submit_label = "Make new codes"
