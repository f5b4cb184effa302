# The web app and the `huoshui` command. The store is the one that NEO4J_URI names.
FROM python:3.11-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /opt/huoshui
COPY requirements.lock pyproject.toml README.md LICENSE NOTICE ./
RUN pip install --require-hashes -r requirements.lock
COPY app app
COPY cypher cypher
COPY data data
COPY graph graph
COPY loaders loaders
RUN pip install --no-deps . \
    && useradd --system --create-home --home-dir /var/lib/huoshui huoshui
USER huoshui
ENV HUOSHUI_HOME=/var/lib/huoshui
EXPOSE 8000
CMD ["huoshui", "serve", "--host", "0.0.0.0", "--port", "8000"]
