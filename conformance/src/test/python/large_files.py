"""Copies files within and across repositories, lists large files and deletes them for good: large_files.py REPO OTHER."""

import sys

from huggingface_hub import CommitOperationAdd, CommitOperationCopy, CommitOperationDelete, HfApi
from huggingface_hub.errors import EntryNotFoundError

repo, other = sys.argv[1:]
api = HfApi()
CONTENT = {"one.bin": b"one" * 1000, "x/two.bin": b"two" * 1000, "x/three.bin": b"three" * 1000, "a.txt": b"text"}
api.create_repo(repo)
api.create_repo(other)
first = api.create_commit(
    repo, [CommitOperationAdd(path, content) for path, content in CONTENT.items()], commit_message="files").oid


def read(repo_id, path, **named):
    with open(api.hf_hub_download(repo_id, path, **named), "rb") as file:
        return file.read()


def refused(kind, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(f"{call.__name__} {arguments} {named} was not refused")


api.create_commit(
    repo,
    [
        CommitOperationCopy("a.txt", "copies/a.txt"),
        CommitOperationCopy("one.bin", "copies/one.bin"),
        CommitOperationDelete("a.txt"),
    ],
    commit_message="copy")
assert read(repo, "copies/a.txt") == CONTENT["a.txt"]
assert read(repo, "copies/one.bin") == CONTENT["one.bin"]
api.create_commit(repo, [CommitOperationCopy("a.txt", "back.txt", src_revision=first)], commit_message="copy from a commit")
assert read(repo, "back.txt") == CONTENT["a.txt"]
refused(
    EntryNotFoundError, api.create_commit, repo, [CommitOperationCopy("none.txt", "x.txt")], commit_message="copy nothing")

# Across repositories the client copies regular files by itself, and large ones only when they are stored with Xet.
api.create_commit(other, [CommitOperationCopy("back.txt", "a.txt", src_repo_id=repo, src_repo_type="model")], commit_message="copy across")
assert read(other, "a.txt") == CONTENT["a.txt"]
error = refused(
    ValueError, api.create_commit, other, [CommitOperationCopy("one.bin", "one.bin", src_repo_id=repo, src_repo_type="model")], commit_message="no")
assert "no xet hash" in str(error), error

listed = {file.filename: file for file in api.list_lfs_files(repo)}
assert set(listed) == {"one.bin", "x/two.bin", "x/three.bin"}, listed
assert listed["one.bin"].size == 3000 and listed["one.bin"].ref == "refs/heads/main" and listed["one.bin"].pushed_at.year > 2000
api.permanently_delete_lfs_files(repo, [listed["one.bin"]])
assert set(api.list_repo_files(repo)) == {".gitattributes", "back.txt", "copies/a.txt", "x/two.bin", "x/three.bin"}
assert [commit.title for commit in api.list_repo_commits(repo)] == ["copy from a commit", "copy", "files", "initial commit"]
api.permanently_delete_lfs_files(repo, [listed["x/two.bin"]], rewrite_history=False)
assert "x/two.bin" in api.list_repo_files(repo)
refused(EntryNotFoundError, read, repo, "x/two.bin", force_download=True)
assert [file.filename for file in api.list_lfs_files(repo)] == ["x/three.bin"]
assert read(repo, "x/three.bin") == CONTENT["x/three.bin"]
print("done")
