"""Compares a snapshot in the cache with the folder it came from, byte for byte: compare_plain.py REPO FOLDER"""

import filecmp
import pathlib
import sys

from huggingface_hub import snapshot_download

folder, snapshot = pathlib.Path(sys.argv[2]), pathlib.Path(snapshot_download(sys.argv[1], local_files_only=True))
here = [p.relative_to(folder) for p in folder.rglob("*") if p.is_file()]
for path in here:
    assert filecmp.cmp(folder / path, snapshot / path, shallow=False), path
print(f"{len(here)} files, every byte the same")
