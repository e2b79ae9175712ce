"""A Git commit of one file, in the name of who wrote it. What was saved is saved, whatever Git says."""

import subprocess
from pathlib import Path

from bot.editing.texts import say

SECONDS = 20
"""How long Git may take: a lock that another process left must not keep an editor waiting."""

_COMMITTER = ("-c", "user.name=Assistant des pages Caf", "-c", "user.email=assistant@caf.invalid")


def commit(file: Path, subject: str, name: str, username: str) -> str:
    """Commits the file as it is now, and nothing else.

    Args:
        file: in a working tree of Git.
        subject: the message.
        name: of the author, as people read it.
        username: of the author; the domain « .invalid » says that nobody can be written to there (RFC 2606).

    Returns:
        What went wrong, in French; nothing when the commit is made, or when the file is committed already.
    """
    author = f"{name} <{username}@caf.invalid>"
    try:
        _git(file, "add", "--", file.name)
        if _git(file, "status", "--porcelain", "--", file.name):
            _git(
                file,
                *_COMMITTER,
                "commit",
                "--quiet",
                "--only",
                f"--author={author}",
                f"--message={subject}",
                "--",
                file.name,
            )
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        return say("git_failed", reason=said.strip().splitlines()[0] if said.strip() else type(error).__name__)
    return ""


def _git(file: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 (our own arguments; names of files are identifiers)
        ("git", "-C", str(file.parent), *arguments),  # noqa: S607 (the operator's Git)
        capture_output=True, text=True, check=True, timeout=SECONDS, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.stdout
