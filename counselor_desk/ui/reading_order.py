"""In which order modules are read so that each turn reads a single one."""

from __future__ import annotations

import importlib.util
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from functools import cache

ROOT = "counselor_desk"


def needed_by(modules: Iterable[str]) -> list[str]:
    """These modules and all of ours that they import, each after what it imports itself.

    Modules that were read already are left out. Only compiled code is looked at and nothing is
    run, so any thread may ask. Imports inside functions do not count.
    """
    order: list[str] = []
    seen = set(sys.modules)
    for name in modules:
        _visit(name, seen, order)
    return order


def _visit(name: str, seen: set[str], order: list[str]) -> None:
    if name in seen:
        return
    seen.add(name)
    for other in imported_by(name):
        _visit(other, seen, order)
    order.append(name)


def imported_by(name: str) -> list[str]:
    """The modules of ours that the words of a module's code can mean.

    Only its compiled code is looked at. Those that were read already are among them.
    """
    spec = importlib.util.find_spec(name)
    get_code = getattr(spec.loader, "get_code", None) if spec is not None else None
    code = get_code(name) if get_code is not None else None
    if code is None:
        return []
    modules, packages = _ours()
    words = code.co_names
    # `from counselor_desk.ui import theme` has two words, `counselor_desk.ui` and `theme`.
    joined = (f"{package}.{word}" for package in words if package in packages for word in words)
    return [one for one in (*words, *joined) if one in modules]


@cache
def _ours() -> tuple[frozenset[str], frozenset[str]]:
    """The names of all our modules, and of all our packages."""
    spec = importlib.util.find_spec(ROOT)
    places = spec.submodule_search_locations if spec is not None else None
    found = list(_walk(ROOT, list(places or [])))
    packages = frozenset(name for name, is_package in found if is_package)
    return frozenset(name for name, _ in found) - packages, packages | {ROOT}


def _walk(package: str, places: list[str]) -> Iterator[tuple[str, bool]]:
    for module in pkgutil.iter_modules(places):
        name = f"{package}.{module.name}"
        yield name, module.ispkg
        if module.ispkg:
            yield from _walk(name, [f"{place}/{module.name}" for place in places])
