"""What Debian's Python 3.11.2 gets wrong stands in no pattern.

It forgets where it was when a look-around, or a group that captures, fails within a possessive repeat or an atomic
group: `(?:[a-z]++|(?<=co);)*+` ends two characters early there (3.11.7 has it right).
"""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

# Notes every pattern that harvest compiles: at import, and while it reads a text with every form that it knows.
NOTE = r"""
import importlib, pkgutil, re, sys
import re._compiler as compiler
compile, met = compiler.compile, set()
compiler.compile = lambda pattern, flags=0: met.add((pattern, int(flags))) or compile(pattern, flags)
import harvester
for module in pkgutil.walk_packages(harvester.__path__, "harvester."):
    importlib.import_module(module.name)
from harvester.identifiers import found_in
from harvester.schemes import SCHEMES
list(found_in(" ".join(text for row in SCHEMES for text in row.examples)))
print(repr(sorted(((p, f) for p, f in met if isinstance(p, (str, bytes))), key=repr)))
"""


def unsafe(pattern: str | bytes, flags: int = 0) -> bool:
    """Whether a possessive repeat or an atomic group of the pattern holds a look-around or captures."""
    from re import _constants as code
    from re import _parser as parser

    def walk(node: object, within: bool) -> bool:
        if isinstance(node, parser.SubPattern):
            return any(walk(part, within) for part in node.data)
        if isinstance(node, list):
            return any(walk(part, within) for part in node)
        if not isinstance(node, tuple):
            return False
        kind = node[0]
        looks = kind in (code.ASSERT, code.ASSERT_NOT)
        captures = kind is code.SUBPATTERN and node[1][0] is not None
        if within and (looks or captures):
            return True
        inner = within or kind in (code.POSSESSIVE_REPEAT, code.ATOMIC_GROUP)
        return any(walk(part, inner) for part in node[1:])

    return walk(parser.parse(pattern, flags), within=False)


@pytest.mark.parametrize(
    "pattern, answer",
    [
        (r"(?:[a-z]++|(?<=co);)*+", True),
        (r"(?>a(?!b)|c)", True),
        (r"(?:(a)|b)*+", True),
        (r"(?:[a-z]++|(?<=co);)*", False),
        (r"(?:[^{}]++|\{[^{}]*\})*+(?=x)", False),
    ],
)
def test_what_is_unsafe_is_known(pattern, answer):
    assert unsafe(pattern) is answer


def test_no_pattern_relies_on_what_old_pythons_get_wrong():
    done = subprocess.run([sys.executable, "-c", NOTE], capture_output=True, text=True, check=True)
    patterns = ast.literal_eval(done.stdout)
    assert len(patterns) > 100
    assert [pattern for pattern, flags in patterns if unsafe(pattern, flags)] == []
