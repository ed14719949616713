"""Creates a repository and uploads a folder: upload_folder.py REPO FOLDER

Then asks for what is there, in every way a reader asks."""

import pathlib
import sys

from huggingface_hub import HfApi
from huggingface_hub.hf_api import RepoFile, RepoFolder

repo, folder = sys.argv[1], pathlib.Path(sys.argv[2])
api = HfApi()
assert api.whoami()["name"]
url = api.create_repo(repo)
assert url.repo_id == repo, url
assert api.create_repo(repo, exist_ok=True).repo_id == repo
api.upload_folder(repo_id=repo, folder_path=folder, commit_message="Add the model")

here = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
there = set(api.list_repo_files(repo))
assert there == set(here) | {".gitattributes"}, there ^ set(here)

tree = {e.path: e for e in api.list_repo_tree(repo, recursive=True, expand=True)}
for path, file in here.items():
    entry = tree[path]
    assert isinstance(entry, RepoFile) and entry.size == file.stat().st_size, entry
    assert entry.last_commit is not None and entry.last_commit.title, entry
assert isinstance(tree["notes"], RepoFolder) and isinstance(tree["notes/part-3"], RepoFolder)
assert tree["model.safetensors"].lfs.size == here["model.safetensors"].stat().st_size
assert tree["tiny-f32.gguf"].lfs is not None and tree["config.json"].lfs is None

infos = api.get_paths_info(repo, ["notes", "model.safetensors", "not there"])
assert sorted(i.path for i in infos) == ["model.safetensors", "notes"], infos
info = api.model_info(repo, files_metadata=True)
assert {s.rfilename for s in info.siblings} == there
commits = api.list_repo_commits(repo)
assert commits[0].title.startswith("Add the model") and commits[-1].title == "initial commit", commits
assert commits[0].commit_id == info.sha
assert [b.name for b in api.list_repo_refs(repo).branches] == ["main"]
print(info.sha)
