"""How fast harvest starts: `harvest --version`, and an offline run whose outputs are already what they should be.

    python bench/startup.py [RUNS]

Each is timed beside `python -c pass` of the same environment, in turns, so that a busy machine slows all alike.
Printed are the median and the least of RUNS runs (31 unless told), as a multiple of the bare interpreter's median,
and of the packages worth sparing, those that a run imports all the same.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HARVEST = Path(sys.executable).with_name("harvest")
HEAVY = ("requests", "arxiv", "bibtexparser", "lxml", "ftfy", "rapidfuzz", "markdown_it", "yaml", "sqlite3", "asyncio")
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "harvest --version": [str(HARVEST), "--version"],
    "harvest --offline": [str(HARVEST), "--offline"],
}


def run(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    """Return the seconds that `command` takes in `folder`; raises where it fails."""
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} exited {done.returncode}:\n{done.stderr}")
    return time.perf_counter() - begin


def imported(command: list[str], folder: Path, environment: dict[str, str]) -> list[str]:
    """Return which of the packages worth sparing `command` imports."""
    told = environment | {"PYTHONPROFILEIMPORTTIME": "1"}
    done = subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True, check=True)
    names = set(re.findall(r"\|\s+(\w+)$", done.stderr, re.M))
    return [name for name in HEAVY if name in names]


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "site")
        shutil.copytree(ROOT / "examples" / "site", folder)
        environment = os.environ | {"XDG_CACHE_HOME": temporary, "XDG_DATA_HOME": temporary}
        run(COMMANDS["harvest --offline"], folder, environment)  # writes what the timed runs find in place
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for _ in range(runs):
            for name, command in COMMANDS.items():
                times[name].append(run(command, folder, environment))
        bare = statistics.median(times["python -c pass"])
        print(f"{'':20} {'median':>9} {'least':>9} {'times bare':>11}  imports")
        for name, taken in times.items():
            median, least = statistics.median(taken), min(taken)
            heavy = ", ".join(imported(COMMANDS[name], folder, environment)) or "none of the heavy packages"
            print(f"{name:20} {median * 1000:6.0f} ms {least * 1000:6.0f} ms {median / bare:11.2f}  {heavy}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 31)
