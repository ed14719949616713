"""Commits a small and a large file again and again, and prints a number for every commit that was acknowledged:
write_until_stopped.py REPO FIRST. A refusal (4xx, 503), or no answer in time, is no acknowledgement, and the next commit
is tried. Ends when the server is gone, and with an error when a commit fails otherwise."""

import random
import socket
import sys
import urllib.parse

import httpx2
from huggingface_hub import CommitOperationAdd, HfApi
from huggingface_hub.errors import HfHubHTTPError


def causes(error):
    """An error and what it came of: the client wraps some."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def outcome(error):
    """What became of a commit, as far as it may; None for anything else."""
    for cause in causes(error):
        if isinstance(cause, HfHubHTTPError) and cause.response is not None:
            status = cause.response.status_code
            return f"refused with {status}" if 400 <= status < 500 or status == 503 else None
        if isinstance(cause, (httpx2.TransportError, OSError)):
            return f"not answered: {type(cause).__name__}"
    return None


def gone(endpoint):
    address = urllib.parse.urlsplit(endpoint)
    try:
        socket.create_connection((address.hostname, address.port), timeout=30).close()
    except OSError:
        return True
    return False


repo, number = sys.argv[1], int(sys.argv[2])
api = HfApi()
api.create_repo(repo, exist_ok=True)
print("started", flush=True)
while True:
    operations = [
        CommitOperationAdd(f"small/{number}.txt", f"small {number}\n".encode() * 20),
        CommitOperationAdd(f"large/{number}.bin", random.Random(number).randbytes(1 << 20)),
    ]
    try:
        api.create_commit(repo, operations, commit_message=f"write {number}")
        print(number, flush=True)
    except Exception as error:  # whichever the client makes of a refusal, or of a server that vanished
        if outcome(error) is None:
            raise
        print(f"{number} {outcome(error)}", file=sys.stderr, flush=True)
        if gone(api.endpoint):
            break
    number += 1
