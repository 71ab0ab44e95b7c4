"""Serve a trained model over HTTP, as `rasa run --enable-api` does, but started in seconds.

    .venv-nlu/bin/python nlu_data/serve.py --model var/nlu/nlu-….tar.gz --port 5005

The model is Rasa's own and runs in Rasa's graph runner; only dialogue management and
TensorFlow, which this pipeline does not use, are left out (see lean.py). Speaks Rasa's
`POST /model/parse` ({"text": …}) and `GET /status`; with NLU_TOKEN set, both ask for `?token=`.
Binds to loopback unless told otherwise. Prints `READY http://host:port` once it answers.
"""

import argparse
import hmac
import json
import os
import sys
import tempfile
import threading
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
        import lean

        lean.install(*lean.TENSORFLOW, *lean.DIALOGUE)
        _only_the_estimator_we_load()
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

    def parse(self, text):
        """Rasa's parse result of one text: `intent`, `intent_ranking`, `entities`, `text`."""
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
        with self._lock:
            result = self._runner.run(
                inputs={"__message__": [message], "__tracker__": None}, targets=[self._target]
            )
        parsed = {"text": text, "intent": {"name": None, "confidence": 0.0}, "entities": []}
        parsed.update(result[self._target][0].as_dict(only_output_properties=True))
        parsed.pop("text_tokens", None)
        return parsed


def _only_the_estimator_we_load():
    """Spare skops its import of every estimator of scikit-learn (2 s) to list their names."""
    import sklearn.linear_model
    import sklearn.utils

    regression = sklearn.linear_model.LogisticRegression
    sklearn.utils.all_estimators = lambda: [(regression.__name__, regression)]


class Handler(BaseHTTPRequestHandler):
    """Answers one connection; `server.parser` is the model, `server.token` the secret or ''."""

    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds an idle connection is kept

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
        self.send_response(status)
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
