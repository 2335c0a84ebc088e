"""The real tools that tests need: where they are, or that the test can't run (conftest says so on the last line)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest


def tool(name: str) -> str:
    """Return the path of a real tool; skip the test where there is none."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def run(command: Sequence[str], folder: Path, stdin: str = "") -> str:
    """Return what a tool says on both outputs, whatever its exit status."""
    done = subprocess.run(
        [tool(command[0]), *command[1:]], cwd=folder, input=stdin, text=True, timeout=300,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    return done.stdout
