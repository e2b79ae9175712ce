"""Every setting of the installation, read from the environment: one list, with names, defaults and meanings.

Secrets have no default. In development (``CAF_MODE=development``, the default) missing ones are drawn at random once
and kept in the data folder, readable by their owner alone; anywhere else a missing or short one refuses to start.
A secret may lie in a file instead, which ``NAME_FILE`` names: so systemd and containers hand them over.
"""

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DEVELOPMENT = "development"
PRODUCTION = "production"
DESK = "desk"
SERVICE = "service"
LINE = "line"
JSON = "json"
SECRET_LENGTH = 32
"""Characters below which a secret is refused: 32 random hexadecimal digits are 128 bits."""
SECRET_VARIETY = 8
"""Distinct characters below which a secret is refused: « xxxx… » and the like stand in examples."""


class ConfigurationError(Exception):
    """A setting is missing or wrong; the message, in French, names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable; ``default`` is None for a secret."""

    name: str
    default: str | None
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("CAF_MODE", DEVELOPMENT, "development ou production : en production, tous les secrets sont exigés"),
    Setting("CAF_PROFILE", DESK, "desk (SQLite, une machine) ou service (PostgreSQL et Redis, plusieurs machines)"),
    Setting("CAF_DATA_DIR", "var", "dossier de la base de données, de la file d’attente et des journaux"),
    Setting("CAF_SECRET_KEY", None, "secret de Django (sessions, jetons) : au moins 32 caractères"),
    Setting("CAF_SENDER_KEY", None, "secret qui rend méconnaissables les identifiants des personnes"),
    Setting("CAF_RASA_TOKEN", None, "jeton partagé par le worker et Rasa"),
    Setting("CAF_MESSENGER_APP_SECRET", None, "clé secrète de l’application Facebook, donnée par Meta"),
    Setting("CAF_MESSENGER_VERIFY_TOKEN", None, "jeton de vérification du webhook, choisi par vous et donné à Meta"),
    Setting("CAF_TELEGRAM_WEBHOOK_SECRET", None, "secret joint par Telegram à ses envois : lettres, chiffres, - et _"),
    Setting("CAF_MESSENGER_API_URL", "https://graph.facebook.com/v25.0", "adresse de l’API Graph de Meta"),
    Setting("CAF_TELEGRAM_API_URL", "https://api.telegram.org/bot", "adresse de l’API des bots Telegram"),
    Setting("CAF_HUMAN_PAUSE_HOURS", "4", "heures de silence de l’assistant après le dernier message d’un agent"),
    Setting(
        "CAF_EMBED_ORIGINS", "", "sites où le chat peut s’afficher, ex. https://www.caf.fr, séparés par des virgules"
    ),
    Setting("CAF_PAGES_FILE", "bot/config/pages.yml", "pages Caf de l’installation : horaires, liens"),
    Setting("CAF_OBJECTIVES_FILE", "data/objectifs.yml", "objectifs du service, comparés à ce qui est atteint"),
    Setting("CAF_FAQ_DIR", "data/faq", "dossier des fiches de la FAQ"),
    Setting(
        "CAF_FAQ_SECOND_PERSON", "oui", "oui ou non : une fiche est validée par une autre personne que ses auteurs"
    ),
    Setting("CAF_FAQ_GIT", "non", "oui ou non : chaque publication est un commit Git, au nom de son auteur"),
    Setting("CAF_FAQ_QUESTIONS", "tests/faq/questions.jsonl", "questions mises à part, qui mesurent la recherche"),
    Setting("CAF_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "noms d’hôte acceptés, séparés par des virgules"),
    Setting("CAF_WEB_HOST", "127.0.0.1", "adresse d’écoute du serveur web"),
    Setting("CAF_WEB_PORT", "8000", "port du serveur web"),
    Setting("CAF_RASA_HOST", "127.0.0.1", "adresse d’écoute de Rasa : jamais sur internet"),
    Setting("CAF_RASA_PORT", "5005", "port de Rasa"),
    Setting("CAF_RASA_URLS", "", "serveurs Rasa, ex. http://10.0.0.2:5005, séparés par des virgules ; vide : le local"),
    Setting("CAF_ACTIONS_HOST", "127.0.0.1", "adresse d’écoute du serveur d’actions : jamais sur internet"),
    Setting("CAF_ACTIONS_PORT", "5055", "port du serveur d’actions"),
    Setting("CAF_ACTIONS_URLS", "", "serveurs d’actions ; Rasa parle au premier ; vide : celui de cette machine"),
    Setting("CAF_DATABASE_HOST", "127.0.0.1", "profil service : machine de PostgreSQL"),
    Setting("CAF_DATABASE_PORT", "5432", "profil service : port de PostgreSQL"),
    Setting("CAF_DATABASE_NAME", "caf", "profil service : base de données PostgreSQL"),
    Setting("CAF_DATABASE_USER", "caf", "profil service : compte PostgreSQL"),
    Setting("CAF_DATABASE_PASSWORD", None, "profil service : mot de passe de ce compte"),
    Setting("CAF_DATABASE_CONNECTIONS", "20", "profil service : connexions à PostgreSQL, au plus, par processus"),
    Setting("CAF_REDIS_HOST", "127.0.0.1", "profil service : machine de Redis"),
    Setting("CAF_REDIS_PORT", "6379", "profil service : port de Redis"),
    Setting("CAF_REDIS_PASSWORD", None, "profil service : mot de passe de Redis"),
    Setting("CAF_LOG_LEVEL", "INFO", "niveau de journal : DEBUG, INFO, WARNING ou ERROR"),
    Setting("CAF_LOG_FORMAT", "line", "lignes de journal : line (à lire) ou json (à collecter)"),
    Setting("CAF_METRICS_TOKEN", None, "jeton de Prometheus pour lire /metrics ; sans lui, la page n’existe pas"),
    Setting("CAF_METRICS_HOST", "127.0.0.1", "adresse où le worker donne ses mesures"),
    Setting("CAF_WORKER_METRICS_PORT", "", "port où le worker donne ses mesures ; vide : il n’en donne pas"),
    Setting("CAF_KEEP_TEXT_DAYS", "7", "jours pendant lesquels le texte effacé d’une conversation est gardé"),
    Setting("CAF_KEEP_ESCALATED_DAYS", "180", "jours où une conversation confiée à une personne est gardée"),
    Setting("CAF_KEEP_RECORDS_DAYS", "395", "jours pendant lesquels les traces de contact, sans nom, sont gardées"),
    Setting("CAF_KEEP_IDS_DAYS", "2", "jours pendant lesquels les identifiants des messages sont gardés"),
    Setting("CAF_PASSWORD_DAYS", "90", "nombre de jours après lequel un mot de passe de la console est à renouveler"),
    Setting("CAF_LOCK_MINUTES", "15", "minutes sans activité après lesquelles la console se verrouille"),
    Setting("CAF_CLOCK", "", "en développement seulement : date et heure locales jouées, ex. 2026-11-24T10:00"),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def value(name: str, environment: Mapping[str, str] | None = None) -> str:
    """The value of a setting that is no secret: from the environment, else its default."""
    default = _BY_NAME[name].default
    assert default is not None, f"{name} is a secret: use secret()"  # noqa: S101 (a mistake in our code)
    given = (os.environ if environment is None else environment).get(name, "")
    return given or default


def flag(name: str) -> bool:
    """The value of a setting that is yes or no.

    Raises:
        ConfigurationError: it is neither « oui » nor « non ».
    """
    given = value(name).strip().casefold()
    if given not in ("oui", "non"):
        raise ConfigurationError(f"{name} vaut « {given} » : écrivez « oui » ou « non ».")
    return given == "oui"


def path(name: str) -> Path:
    """The value of a setting that names a file or folder; a relative one starts at the project's root."""
    return ROOT / value(name)


def origins(name: str) -> list[str]:
    """The value of a setting that lists sites, such as ``https://www.caf.fr``.

    Raises:
        ConfigurationError: one is no bare https origin (in development, http on this machine is one, too).
    """
    given = _listed(name)
    for origin in given:
        if not (_ORIGIN.fullmatch(origin) or (is_development() and _LOCAL_ORIGIN.fullmatch(origin))):
            raise ConfigurationError(
                f"{name} : « {origin} » n’est pas un site ; écrivez par exemple https://www.caf.fr"
            )
    return given


def _listed(name: str) -> list[str]:
    return [address.strip().rstrip("/") for address in value(name).split(",") if address.strip()]


_ORIGIN = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")
_LOCAL_ORIGIN = re.compile(r"http://(localhost|127\.0\.0\.1)(:\d{1,5})?")


def is_development() -> bool:
    """Whether missing secrets are drawn and a played clock is allowed.

    Raises:
        ConfigurationError: ``CAF_MODE`` is neither development nor production.
    """
    return _one_of("CAF_MODE", DEVELOPMENT, PRODUCTION) == DEVELOPMENT


def is_service() -> bool:
    """Whether PostgreSQL and Redis hold what a desk keeps in files of its own.

    Raises:
        ConfigurationError: ``CAF_PROFILE`` is neither desk nor service.
    """
    return _one_of("CAF_PROFILE", DESK, SERVICE) == SERVICE


def log_format() -> str:
    """How log lines are written.

    Raises:
        ConfigurationError: ``CAF_LOG_FORMAT`` is neither line nor json.
    """
    return _one_of("CAF_LOG_FORMAT", LINE, JSON)


def _one_of(name: str, one: str, other: str) -> str:
    given = value(name)
    if given not in (one, other):
        raise ConfigurationError(f"{name} vaut « {given} » : écrivez « {one} » ou « {other} ».")
    return given


def whole(name: str) -> int:
    """The value of a setting that is a whole number above zero.

    Raises:
        ConfigurationError: it is none.
    """
    given = value(name)
    if not (given.isascii() and given.isdecimal() and int(given)):
        raise ConfigurationError(f"{name} vaut « {given} » : écrivez un nombre entier, par exemple {default(name)}.")
    return int(given)


def addresses(name: str, here: str) -> tuple[str, ...]:
    """The value of a setting that lists servers of ours; ``here``, the one on this machine, where it is empty.

    Raises:
        ConfigurationError: one is no address such as ``http://10.0.0.2:5005``.
    """
    given = _listed(name)
    for address in given:
        if not _ADDRESS.fullmatch(address):
            raise ConfigurationError(f"{name} : « {address} » n’est pas une adresse ; écrivez par exemple {here}")
    return tuple(given) or (here,)


_ADDRESS = re.compile(r"https?://[A-Za-z0-9._-]+(:\d{1,5})?")


def secret(name: str) -> str:
    """The value of a secret.

    Raises:
        ConfigurationError: it is missing or too short, outside development.
    """
    given = _strong(name)
    if given:
        return given
    if not is_development():
        raise ConfigurationError(
            f"{name} manque ({_BY_NAME[name].meaning}). Donnez-le dans l’environnement, ou nommez son fichier dans "
            f"{name}_FILE ; pour en tirer un : python -c 'import secrets; print(secrets.token_hex(32))'"
        )
    return _development_secret(name)


def optional_secret(name: str) -> str:
    """The value of a secret that one may do without: empty where it is not given; in development it is drawn.

    Raises:
        ConfigurationError: it is too short.
    """
    return _strong(name) or (_development_secret(name) if is_development() else "")


def issued_secret(name: str, meaning: str) -> str:
    """The value of a secret that a platform issued: none can be drawn for it, in development either.

    Args:
        name: the environment variable.
        meaning: what it is, for the message.

    Raises:
        ConfigurationError: it is missing or too short.
    """
    given = _strong(name)
    if not given:
        raise ConfigurationError(f"{name} manque ({meaning}). Donnez-le dans l’environnement.")
    return given


def meaning(name: str) -> str:
    """What a setting is, in French."""
    return _BY_NAME[name].meaning


def default(name: str) -> str:
    """What a setting that is no secret is when nobody gives it."""
    return _BY_NAME[name].default or ""


def _strong(name: str) -> str:
    """The secret that the environment gives, by itself or in a file; empty where it gives none."""
    given = os.environ.get(name, "") or _in_file(name)
    if given and len(given) < SECRET_LENGTH:
        raise ConfigurationError(f"{name} est trop court : {SECRET_LENGTH} caractères au moins. {_HOW_TO_DRAW}")
    if given and len(set(given)) < SECRET_VARIETY:
        raise ConfigurationError(f"{name} est trop simple : on dirait un exemple. {_HOW_TO_DRAW}")
    return given


def _in_file(name: str) -> str:
    file = os.environ.get(f"{name}_FILE", "")
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(f"{name}_FILE : « {file} » ne peut pas être lu ({error.strerror}).") from None


_HOW_TO_DRAW = "Pour en tirer un : python -c 'import secrets; print(secrets.token_hex(32))'"


def _development_secret(name: str) -> str:
    file = path("CAF_DATA_DIR") / "development-secrets.json"
    known: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if name not in known:
        known[name] = secrets.token_hex(32)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(json.dumps(known, indent=1), encoding="utf-8")
    return known[name]
