"""The one settings file. Each value that an installation may set: docs/operar/configuracion.md."""

from pathlib import Path

from csp.constants import NONE, SELF

from destraba.config import env

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
VAR = Path(env.text("DESTRABA_VAR") or ROOT / "var").resolve()
DEMO = env.flag("DESTRABA_DEMO")
HTTPS = env.flag("DESTRABA_HTTPS")

# ── who we are ──
DEBUG = env.flag("DESTRABA_DEBUG")
SECRET_KEY = env.kept_secret("SECRET_KEY", VAR / "secret-key")
ALLOWED_HOSTS = env.words("DESTRABA_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.words("DESTRABA_ORIGINS", [])
ROOT_URLCONF = "destraba.config.urls"
WSGI_APPLICATION = "destraba.config.wsgi.application"

APPS = [
    "search",
    "trail",
    "people",
    "documents",
    "mesas",
    "notifications",
    "exchange",
    "web",
    "ops",
]
INSTALLED_APPS = [
    *(f"destraba.{app}" for app in APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_htmx",
    "template_partials",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "destraba.web.entry.gate.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "destraba.web.here.HereMiddleware",
    "destraba.web.refusals.RefusalMiddleware",
]

# A template is named by its path in the package: its HTML lies beside its view.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "destraba.web.here.here",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "destraba.web.forms.Renderer"

# ── what is kept ──
DATABASES = {"default": env.database("DATABASE_URL", "sqlite:///var/destraba.sqlite3", ROOT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes, so that a limit on attempts to sign in is one limit.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    }
}
MEDIA_ROOT = VAR / "media"
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
# Before they are gathered, static files are served from where they lie.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "destraba.config.gathered.GatheredStaticFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A file may weigh ten (destraba/documents); what comes with it, two more.
UPLOAD_MAX_BYTES = 10 * 1024 * 1024

# ── who may come in ──
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# By e-mail, by invitation, with a limit on attempts; by hand of the team, so nothing to confirm.
ACCOUNT_ADAPTER = "destraba.web.entry.adapter.Adapter"
ACCOUNT_FORMS = {"reset_password": "destraba.web.entry.forms.ForgottenForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "week"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_CHECKS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{PASSWORD_CHECKS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{PASSWORD_CHECKS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{PASSWORD_CHECKS}.CommonPasswordValidator"},
    {"NAME": f"{PASSWORD_CHECKS}.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = env.number("DESTRABA_SESSION_DAYS", 14) * 24 * 60 * 60
SESSION_COOKIE_NAME = "destraba_session"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "destraba_csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "destraba.web.refusals.csrf_failed"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^salud/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# Only a proxy of ours may say that the visitor came by HTTPS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# And from where: behind it all come from one address, and would share one limit on attempts.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# ── words, days ──
LANGUAGE_CODE = "es"
LOCALE_PATHS = [PACKAGE / "locale"]
NAMES_OF_LANGUAGES = {"es": "Español", "en": "English", "pt": "Português"}
LANGUAGES = [
    (code, name)
    for code, name in NAMES_OF_LANGUAGES.items()
    if code == LANGUAGE_CODE or any((LOCALE_PATHS[0] / code).glob("LC_MESSAGES/*.po"))
]
LANGUAGE_COOKIE_NAME = "destraba_language"
TIME_ZONE = env.zone("DESTRABA_TIME_ZONE", "America/Lima")
USE_TZ = True

# ── what is sent ──
globals().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("DESTRABA_EMAIL_FROM", "Destraba <destraba@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# How the site is called in a letter, which has no page to be relative to.
DESTRABA_URL = env.address("DESTRABA_URL", "http://127.0.0.1:8000")

# Addresses and what people typed stay out of the log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.level("DESTRABA_LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
