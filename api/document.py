"""What the framework's OpenAPI document lacks: problems told once, and no 304 where nothing bears a tag."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from api.errors import MEDIA_TYPE
from api.middleware import bears_tag


def finish(document: dict[str, Any]) -> dict[str, Any]:
    """Finish a document in place."""
    shared = document["components"].setdefault("responses", {})
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            answers: dict[str, dict[str, Any]] = operation["responses"]
            if not bears_tag(method.upper(), path):
                answers.pop("304", None)
            for status, answer in answers.items():
                if MEDIA_TYPE in answer.get("content", {}):
                    name = HTTPStatus(int(status)).phrase.replace(" ", "")
                    shared[name] = {**answer, "content": {MEDIA_TYPE: answer["content"][MEDIA_TYPE]}}
                    answers[status] = {"$ref": f"#/components/responses/{name}"}
    return document
