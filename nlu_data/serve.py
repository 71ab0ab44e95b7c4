"""Serve a trained model over HTTP, as `rasa run --enable-api` does, but started in seconds.

    .venv-nlu/bin/python nlu_data/serve.py --model var/nlu/nlu-….tar.gz --port 5005

The model is Rasa's own and runs in Rasa's graph runner; only dialogue management and
TensorFlow, which this pipeline does not use, are left out (see lean.py). Speaks Rasa's
`POST /model/parse` ({"text": …}) and `GET /status`; with NLU_TOKEN set, both ask for `?token=`.
Binds to loopback unless told otherwise. Prints `READY http://host:port` once it answers.
"""

import argparse
import contextlib
import hmac
import json
import os
import shutil
import sys
import tempfile
import threading
import types
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

MAX_BODY = 64 * 1024  # bytes; a message is at most 4096 characters


class Parser:
    """A loaded model. One parse at a time: the graph's components are not thread-safe."""

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

        self._lock = threading.Lock()
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
        with self._lock:
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


class Handler(BaseHTTPRequestHandler):
    """Answers one connection; `server.parser` is the model, `server.token` the secret or ''."""

    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds an idle connection is kept
    wbufsize = -1  # an answer leaves in one piece,
    disable_nagle_algorithm = True  # and at once

    def do_GET(self):
        """Rasa's health routes."""
        if not self._allowed():
            return
        if urlsplit(self.path).path in ("/", "/status"):
            self._answer(200, {"model_id": self.server.parser.model_id})
        else:
            self._answer(404, {"status": "failure", "reason": "NotFound"})

    def do_POST(self):
        """`/model/parse`, with Rasa's errors: 400 for a bad body, 500 ParsingError."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            self.close_connection = True
            self._answer(400, {"status": "failure", "reason": "BadRequest"})
            return
        body = self.rfile.read(int(length))
        if not self._allowed():
            return
        if urlsplit(self.path).path != "/model/parse":
            self._answer(404, {"status": "failure", "reason": "NotFound"})
            return
        try:
            text = json.loads(body)["text"]
        except (ValueError, KeyError, TypeError):
            text = None
        if not isinstance(text, str):
            self._answer(400, {"status": "failure", "reason": "BadRequest"})
            return
        try:
            answer = self.server.parser.parse(text)
        except Exception as error:
            reason = {"status": "failure", "reason": "ParsingError", "message": repr(error)}
            self._answer(500, reason)
            return
        self._answer(200, answer)

    def _allowed(self):
        token = self.server.token
        given = parse_qs(urlsplit(self.path).query).get("token", [""])[0]
        if token and not hmac.compare_digest(token.encode(), given.encode()):
            self._answer(401, {"status": "failure", "reason": "NotAuthenticated"})
            return False
        return True

    def _answer(self, status, content):
        body = json.dumps(content, ensure_ascii=False).encode()
        self.send_response_only(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Nothing: what people write stays out of logs."""


class Server(ThreadingHTTPServer):
    """The HTTP server with its model."""

    daemon_threads = True

    def __init__(self, address, parser, token):
        """Bind; a taken port raises OSError before the model is asked anything."""
        self.parser = parser
        self.token = token
        super().__init__(address, Handler)


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
    with Server((given.host, given.port), parser, os.environ.get("NLU_TOKEN", "")) as server:
        print(f"READY http://{given.host}:{server.server_address[1]}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
