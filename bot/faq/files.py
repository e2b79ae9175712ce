"""Writing a file that other processes read at any moment."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX, _SUFFIX = ".", ".tmp"

LEFT_AFTER_SECONDS = 3600.0
"""A file that was written aside so long ago is nobody's any more: who wrote it was killed."""


def remove_left(folder: Path, now: float) -> int:
    """Removes what killed processes left aside in a folder and those below; returns how many files went.

    Args:
        folder: where files are written.
        now: seconds since the epoch, as files bear them.
    """
    removed = 0
    for aside in folder.rglob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(FileNotFoundError):  # it was given its name, or removed, in the meantime
            if now - aside.stat().st_mtime > LEFT_AFTER_SECONDS:
                aside.unlink()
                removed += 1
    return removed


def write_whole(file: Path, text: str) -> None:
    """Writes the text aside, then puts it in the file's place: nobody reads half of it, and its rights stay.

    Whenever the process is killed or the power fails, the file is the old one or the new one.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=_PREFIX, suffix=_SUFFIX)
    aside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        aside.chmod(mode)
        aside.replace(file)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
