"""Django's settings. Values of one installation come from the environment (``bot.config.environment``)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.config import environment, profile

BASE_DIR: Path = environment.ROOT
DATA_DIR: Path = environment.path("CAF_DATA_DIR")
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False  # never: Django's error pages show every frame's variables, so raw messages
SECRET_KEY = environment.secret("CAF_SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in environment.value("CAF_ALLOWED_HOSTS").split(",")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "huey.contrib.djhuey",
    "bot.stops",
    "bot.conversations",
    "bot.editing",
    "bot.learning",
    "bot.trials",
    "bot.console",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "bot.conversations.outages.OutageMiddleware",
]
ROOT_URLCONF = "bot.config.urls"
ASGI_APPLICATION = "bot.config.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bot.console.stops.shown",
                "bot.console.entries.reminders.shown",
            ]
        },
    }
]

DATABASES = {"default": profile.database(DATA_DIR)}
CACHES = {"default": profile.cache()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

HUEY = profile.queue(DATA_DIR)

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

# The console's accounts. Its cookies are sent to the console alone: citizens get none.
AUTH_USER_MODEL = "console.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "console:login"
LOGIN_REDIRECT_URL = "console:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "bot.console.passwords.Strong"},
    {"NAME": "bot.console.passwords.WithoutIdentity"},
    {"NAME": "bot.console.passwords.NotRecent"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "bot.console.sessions"
SESSION_COOKIE_AGE = 12 * 3600  # a working day; what is left alone locks much earlier (CAF_LOCK_MINUTES)
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/console/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not environment.is_development()
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
OTP_TOTP_ISSUER = "Assistant des pages Caf"

# Ten failures lock an account for a quarter of an hour (CNIL, deliberation 2022-100), wherever they come from: behind
# a proxy all addresses look alike.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # it wants addresses to be counted
AXES_LOCKOUT_TEMPLATE = "console/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False  # its log lines name accounts

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns where it is missing; the finders serve without it
WHITENOISE_USE_FINDERS = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
EMBED_ORIGINS = environment.origins("CAF_EMBED_ORIGINS")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOG_LEVEL = environment.value("CAF_LOG_LEVEL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "bot.logs.Discreet", "format": "ext://bot.logs.LINE"},
        "json": {"()": "bot.logs.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": environment.log_format()}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # These bring handlers of their own, which would show an exception's message, or mail it with the request.
        **{name: {"handlers": [], "propagate": True} for name in ("django", "django.server", "uvicorn")},
        # The consumer adds a handler of its own where this has none; each task that is done is a line at INFO.
        "huey": {"handlers": ["console"], "propagate": False, "level": "WARNING"},
        "uvicorn.access": {"handlers": [], "propagate": False},
        # Every query with its values, at DEBUG: redacted text, but nobody needs it twice.
        "django.db.backends": {"level": "INFO"},
        # It names accounts and addresses; what matters of a login is in the audit trail.
        "axes": {"level": "ERROR"},
        # httpx writes whole addresses at INFO, so the tokens in them.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        # python-telegram-bot writes what it sends at DEBUG, and every wait that Telegram asks for with a traceback.
        "telegram": {"level": "WARNING"},
        "telegram.ext.AIORateLimiter": {"level": "CRITICAL"},
    },
}
