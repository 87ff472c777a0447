"""Configuration of the docs site: Sphinx, pages in Markdown (MyST), notebooks executed on the Daegu data; nothing from another host."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ABOUT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "Sojae"
version = release = ABOUT["version"]
language = "en"
html_title = f"Sojae {version}"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton", "sphinx_design"]
exclude_patterns = ["_build", "api"]
templates_path: list[str] = []
nitpicky = False

myst_enable_extensions = ["colon_fence", "attrs_inline", "deflist"]
myst_heading_anchors = 4  # the anchors that a forge gives too
myst_links_external_new_tab = False

nb_execution_mode = "force"  # a cache knows the cells, not the code that they call
nb_execution_timeout = 120
nb_execution_raise_on_error = True
nb_merge_streams = True

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
add_module_names = False
html_show_copyright = False
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "sidebar_hide_name": False,
    "light_css_variables": {
        "color-brand-primary": "#0b5d7a",
        "color-brand-content": "#0b6a8c",
        "font-stack": "'Pretendard', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
    },
    "dark_css_variables": {"color-brand-primary": "#6cc5e0", "color-brand-content": "#7fcde6"},
}
pygments_style = "friendly"
pygments_dark_style = "monokai"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
python_use_unqualified_type_names = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
python_maximum_signature_line_length = 88


def as_rest(_app: Sphinx, what: str, _name: str, _found: object, _options: object, lines: list[str]) -> None:
    """Convert the `code` of docstrings to reStructuredText."""
    if what == "property" and lines:  # otherwise Napoleon reads the text before a colon as its type
        lines[0] = lines[0].replace(": ", " – ")
    made: list[str] = []
    for line in lines:
        text = re.sub(r"(?<![`:])`([^`]+)`(?![`_])", r"``\1``", line)
        several = re.match(r"( {4,})(\w+(?:, \w+)+): (.*)", text)
        made += (
            [f"{several[1]}{name}: {several[3]}" for name in several[2].split(", ")] if several else [text]
        )
    lines[:] = made


def as_targets(_app: Sphinx, _page: str, content: list[str]) -> None:
    """Convert HTML anchors, which a forge also supports, to MyST targets."""
    text = re.sub(r'^<a id="([\w-]+)"></a>$', r"(\1)=", content[0], flags=re.MULTILINE)
    content[0] = re.sub(r'<a id="([\w-]+)"></a>(`[^`]+`)', r"[\2]{#\1}", text)


def inline_drawings(_app: Sphinx, _page: str, _template: str, context: dict[str, str], _tree: object) -> None:
    """Inline our own drawings, so that they follow the switch between light and dark."""
    if "body" in context:
        context["body"] = DRAWING.sub(drawing, context["body"])


DRAWING = re.compile(r'<img [^>]*src="[^"]*/(architecture|match-weights)\.svg"[^>]*>')


def drawing(found: re.Match[str]) -> str:
    """Return the drawing that an image of it stands for."""
    drawn = (ROOT / "docs" / "pictures" / f"{found[1]}.svg").read_text(encoding="utf-8")
    return f'<div class="drawing">{drawn}</div>'


def load_daegu(app: Sphinx) -> None:
    """Fill the store that the notebooks open, next to the site, and set their settings."""
    from graph.store import prepared
    from graph.stores import open_store
    from ingest.load import load

    if app.builder.format != "html":
        return
    file = Path(app.doctreedir) / "daegu.sqlite"
    file.parent.mkdir(parents=True, exist_ok=True)
    os.environ["SOJAE_STORE"] = f"sqlite:///{file}"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    store = open_store(os.environ["SOJAE_STORE"])
    with prepared(store):
        load(store, "daegu")
    store.close()


def setup(app: Sphinx) -> None:
    """Register the hooks; Sphinx calls this."""
    app.connect("source-read", as_targets)
    app.connect("autodoc-process-docstring", as_rest, priority=400)  # before Napoleon
    app.connect("builder-inited", load_daegu)
    app.connect("html-page-context", inline_drawings)
