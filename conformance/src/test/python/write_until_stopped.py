"""Commits a small and a large file again and again, and prints a number for every commit that was acknowledged:
write_until_stopped.py REPO FIRST. Ends when the server is gone."""

import random
import sys

from huggingface_hub import CommitOperationAdd, HfApi

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
    except Exception as error:  # whichever the client makes of a server that vanished
        print(f"stopped by {type(error).__name__}", file=sys.stderr)
        break
    print(number, flush=True)
    number += 1
