"""Uploads a large random file, and compares what comes back: upload_large.py REPO FILE MIB"""

import hashlib
import pathlib
import random
import sys

from huggingface_hub import HfApi, hf_hub_url
from huggingface_hub.utils import get_session

repo, file, mib = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
if not file.exists():
    source = random.Random(mib)
    with file.open("wb") as out:
        for _ in range(mib):
            out.write(source.randbytes(1 << 20))
api = HfApi()
api.create_repo(repo, exist_ok=True)
api.upload_file(repo_id=repo, path_in_repo="heavy.bin", path_or_fileobj=file)


def digest(chunks):
    sha = hashlib.sha256()
    for chunk in chunks:
        sha.update(chunk)
    return sha.hexdigest()


with file.open("rb") as content:
    expected = digest(iter(lambda: content.read(1 << 20), b""))
with get_session().stream("GET", hf_hub_url(repo, "heavy.bin")) as answer:
    assert answer.status_code == 200, answer.status_code
    assert digest(answer.iter_bytes()) == expected
print("every byte the same")
