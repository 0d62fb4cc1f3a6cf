"""One settings file for every start: development by default, production from the environment."""

import gc
import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from maillage.config.environment import Environment
from maillage.config.mail import NO_MAIL, SMTP, addresses, mail_server, public_address, sender
from maillage.core.sqlite import connected

gc.disable()  # all that a start makes is kept: core.apps says when it is over

env = Environment(os.environ)

SOURCE = Path(__file__).resolve().parent.parent
ROOT = SOURCE.parent.parent
PRODUCTION = env.is_production
DEBUG = env.is_on("MAILLAGE_DEBUG") and not PRODUCTION
DATA = Path(env.text("MAILLAGE_DATA") or ROOT / "var")

SECRET_KEY = env.secret_key(in_development="development-only-not-a-secret")
SECRET_KEY_FALLBACKS = env.former_keys()
ALLOWED_HOSTS = env.hosts(in_development=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.origins("MAILLAGE_ORIGINS")

INSTALLED_APPS = [
    "maillage.config",
    "maillage.roof.examples",
    "maillage.roof.demo",
    "maillage.roof.upkeep",
    "maillage.roof.departures",
    "maillage.trade.evaluation",
    "maillage.trade.funding",
    "maillage.trade.plan",
    "maillage.trade.governance",
    "maillage.trade.dialogue",
    "maillage.trade.stakes",
    "maillage.trade.context",
    "maillage.ground.actors",
    "maillage.ground.missions",
    "maillage.ground.directory",
    "maillage.ground.territories",
    "maillage.foundation.exchange",
    "maillage.foundation.documents",
    "maillage.foundation.cooperations",
    "maillage.foundation.mail",
    "maillage.foundation.journal",
    "maillage.foundation.accounts",
    "maillage.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "auditlog",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]

MIDDLEWARE = [
    "maillage.core.logs.RequestLogMiddleware",
    "maillage.core.bare.BareHeadMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "maillage.core.nul.NulLeftOutMiddleware",
    "maillage.foundation.accounts.middleware.ReadingSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "maillage.foundation.accounts.middleware.SignInRequiredMiddleware",
    "maillage.core.pace.PaceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "maillage.foundation.journal.middleware.ExportLogMiddleware",
    "maillage.foundation.journal.middleware.ChangesReadOnceMiddleware",
    "maillage.core.judged_again.JudgedAgainMiddleware",
]

ROOT_URLCONF = "maillage.config.urls"
WSGI_APPLICATION = "maillage.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "maillage.core.typography.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    LOADERS if DEBUG else [("django.template.loaders.cached.Loader", LOADERS)],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "maillage.ground.missions.shell.shell",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "maillage.core.templatetags.addresses",
            ],
        },
    }
]

DATABASES = {"default": env.database(DATA / "maillage.sqlite3")}
if DATABASES["default"].get("ENGINE") == "django.db.backends.sqlite3":
    DATA.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "factory": connected,
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
            "PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY;"
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = 300
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},  # it counts the tries: filling it must empty none
    }
}
REMEMBERED = 512
PACES = {"out": 60, "in": 60}  # files that one account takes out, or brings in, in ten minutes
# A long import has a queue and a worker of its own: backups and archives do not wait for it.
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "imports"]}
}
# Beyond this time of a processor, a file that is read is given up.
IMPORT_MINUTES = 10

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["maillage.foundation.accounts.backends.OpenAccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "maillage.foundation.accounts.passwords.SeenPasswordsValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "maillage.foundation.accounts.passwords.HouseWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "missions:entrance"
ACCOUNT_ADAPTER = "maillage.foundation.mail.adapter.PostedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
TRIES_OF_ACCOUNT = "10/h/key"
ACCOUNT_RATE_LIMITS = {
    "login": False,
    "login_failed": f"20/h/ip,{TRIES_OF_ACCOUNT}",
    "login_failed_here": TRIES_OF_ACCOUNT,
    "unknown_account": "3/d/key",
    "keep_form": "60/h/ip",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {
    "change_password": "maillage.foundation.accounts.forms.NewPasswordForm",
    "set_password": "maillage.foundation.accounts.forms.FirstPasswordForm",
    "reset_password_from_key": "maillage.foundation.accounts.forms.RecoveredPasswordForm",
}
MFA_ADAPTER = "maillage.foundation.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "maillage.foundation.accounts.forms.CodeForm",
    "reauthenticate": "maillage.foundation.accounts.forms.ConfirmingCodeForm",
    "add_webauthn": "maillage.foundation.accounts.forms.PasskeyForm",
    "authenticate_webauthn": "maillage.foundation.accounts.forms.SecondKeyForm",
    "login_webauthn": "maillage.foundation.accounts.forms.SignInKeyForm",
    "reauthenticate_webauthn": "maillage.foundation.accounts.forms.ConfirmingKeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation reached the address
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Maillage"
MFA_TOTP_TOLERANCE = 1
OPENID = env.openid()
OPENID_NAME = OPENID.get("MAILLAGE_OIDC_NAME", "")
SOCIALACCOUNT_ADAPTER = "maillage.foundation.cooperations.accesses.adapter.InvitedIdentityAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS = {
    "openid": {
        "APPS": [
            {
                "provider_id": "openid",
                "name": OPENID_NAME,
                "client_id": OPENID["MAILLAGE_OIDC_CLIENT"],
                "secret": OPENID["MAILLAGE_OIDC_SECRET"],
                "settings": {
                    "server_url": OPENID["MAILLAGE_OIDC_SERVER"].rstrip("/"),
                    "oauth_pkce_enabled": True,
                },
            }
        ]
        if OPENID
        else []
    }
}
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("MAILLAGE_TRUSTED_PROXIES", 0)

AUDITLOG_LOGENTRY_MODEL = "journal.LogEntry"
MIGRATION_MODULES = {"auditlog": None}  # its own table would hold users that nothing writes there
AUDITLOG_INCLUDE_ALL_MODELS = True
AUDITLOG_EXCLUDE_TRACKING_FIELDS = ("version", "folded", "packed")
AUDITLOG_MASK_TRACKING_FIELDS = ("password", "token")
AUDITLOG_EXCLUDE_TRACKING_MODELS = (
    "account",
    "contenttypes",
    "django_tasks_database",
    "exchange",
    "journal",
    "mail",  # letters pass and are emptied: the journal keeps none of their words
    "mfa",
    "missions.MissionState",
    "sessions",
    "socialaccount",
    "upkeep.Beat",  # each minute
    "upkeep.Failure",  # the machine's own
    "usersessions",
)

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français"))]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

BACKUPS = Path(env.text("MAILLAGE_BACKUPS") or DATA / "backups")
BACKUP_HOUR = env.hour("MAILLAGE_BACKUP_HOUR", 2)
BACKUP_COPY = env.command("MAILLAGE_BACKUP_COPY")
ALERTS = addresses(env, "MAILLAGE_ALERTS")  # without them, the first workspace's administrators

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

MAIL_SERVER = mail_server(env)
EMAIL_BACKEND = env.text("MAILLAGE_EMAIL_BACKEND") or (SMTP if MAIL_SERVER else NO_MAIL)
EMAIL_TIMEOUT = 10
if MAIL_SERVER:
    EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.scheme == "smtp", MAIL_SERVER.scheme == "smtps"
DEFAULT_FROM_EMAIL = sender(env, in_development="maillage@localhost")
PUBLIC_ADDRESS = public_address(
    CSRF_TRUSTED_ORIGINS,
    ALLOWED_HOSTS if PRODUCTION else [],
    in_development="http://localhost:8000",
)

DOCUMENT_SIZE = env.number("MAILLAGE_DOCUMENT_MEGABYTES", 25) * 1_000_000
DOCUMENTS_QUOTA = env.number("MAILLAGE_DOCUMENTS_MEGABYTES", 1000) * 1_000_000
DELAY_DAYS = 30  # before a deletion asked for is done, and before notes left behind are erased

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "maillage.core.errors.expired_form"
SESSION_ENGINE = "maillage.foundation.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 86_400  # the longest sign-in: accounts/lifetime.py ends most before
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # but where its owner asked to stay signed in
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.is_on("MAILLAGE_HTTPS_REDIRECT")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.is_on("MAILLAGE_HSTS_SUBDOMAINS")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SILENCED_SYSTEM_CHECKS = [
        "security.W005",  # closing the names below is the domain owner's choice
        "security.W008",  # the proxy redirects, unless MAILLAGE_HTTPS_REDIRECT asks us to
        "security.W021",  # entering the browsers' list is the domain owner's choice
    ]

# Where the server speaks: one JSON line an event in production, and nothing about anybody.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "maillage.core.logs.JsonLines"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            **({"formatter": "json"} if PRODUCTION else {}),
        }
    },
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "maillage": {
            "handlers": ["console"],
            "level": "INFO" if PRODUCTION else "WARNING",
            "propagate": False,
        },
    },
}

# What the legal pages say of whoever publishes this installation; what is not given is not shown.
LEGAL = {
    name: env.text(name)
    for name in (
        "MAILLAGE_PUBLISHER",
        "MAILLAGE_PUBLISHER_ADDRESS",
        "MAILLAGE_PUBLISHER_CONTACT",
        "MAILLAGE_DIRECTOR",
        "MAILLAGE_HOST_NAME",
        "MAILLAGE_DPO",
    )
}
SECURITY_CONTACT = env.contact("MAILLAGE_SECURITY_CONTACT")
EXAMPLES = env.is_on("MAILLAGE_EXAMPLES") or DEBUG
FICTION = env.is_on("MAILLAGE_FICTION")
env.stop_if_wrong()
