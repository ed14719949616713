"""Compares every byte of every file of every repository of one Hub with another: compare_hubs.py OTHER SCRATCH

HF_ENDPOINT is the Hub whose repositories are listed; at the commit at which each stands there, OTHER must hold the same."""

import pathlib
import sys

from huggingface_hub import HfApi

other, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
here, there = HfApi(), HfApi(endpoint=other)
files = 0
for kind, listing in (("model", here.list_models()), ("dataset", here.list_datasets()), ("space", here.list_spaces())):
    for repo in listing:
        refs = here.list_repo_refs(repo.id, repo_type=kind)
        for ref in refs.branches + refs.tags:
            at = ref.target_commit
            folders = [
                pathlib.Path(
                    api.snapshot_download(
                        repo.id, repo_type=kind, revision=at, local_dir=scratch / name / kind / repo.id / at, force_download=True
                    )
                )
                for api, name in ((here, "here"), (there, "there"))
            ]
            names = [
                sorted(
                    p.relative_to(folder).as_posix()
                    for p in folder.rglob("*")
                    if p.is_file() and ".cache" not in p.relative_to(folder).parts
                )
                for folder in folders
            ]
            assert names[0] == names[1] and names[0], set(names[0]) ^ set(names[1])
            for path in names[0]:
                assert (folders[0] / path).read_bytes() == (folders[1] / path).read_bytes(), path
            files += len(names[0])
            log = [[(c.commit_id, c.title) for c in api.list_repo_commits(repo.id, repo_type=kind, revision=at)] for api in (here, there)]
            assert log[0] == log[1]
print(f"{files} files, every byte the same")
