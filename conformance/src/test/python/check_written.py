"""Checks what a repository holds after kills: check_written.py REPO SCRATCH ACKNOWLEDGED…

Every acknowledged commit is there whole, every file that is listed can be read and is right, every commit too. Prints the
number of large files that are there."""

import pathlib
import random
import sys

from huggingface_hub import HfApi

repo, scratch, acknowledged = sys.argv[1], pathlib.Path(sys.argv[2]), [int(n) for n in sys.argv[3:]]
api = HfApi()
files = {e.path: e for e in api.list_repo_tree(repo, recursive=True) if hasattr(e, "blob_id")}
for number in acknowledged:
    assert f"small/{number}.txt" in files and f"large/{number}.bin" in files, f"lost: {number}"
large = 0
for path, entry in files.items():
    if path == ".gitattributes":
        continue
    folder, number = path.split("/")[0], int(pathlib.PurePosixPath(path).stem)
    expected = f"small {number}\n".encode() * 20 if folder == "small" else random.Random(number).randbytes(1 << 20)
    got = pathlib.Path(api.hf_hub_download(repo, path, local_dir=scratch, force_download=True)).read_bytes()
    assert got == expected and entry.size == len(expected), path
    large += folder == "large"
titles = [c.title for c in api.list_repo_commits(repo)]
assert titles[-1] == "initial commit"
assert sorted(titles[:-1]) == sorted(f"write {pathlib.PurePosixPath(p).stem}" for p in files if p.startswith("large/"))
print(large)
