"""Loads a model from the cache and compares every byte with the folder it came from: compare_snapshot.py REPO FOLDER

Run with HF_HUB_OFFLINE=1, so that nothing but the cache can answer."""

import filecmp
import os
import pathlib
import sys

from huggingface_hub import constants, hf_hub_download, scan_cache_dir, snapshot_download

assert constants.HF_HUB_OFFLINE
repo, folder = sys.argv[1], pathlib.Path(sys.argv[2])
snapshot = pathlib.Path(snapshot_download(repo))
here = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
there = sorted(p.relative_to(snapshot).as_posix() for p in snapshot.rglob("*") if p.is_file())
assert there == sorted([*here, ".gitattributes"]), set(there) ^ set(here)
for path in here:
    assert filecmp.cmp(folder / path, snapshot / path, shallow=False), path
assert os.path.samefile(hf_hub_download(repo, "config.json"), snapshot / "config.json")

report = scan_cache_dir()
assert not report.warnings, report.warnings
(cached,) = report.repos
assert cached.repo_id == repo and cached.nb_files == len(there), cached
(revision,) = cached.revisions
assert "main" in revision.refs, revision

try:
    from safetensors.numpy import load_file
    from gguf import GGUFReader
except ImportError:  # only the newest client's environment has the readers
    pass
else:
    assert load_file(snapshot / "model.safetensors")["lm_head.weight"].shape == (2048, 768)
    assert len(GGUFReader(snapshot / "tiny-f32.gguf").tensors) == 2
print(f"{len(here)} files, every byte the same")
