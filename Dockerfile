# Two images: the assistant (serve, work and migrate are its commands), and the parser.
#
#     docker build --target assistant --tag comptoir .
#     docker build --target parser --tag comptoir-parser .

FROM python:3.11-slim AS assistant
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/comptoir
COPY requirements/ requirements/
RUN pip install --require-hashes -r requirements/bot.txt \
    && pip install --require-hashes -r requirements/build.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot/ bot/
COPY shop_client/ shop_client/
RUN pip install --no-deps --no-build-isolation . \
    && useradd --system --uid 10001 --home-dir /srv/home --create-home comptoir
USER 10001
# A folder of its own for each container: the index of the catalogue, and the socket of staff.
WORKDIR /srv/home
ENV COMPTOIR_HOME=/srv/home COMPTOIR_WEB_HOST=0.0.0.0
EXPOSE 8000 8001
ENTRYPOINT ["comptoir"]
CMD ["--help"]

FROM python:3.10-slim AS parser
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/comptoir
COPY nlu_data/requirements.txt nlu_data/
RUN pip install --require-hashes -r nlu_data/requirements.txt
COPY nlu_data/ nlu_data/
# The model carries the hash of its data in its name; the link spares the command from knowing it.
RUN python nlu_data/train.py --out /srv/model > /tmp/said \
    && ln -s "$(sed -n 's/^MODEL //p' /tmp/said)" /srv/model/current.tar.gz \
    && useradd --system --uid 10001 --home-dir /srv/home --create-home comptoir \
    && chown -R 10001 /srv/model
USER 10001
EXPOSE 5005
# As the first process of a container Python is deaf to SIGTERM.
STOPSIGNAL SIGINT
CMD ["python", "nlu_data/serve.py", "--host", "0.0.0.0", "--port", "5005", \
     "--model", "/srv/model/current.tar.gz"]
