"""What the official client does with a cache that the Desk uses too: shared_cache.py STEP [ARGUMENTS]

The cache is that of HF_HUB_CACHE. Steps that the newest client alone knows say so."""

import json
import os
import pathlib
import subprocess
import sys

from huggingface_hub import HfApi, __version__, hf_hub_download, scan_cache_dir, snapshot_download

NEWEST = int(__version__.split(".")[0]) >= 2
step, arguments = sys.argv[1], sys.argv[2:]


def hf(*words):
    command = [os.path.join(os.path.dirname(sys.executable), "hf"), *words]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


def files(snapshot):
    root = pathlib.Path(snapshot)
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if not p.is_dir())


def publish(repo):
    api = HfApi()
    api.create_repo(repo)
    operations = {
        "config.json": b"{}",
        "README.md": b"# Shared",
        "deep/er/notes.txt": b"notes",
        "model.safetensors": os.urandom(3_000_000),
        "tiny-Q4_K_M.gguf": os.urandom(1_200_000),
        "copy.gguf": b"",
    }
    operations["copy.gguf"] = operations["tiny-Q4_K_M.gguf"]
    from huggingface_hub import CommitOperationAdd

    adds = [CommitOperationAdd(path, content) for path, content in operations.items()]
    print(api.create_commit(repo, adds, commit_message="Add").oid)


def scan(repo):
    report = scan_cache_dir()
    assert not report.warnings, report.warnings
    (found,) = [one for one in report.repos if one.repo_id == repo]
    print(
        json.dumps(
            {
                "size": found.size_on_disk,
                "files": found.nb_files,
                "commits": sorted(one.commit_hash for one in found.revisions),
                "refs": sorted(ref for one in found.revisions for ref in one.refs),
            }
        )
    )


def offline(repo):
    snapshot = snapshot_download(repo, local_files_only=True)
    assert os.path.samefile(
        hf_hub_download(repo, "config.json", local_files_only=True),
        os.path.join(snapshot, "config.json"),
    )
    print(json.dumps(files(snapshot)))


def incomplete(repo):
    """A part was downloaded; only the newest client notices, by the listing."""
    snapshot_download(repo, local_files_only=True, allow_patterns=["*Q4_K_M.gguf"])
    if NEWEST:
        from huggingface_hub.errors import IncompleteSnapshotError

        try:
            snapshot_download(repo, local_files_only=True)
        except IncompleteSnapshotError:
            print("noticed")
            return
        raise AssertionError("not noticed")
    print("noticed")


def download(repo):
    print(snapshot_download(repo))


def commands(repo):
    """Lists, verifies and prunes from the command line; nothing is to be pruned."""
    assert repo in hf("cache", "ls")
    hf("cache", "verify", repo)
    before = files(os.environ["HF_HUB_CACHE"])
    hf("cache", "prune", "--yes")
    assert files(os.environ["HF_HUB_CACHE"]) == before
    print("clean")


def remove(repo):
    hf("cache", "rm", "model/" + repo, "--yes")
    print("removed")


globals()[step](*arguments)
