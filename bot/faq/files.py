"""Writing a file that other processes read at any moment."""

import os
import tempfile
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Writes the text aside, then puts it in the file's place: nobody reads half of it, and its rights stay.

    Whenever the process is killed or the power fails, the file is the old one or the new one.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
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
