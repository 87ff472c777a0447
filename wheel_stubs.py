"""Stubs for the wheel: the rooms lie in `sojae/_app/` there and import each other by bare names, which type checkers cannot follow.

A stub is the module with its imports as a type checker finds them, without what functions do and without the imports that only
they need. Modules that the types of `import sojae` never mention get none.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = frozenset({"graph", "ingest", "queries", "api", "viz"})
INSIDE = "sojae._app"


def stubs(root: Path) -> dict[str, str]:
    """Return the stubs by their path in the wheel: of `sojae`, and of every module that one of them imports."""
    found: dict[str, str] = {}
    waiting = [root / "sojae" / "__init__.py"]
    while waiting:
        path = waiting.pop()
        place = path.relative_to(root).with_suffix(".pyi")
        name = str(place if place.parts[0] == "sojae" else "sojae/_app" / place)
        if name not in found:
            module = pruned(ast.parse(path.read_text(encoding="utf-8")))
            waiting += modules_in(module, root)
            found[name] = f"{ast.unparse(Renaming().visit(module))}\n"
    return dict(sorted(found.items()))


def pruned(module: ast.Module) -> ast.Module:
    """Leave out what functions do, then the imports that nothing else needs."""
    ast.fix_missing_locations(Hollowing().visit(module))
    needed = names_in(module)

    class Imports(ast.NodeTransformer):
        def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom | ast.Pass:
            node.names = [one for one in node.names if (one.asname or one.name) in needed]
            return node if node.names else ast.Pass()

    return ast.fix_missing_locations(Imports().visit(module))


def names_in(module: ast.Module) -> set[str]:
    """Return the names that a module mentions outside its imports and docstrings, also in texts such as `cast("Row", …)`."""
    nodes = list(ast.walk(module))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            names.update(re.findall(r"\w+", node.value))
    return names


def modules_in(module: ast.Module, root: Path) -> list[Path]:
    """Return the files of the modules of Sojae that a module imports."""
    found: list[Path] = []
    for node in ast.walk(module):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.partition(".")[0] in {*ROOMS, "sojae"}
        ):
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
            for parts in (name.split(".") for name in names):
                packages = [
                    root.joinpath(*parts[:length], "__init__.py") for length in range(1, len(parts) + 1)
                ]
                found += [
                    path for path in (*packages, root.joinpath(*parts).with_suffix(".py")) if path.is_file()
                ]
    return found


class Hollowing(ast.NodeTransformer):
    """Leaves out what functions do, unless they set attributes of their object; docstrings stay."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Empty one function."""
        if not sets_attributes(node):
            described = node.body[:1] if ast.get_docstring(node) is not None else []
            node.body = [*described, ast.Expr(ast.Constant(...))]
        return node


class Renaming(ast.NodeTransformer):
    """Names each room by its place in the wheel."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.ImportFrom:
        """Rename in one import."""
        if node.module is not None and node.module.partition(".")[0] in ROOMS:
            node.module = f"{INSIDE}.{node.module}"
        return node


def sets_attributes(function: ast.FunctionDef) -> bool:
    """Return whether a method assigns attributes of its object: a type checker takes their types from there."""
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
        for node in ast.walk(function)
    )
