"""The graph for notebooks and scripts: the content of a store, and questions about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from queries.calling import checked
from queries.errors import Invalid
from queries.methods import Methods
from queries.python_values import an_id, as_typed, subject_of
from queries.registry import questions
from queries.view import View, view_of

if TYPE_CHECKING:
    from datetime import date

    from graph.network import Network
    from graph.store import Store


class Ecosystem(Methods):
    """The content of a store at one graph version, ready for questions.

    Answers are typed: a notebook displays them, `.to_dict()` returns the JSON of the API, `.to_pandas()` the table.
    """

    def __init__(self, store: Store) -> None:
        self.view: View = view_of(store)

    @property
    def graph_version(self) -> str:
        """The graph version of the content."""
        return self.view.snapshot.graph_version

    def ask(self, question: str, *subject: Any, **given: Any) -> Any:
        """Answer a question of the registry.

        Raises:
            NotFound: the question, an id or a name is unknown.
            Invalid: a parameter is unknown or has an invalid value.
        """
        from queries.errors import NotFound, near_to
        from queries.records import names_in

        question, known = an_id("question", question, "name of a question"), questions()
        if question not in known:
            names = list(known)
            raise NotFound("question", question, near_to(question, names), parameter="question", known=names)
        registered = known[question]
        ids = subject_of(registered.subject, subject)
        try:
            parameters = registered.read(as_typed(registered.parameters, given))
            result = registered.answer(self.view, *ids, parameters)
        except Invalid as error:
            raise error.in_words_of(registered.aliases) from None
        result.known_by(names_in(self.view.snapshot))
        return result

    @checked
    def network(
        self,
        layer: str = "direct",
        as_of: str | int | date | None = None,
        since: str | int | date | None = None,
        undated: str = "keep",
    ) -> Network:
        """Return the network of a layer and period (`to_networkx()`, `to_igraph()`, arrays).

        Raises:
            Invalid: the layer is unknown or a date is invalid.
        """
        from queries.networks import network_of
        from queries.parameters import LayerParameters
        from queries.validation import read

        given = {"layer": layer, "as_of": as_of, "since": since, "undated": undated}
        parameters = read(LayerParameters, as_typed(LayerParameters, given))
        return network_of(self.view, parameters.layer, parameters.period)

    @checked
    def export(self, format: str, out: str | Path | None = None, **given: Any) -> bytes | Path:
        """Write the filtered graph as a file of a format (`csv`, `ndjson`, `parquet`, `jsonld`, `graphml`, `gexf`, …).

        Args:
            format: name of the format.
            out: the file to write; None returns the bytes instead.
            given: the parameters of `sojae export`: `layer`, `around`, `depth`, `sectors`, `as_of`, `limit`, `part` …

        Raises:
            Invalid: a parameter is unknown, or parameters contradict each other.
        """
        from queries.export import ExportParameters, export
        from queries.validation import read

        asked = as_typed(ExportParameters, {**given, "format": format})
        chunks = export(self.view, read(ExportParameters, asked).wanted())
        if out is None:
            return b"".join(chunks)
        target = Path(out)
        with target.open("wb") as file:
            file.writelines(chunks)
        return target

    @checked
    def brief(
        self,
        topic: str,
        id: str | None = None,
        *,
        language: str = "ko",
        format: str = "pdf",
        out: str | Path | None = None,
        **given: Any,
    ) -> bytes | Path:
        """Write a brief of two pages on a topic as a file; every figure has a footnote (see `brief_kinds`).

        Args:
            topic: name of the topic.
            id: what it is about, for instance the id of a sector.
            language: `ko` or `en`.
            format: `pdf`, `docx`, `html` or `typ`.
            out: the file to write; None returns the bytes instead.
            given: parameters of the topic.

        Raises:
            NotFound: nothing has the id.
            Invalid: the topic or a parameter is unknown, or has an invalid value.
        """
        from queries.brief import TOPICS, BriefParameters, brief
        from queries.validation import read

        about = None if id is None else an_id("id", id, "id that the topic is about")
        asked = {"topic": topic, "id": about, "language": language, "format": format}
        model = TOPICS[topic].parameters if topic in TOPICS else BriefParameters
        file = brief(self.view, read(BriefParameters, {**asked, "parameters": as_typed(model, given)}))
        if out is None:
            return file.content
        target = Path(out)
        target.write_bytes(file.content)
        return target

    def __repr__(self) -> str:
        counts = self.view.snapshot.counts
        summary = ", ".join(f"{counts[kind]:,} {kind}s" for kind in ("organisation", "relation", "source"))
        return f"<Ecosystem: {summary}; graph version {self.graph_version}>"

    def _repr_html_(self) -> str:
        counts = "".join(
            f"<tr><th>{kind}</th><td>{n:,}</td></tr>" for kind, n in self.view.snapshot.counts.items()
        )
        return f"<table><caption>Sojae, graph version {self.graph_version}</caption>{counts}</table>"
