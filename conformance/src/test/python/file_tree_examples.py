"""Runs the File Tree API's published examples, verbatim but for host, token and repository, and checks what they get:
file_tree_examples.py FOLDER REPO. The repository is made here. The examples of `requests` run where it is installed."""

import importlib.util
import os
import sys
from pathlib import Path

from huggingface_hub import CommitOperationAdd, HfApi

folder, repo = Path(sys.argv[1]), sys.argv[2]
host, token = os.environ["HF_ENDPOINT"], os.environ["HF_TOKEN"]
FILES = {
    "README.md": b"# My model", "config.json": b"{}", "configs/one.json": b"{}", "configs/deep/two.json": b"{}",
    "model.safetensors": b"weights" * 1000, "models/part.bin": b"part" * 1000}


def run(name):
    text = (folder / name).read_text()
    for shown, real in (("http://localhost:28080", host), ("YOUR_TOKEN", token), ("myorg/mymodel", repo)):
        text = text.replace(shown, real)
    space = {}
    exec(compile(text, name, "exec"), space)
    return space


def paths(entries):
    return {entry["path"] for entry in entries}


api = HfApi()
api.create_repo(repo)
api.create_commit(repo, [CommitOperationAdd(path, content) for path, content in FILES.items()], commit_message="files")
root = {".gitattributes", "README.md", "config.json", "configs", "model.safetensors", "models"}
below = {"configs/deep", "configs/deep/two.json", "configs/one.json"}

if importlib.util.find_spec("requests"):
    assert paths(run("listing.py")["files"]) == below
    info = run("paths_info.py")["paths_info"]
    assert [entry["path"] for entry in info] == ["README.md", "config.json", "models"], info
    assert [entry["type"] for entry in info] == ["file", "file", "directory"]
    for entry in info:
        assert entry["last_commit"] is None
        assert entry["tree_id"] == entry["oid"] if entry["type"] == "directory" else entry["lfs"] is entry["security"] is None
    usage = run("usage.py")
    assert paths(usage["all_files"]) == root
    assert paths(usage["config_files"]) == {"configs/deep", "configs/one.json"}
    assert paths(usage["all_files_recursive"]) == root | below | {"models/part.bin"}
    assert [entry["path"] for entry in usage["paths"]] == ["README.md", "model.safetensors"]
    assert paths(usage["lfs_files"]) == {"model.safetensors"}
    assert usage["lfs_files"][0]["size"] == usage["lfs_files"][0]["lfs"]["size"] == 7000

client = run("hub_client.py")
assert set(client["files"]) == set(FILES) | {".gitattributes"}, client["files"]
siblings = {sibling.rfilename: sibling for sibling in client["file_info"].siblings}
assert siblings["model.safetensors"].size == siblings["model.safetensors"].lfs.size == 7000
assert siblings["README.md"].size == 10 and siblings["README.md"].lfs is None
print("all as shown")
