FROM python:3.13-slim
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY data data
COPY graph graph
COPY ingest ingest
COPY api api
COPY viz viz
COPY sojae sojae
RUN python -m pip install --no-cache-dir uv && uv venv && uv pip sync requirements.lock && uv pip install --no-deps --editable .
ENV PATH=/app/.venv/bin:$PATH
CMD ["sh", "-c", "sojae load daegu && exec sojae serve"]
