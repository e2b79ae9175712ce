"""The machine that figures were taken on, as Linux tells of it."""

import importlib.metadata
import os
import platform
from collections.abc import Mapping
from pathlib import Path

from bot.config import environment
from bot.reports.journal import commit_of

PACKAGES = ("rasa", "django", "torch", "onnxruntime", "faiss-cpu", "sentence-transformers", "numpy")


def describe() -> Mapping[str, str]:
    """Processor, cores, memory, system, versions, commit: what a figure means nothing without."""
    return {
        "processor": _field("/proc/cpuinfo", "model name"),
        "cores": str(os.cpu_count()),
        "memory": f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.1f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in PACKAGES},
        "commit": commit_of(environment.ROOT),
    }


def load() -> str:
    """Processes that run or wait to run, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def _field(file: str, name: str) -> str:
    lines = (line.partition(":") for line in Path(file).read_text(encoding="utf-8").splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "?")
