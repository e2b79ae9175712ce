"""Virtual environments of the peers that the benchmarks compare with: nothing of theirs enters the product's own."""

import subprocess
from pathlib import Path


def make_environment(folder: Path, lock: Path, uv: Path) -> Path:
    """Makes a peer's virtual environment where it is missing, and returns its Python.

    Raises:
        subprocess.CalledProcessError: it cannot be made (no network, no Python 3.11).
    """
    python = folder / "bin" / "python"
    made = folder / ".installed"
    if not made.exists():
        subprocess.run((uv, "venv", "--quiet", "--clear", "--python", "3.11", folder), check=True)
        subprocess.run((uv, "pip", "install", "--quiet", "--no-deps", "-r", lock, "--python", python), check=True)
        made.touch()
    return python
