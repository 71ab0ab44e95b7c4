"""Train the parser's model when its data changed.

    .venv-nlu/bin/python nlu_data/train.py --out var/nlu

Prints `PROGRESS <sentence>` lines for whoever shows progress, and as its last line
`MODEL <path>`. A model's name carries the hash of what it was trained from, so an unchanged
one is found again at once, without importing Rasa. What Rasa itself has to say goes to
`train.log` beside the model. Exit code 1, with a sentence on stderr, when training fails.
"""

import argparse
import contextlib
import fcntl
import hashlib
import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONFIG = HERE / "config.yml"
PRODUCT = re.compile(r"\[([^\]]*)\]\(product\)")
VARIANTS = 1  # further utterances made of one that names products
SEED = 20


def training_files():
    """The utterances: every YAML file in a language's folder (`fr`, `en`, …)."""
    return sorted(HERE.glob("[a-z][a-z]/*.yml"))


def fingerprint():
    """A hash of all that the model depends on: pipeline, data, and the locked environment."""
    digest = hashlib.sha256()
    for path in (CONFIG, Path(__file__), HERE / "requirements.txt", *training_files()):
        digest.update(f"{path.resolve().relative_to(HERE)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def progress(sentence):
    """Tell whoever started us how far we are."""
    print(f"PROGRESS {sentence}", file=sys.__stdout__, flush=True)


@contextlib.contextmanager
def chatter_in(log):
    """Send stderr to a file, that of child processes too, and Rasa's own remarks on stdout."""
    kept = os.dup(2)
    with log.open("w") as file, contextlib.redirect_stdout(file):
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def varied(language_files):
    """The utterances of one language, each also with other products of that language.

    So the parser learns how people ask, not what they happen to ask for.
    """
    contents = {path: path.read_text(encoding="utf-8") for path in language_files}
    products = sorted({p for text in contents.values() for p in PRODUCT.findall(text)})
    choose = random.Random(SEED)  # noqa: S311 - the same data must give the same model

    def other(_match):
        return f"[{choose.choice(products)}](product)"

    for path, text in contents.items():
        lines = []
        for line in text.splitlines():
            lines.append(line)
            if PRODUCT.search(line):
                lines += [PRODUCT.sub(other, line) for _ in range(VARIANTS)]
        yield path, "\n".join(lines)


def write_training_data(folder):
    """Write what Rasa reads, one file a file of ours; returns the languages."""
    languages = sorted({path.parent for path in training_files()})
    for language in languages:
        for path, text in varied(sorted(language.glob("*.yml"))):
            (folder / f"{language.name}_{path.name}").write_text(text, encoding="utf-8")
    return [language.name for language in languages]


def train(out, name):
    """Train into `out`/`name`.tar.gz; the archive appears there only when it is whole."""
    import lean

    lean.install(*lean.TENSORFLOW)
    progress("loading Rasa")
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory(dir=out) as scratch:
        data = Path(scratch, "data")
        data.mkdir()
        progress(f"training the parser ({', '.join(write_training_data(data))})")
        os.chdir(scratch)  # Rasa keeps its cache in the working directory
        made = train_nlu(str(CONFIG), str(data), "models", fixed_model_name=name)
        if made is None:
            raise RuntimeError("Rasa made no model")
        Path(made).resolve().replace(out / f"{name}.tar.gz")
        os.chdir(out)


@contextlib.contextmanager
def alone(out):
    """Wait until nobody else trains in this folder: what they make may be what we need."""
    with (out / "train.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress("another process trains the parser: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(out, name):
    """Train, and remove older models; say on stderr why when it fails, and return False."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    started = time.monotonic()
    try:
        with chatter_in(out / "train.log"):
            train(out, name)
    except Exception as error:
        print(f"The parser could not be trained: {error.__cause__ or error}", file=sys.stderr)
        return False
    for old in out.glob("nlu-*"):
        if old.is_file() and not old.name.startswith(name):
            old.unlink()
    progress(f"parser trained in {time.monotonic() - started:.0f} s")
    return True


def main():
    """Find or train the model; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="folder that holds the model")
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")
    options = parser.parse_args()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    name = f"nlu-{fingerprint()}"
    model = out / f"{name}.tar.gz"
    with alone(out):
        if (options.force or not model.exists()) and not make(out, name):
            return 1
    print(f"MODEL {model}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
