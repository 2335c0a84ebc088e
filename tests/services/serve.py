"""Play the services on this machine, and print the settings that send `harvest` there.

python tests/services/serve.py --port 8080 --fault crossref,429,2 --switch xplore-open
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]  # the project, where it is not installed

from standin import StandIn  # noqa: E402


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--port", type=int, default=0, help="the first port, one a service; 0 takes what is free")
    words.add_argument("--latency", type=float, default=0.0, metavar="SECONDS", help="wait before each answer")
    words.add_argument("--fault", action="append", default=[], metavar="SERVICE,KIND[,TIMES[,AFTER]]")
    words.add_argument("--switch", action="append", default=[], metavar="NAME", help="such as xplore-open")
    told = words.parse_args()
    end = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: end.set())
    with StandIn(told.port, told.latency, told.switch) as services:
        for fault in told.fault:
            service, kind, *numbers = fault.split(",")
            services.fault(service, kind, *map(int, numbers))
        for variable, address in services.environment.items():
            print(f"export {variable}={address}", flush=True)  # noqa: T201
        end.wait()


if __name__ == "__main__":
    main()
