"""Settings, read from the environment only. A missing secret stops the start; none has a default."""

from pathlib import Path

import environ
import structlog
from csp.constants import NONE, SELF

from strongerfamilies.database_urls import database_settings
from strongerfamilies.logs import LOGGING, STRUCTLOG  # noqa: F401  (Django reads LOGGING here)

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)

SECRET_KEY = env.str("SECRET_KEY")
IDENTIFIER_KEYS = env.list("IDENTIFIER_KEYS")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
BASE_URL = env.str("BASE_URL")
HTTPS = env.bool("HTTPS", default=True)
DEBUG = False

# Pages are served by a role that owns nothing; manage.py asks for the owner when a command changes the tables.
WEB_DATABASE = database_settings(env.str("DATABASE_URL"))
OWNER_DATABASE = database_settings(env.str("DATABASE_OWNER_URL", default=env.str("DATABASE_URL")))
DATABASES = {"default": OWNER_DATABASE if env.bool("AS_DATABASE_OWNER", default=False) else WEB_DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "strongerfamilies.apps.AdminSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "localflavor",
    "pghistory",
    "pgtrigger",
    "strongerfamilies",
    "accounts",
    "jobs",
    "documents",
    "eligibility",
    "families",
    "referrals",
    "plans",
    "overview",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "strongerfamilies.browser_cache.PrivatePages",
    "strongerfamilies.request_log.RequestLog",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "strongerfamilies.detours.DetourMiddleware",
]

ROOT_URLCONF = "strongerfamilies.urls"
WSGI_APPLICATION = "strongerfamilies.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.council",
                "overview.context_processors.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False

# Signing in: a passkey, a password or a one-time code to the work address (hard case H18), and a second factor.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "overview.sign_in.SignInAdapter"
ACCOUNT_FORMS = {
    "login": "overview.sign_in_forms.SignInForm",
    "request_login_code": "overview.sign_in_forms.AskForCodeForm",
    "confirm_login_code": "overview.sign_in_forms.CodeFromEmailForm",
    "reauthenticate": "overview.sign_in_forms.PasswordAgainForm",
    "reset_password": "overview.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "overview.sign_in_forms.PasswordFromLinkForm",
    "change_password": "overview.sign_in_forms.ChangePasswordForm",
    "set_password": "overview.sign_in_forms.FirstPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "overview.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}  # a whole office stands behind one address at nine o'clock
MFA_FORMS = {
    "authenticate": "overview.sign_in_forms.SecondFactorForm",
    "reauthenticate": "overview.sign_in_forms.SecondFactorAgainForm",
    "activate_totp": "overview.sign_in_forms.AddAppForm",
    "deactivate_totp": "overview.sign_in_forms.RemoveAppForm",
    "generate_recovery_codes": "overview.sign_in_forms.NewRecoveryCodesForm",
    "add_webauthn": "overview.passkey_forms.AddPasskeyForm",
    "edit_webauthn": "overview.passkey_forms.RenamePasskeyForm",
    "login_webauthn": "overview.passkey_forms.SignInByPasskeyForm",
    "authenticate_webauthn": "overview.passkey_forms.PasskeyAsSecondFactorForm",
    "reauthenticate_webauthn": "overview.passkey_forms.PasskeyAgainForm",
}
MFA_TOTP_ISSUER = "Stronger Families"

# Single sign-on by OpenID Connect, where the environment names the council's identity provider.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
SOCIALACCOUNT_ADAPTER = "accounts.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "council",
                "name": env.str("OIDC_NAME"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {
                    "server_url": OIDC_SERVER_URL,
                    "verified_email": env.list("OIDC_EMAIL_DOMAINS", default=[]),
                },
            },
        ],
    }

# Cookies and transport.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "strongerfamilies.error_pages.form_expired"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
PERMISSIONS_POLICY = {feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")}

# Time and words.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["strongerfamilies.formats"]

# Values before and after each change, in tables that only grow.
PGHISTORY_APPEND_ONLY = True

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": BASE_DIR / "var"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("DOCUMENTS_DIR", default=str(BASE_DIR / "var" / "documents")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

# Sign-in limits are shared by all web processes.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# Work behind the pages, and mail: rows first, sent by the worker.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM")

# The demonstration's people sign in with this; load_demo makes one up where it is empty.
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")

# Log lines say what happened, never to whom: no address of a computer either.
structlog.configure(**STRUCTLOG)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
