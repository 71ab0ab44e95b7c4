"""Runs a program, and ends it with all it started as soon as our standard input closes.

`python tether.py PROGRAM ARGUMENT …`, in a session of its own. The other end of standard input is
held by the assistant alone, so that however it dies, even by SIGKILL, nothing of it is left. Should
this process itself be killed, Linux kills the program (PR_SET_PDEATHSIG).
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading

GRACE_SECONDS = 3.0
PR_SET_PDEATHSIG = 1


def main(command: list[str]) -> None:
    """Runs the command to its end, or until standard input closes; exits as it did."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def die_with_us() -> None:
        if library is not None:
            library.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    # Single-threaded here, so preexec_fn is safe.
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=die_with_us)  # noqa: S603, PLW1509

    def end() -> None:
        os.killpg(0, signal.SIGTERM)
        try:
            program.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(0, signal.SIGKILL)

    def watch() -> None:
        sys.stdin.buffer.read()
        end()

    # A handler, not SIG_IGN: this process is of the group that `end` signals.
    signal.signal(signal.SIGTERM, lambda *_: None)
    threading.Thread(target=watch, daemon=True).start()
    code = program.wait()
    os._exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main(sys.argv[1:])
