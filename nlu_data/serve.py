"""Serve a trained model over HTTP, as `rasa run --enable-api` does, but started in seconds.

    .venv-nlu/bin/python nlu_data/serve.py --model var/nlu/nlu-….tar.gz --port 5005

The model is Rasa's own and runs in Rasa's graph runner; only dialogue management and
TensorFlow, which this pipeline does not use, are left out (see lean.py). Speaks Rasa's
`POST /model/parse` ({"text": …}) and `GET /status`; with NLU_TOKEN set, both ask for `?token=`.
Binds to loopback unless told otherwise. Prints `READY http://host:port` once it answers.
"""

import argparse
import asyncio
import contextlib
import gc
import hmac
import json
import os
import shutil
import sys
import tempfile
import types
import warnings
from pathlib import Path
from types import SimpleNamespace

import uvloop  # rasa depends on it, and on aiohttp
from aiohttp import web

MAX_BODY = 64 * 1024  # bytes; a message is at most 4096 characters
IDLE_SECONDS = 30  # how long an idle connection is kept


class Parser:
    """A loaded model, for one thread: the graph's components are not thread-safe."""

    def __init__(self, archive):
        """Load the model from its archive (a .tar.gz that `train.py` made)."""
        import direct
        import lean

        lean.install(*lean.TENSORFLOW, *lean.DIALOGUE, *lean.STATISTICS)
        _only_the_estimator_we_load()
        _keep_fitted_taggers(archive)
        from rasa.engine.loader import load_predict_graph_runner
        from rasa.engine.runner.dask import DaskGraphRunner
        from rasa.engine.storage.local_model_storage import LocalModelStorage

        self.model_id = archive.name.removesuffix(".tar.gz")
        with tempfile.TemporaryDirectory() as storage:
            metadata, self._runner = load_predict_graph_runner(
                Path(storage), archive, LocalModelStorage, DaskGraphRunner
            )
        self._target = metadata.nlu_target
        nodes = self._runner._instantiated_nodes.values()
        self._direct = direct.Direct.of([node._component for node in nodes], self._by_graph)

    def parse(self, text):
        """Rasa's parse result of one text: `intent`, `intent_ranking`, `entities`, `text`."""
        if self._direct is None or not text.strip():
            return self._by_graph(text)
        return self._direct.parse(text)

    def _by_graph(self, text):
        message = SimpleNamespace(
            text=text,
            parse_data=None,
            sender_id="default",
            input_channel=None,
            output_channel=None,
            message_id=None,
            metadata=None,
            headers=None,
        )
        result = self._runner.run(
            inputs={"__message__": [message], "__tracker__": None}, targets=[self._target]
        )
        parsed = {"text": text, "intent": {"name": None, "confidence": 0.0}, "entities": []}
        parsed.update(result[self._target][0].as_dict(only_output_properties=True))
        parsed.pop("text_tokens", None)
        return parsed


def _only_the_estimator_we_load():
    """Spare skops the search of scikit-learn, SciPy and NumPy for every type it could trust (3 s).

    Rasa refuses an archive with types that are not in these lists; ours holds one estimator.
    """
    known = types.ModuleType("skops.io._trusted_types")
    known.PRIMITIVES_TYPES = [int, float, str, bool]
    known.PRIMITIVE_TYPE_NAMES = [f"builtins.{t.__name__}" for t in known.PRIMITIVES_TYPES]
    known.SKLEARN_ESTIMATOR_TYPE_NAMES = ["sklearn.linear_model._logistic.LogisticRegression"]
    known.SCIPY_UFUNC_TYPE_NAMES = known.NUMPY_UFUNC_TYPE_NAMES = []
    known.NUMPY_DTYPE_TYPE_NAMES = ["numpy.int64", "numpy.float64"]
    sys.modules[known.__name__] = known


def _keep_fitted_taggers(archive):
    """Fit the CRF once: Rasa 3.6 stores its training data and fits it again at every start (3 s).

    The fitted tagger is kept beside the archive, which is named after what it was made from.
    """
    import sklearn_crfsuite

    class KeptCRF(sklearn_crfsuite.CRF):
        """A tagger that fits itself only where no fitted one is kept."""

        fitted = 0

        def fit(self, X, y, X_dev=None, y_dev=None):  # noqa: N803 - scikit-learn's names
            name = archive.name.replace(".tar.gz", f".{KeptCRF.fitted}.crfsuite")
            KeptCRF.fitted += 1
            kept = archive.with_name(name)
            if kept.exists() and kept.stat().st_mtime >= archive.stat().st_mtime:
                self.modelfile.name, self.modelfile.auto = str(kept), False  # not ours to delete
                return self
            super().fit(X, y, X_dev, y_dev)
            with contextlib.suppress(OSError):  # a read-only folder only costs time
                whole = kept.with_suffix(f".{os.getpid()}")
                shutil.copyfile(self.modelfile.name, whole)
                whole.replace(kept)
            return self

    sklearn_crfsuite.CRF = KeptCRF


class Service:
    """Answers requests one at a time, all in one thread: a parse takes less than handing it over.

    The model is `parser`; `token` the secret that requests must bring, or ''.
    """

    def __init__(self, parser, token):
        """Take what to ask and whom to answer."""
        self._parser = parser
        self._token = token.encode()

    async def answer(self, request):
        """Rasa's health routes and `POST /model/parse`."""
        given = request.query.get("token", "").encode()
        if self._token and not hmac.compare_digest(self._token, given):
            return _failure(401, "NotAuthenticated")
        if request.method == "GET" and request.path in ("/", "/status"):
            return _json(200, {"model_id": self._parser.model_id})
        if request.method == "POST" and request.path == "/model/parse":
            return await self._parse(request)
        return _failure(404, "NotFound")

    async def _parse(self, request):
        """With Rasa's errors: 400 for a bad body, 500 ParsingError."""
        if request.content_length is None or request.content_length > MAX_BODY:
            return _failure(400, "BadRequest")
        try:
            text = json.loads(await request.read())["text"]
        except (ValueError, KeyError, TypeError):
            text = None
        if not isinstance(text, str):
            return _failure(400, "BadRequest")
        try:
            return _json(200, self._parser.parse(text))
        except Exception as error:
            return _failure(500, "ParsingError", message=repr(error))


def _failure(status, reason, **details):
    return _json(status, {"status": "failure", "reason": reason, **details})


def _json(status, content):
    body = json.dumps(content, ensure_ascii=False).encode()
    return web.Response(status=status, body=body, content_type="application/json")


async def serve(parser, token, host, port):
    """Announce where it answers, and answer until cancelled.

    No log of requests: what people write stays out of logs.
    """
    answer = Service(parser, token).answer
    server = web.Server(answer, access_log=None, keepalive_timeout=IDLE_SECONDS)
    runner = web.ServerRunner(server)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        print(f"READY http://{host}:{runner.addresses[0][1]}", flush=True)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def main():
    """Load, bind, announce, serve until interrupted."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--model", type=Path, required=True)
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=5005, help="0 lets the system choose")
    given = options.parse_args()
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.simplefilter("ignore")
    parser = Parser(given.model)
    parser.parse("bonjour")  # the first parse is the slow one
    gc.freeze()  # the model stays: the collector need not walk through it while somebody waits
    serving = serve(parser, os.environ.get("NLU_TOKEN", ""), given.host, given.port)
    with contextlib.suppress(KeyboardInterrupt):
        uvloop.run(serving)
    return 0


if __name__ == "__main__":
    sys.exit(main())
