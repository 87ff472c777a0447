# The product as an image: `docker build -t sojae .`, then for instance
#   docker run --rm -v sojae:/data sojae load daegu && docker run -p 127.0.0.1:8000:8000 -v sojae:/data sojae
# tests/test_image.py does what stands here without Docker.

FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m pip install --no-cache-dir uv
COPY requirements.lock pyproject.toml hatch_build.py wheel_stubs.py README.md LICENSE ./
COPY data data
COPY graph graph
COPY ingest ingest
COPY queries queries
COPY api api
COPY viz viz
COPY sojae sojae
# the hook of hatch_build.py builds the explorer, with a packaged Node since the image has none
RUN uv build --wheel --out-dir dist
RUN uv venv /opt/sojae && uv pip install --python /opt/sojae/bin/python --constraint requirements.lock "$(echo dist/*.whl)[all]"

FROM python:3.13-slim
COPY --from=build /opt/sojae /opt/sojae
RUN useradd --system --uid 10001 --home-dir /data --create-home sojae
ENV PATH=/opt/sojae/bin:$PATH XDG_DATA_HOME=/data
ENV SOJAE_STORE=sqlite:////data/sojae.sqlite SOJAE_JOBS=/data/jobs SOJAE_HOST=0.0.0.0
USER sojae
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('SOJAE_PORT', '8000') + '/ready', timeout=4)"]
ENTRYPOINT ["sojae"]
CMD ["serve"]
