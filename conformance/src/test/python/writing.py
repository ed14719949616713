"""The ways to write that are more than one commit of given files: writing.py REPO FOLDER."""

import io
import pathlib
import struct
import sys

from huggingface_hub import CommitOperationAdd, HfApi
from huggingface_hub.errors import EntryNotFoundError, HfHubHTTPError

repo, folder = sys.argv[1], pathlib.Path(sys.argv[2])
api = HfApi()
api.create_repo(repo)


def files():
    return set(api.list_repo_files(repo)) - {".gitattributes"}


def head():
    return api.repo_info(repo).sha


def titles():
    return [commit.title for commit in api.list_repo_commits(repo)]


# A folder: patterns choose, what is gone there goes, and a second time changes nothing.
names = ["README.md", "a/one.txt", "a/two.txt", "b/three.txt", "b/notes.tmp", "logs/run.log"]
for name in names:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\nlicense: mit\n---\n" if name == "README.md" else name)
api.upload_folder(repo_id=repo, folder_path=folder, ignore_patterns=["*.tmp"])
assert files() == set(names) - {"b/notes.tmp"}, files()
before = head()
api.upload_folder(repo_id=repo, folder_path=folder, ignore_patterns=["*.tmp"])
assert head() == before
(folder / "a/one.txt").write_text("changed")
(folder / "a/two.txt").unlink()
api.upload_folder(repo_id=repo, folder_path=folder / "a", path_in_repo="a", delete_patterns=["*.txt"])
assert files() == {"README.md", "a/one.txt", "b/three.txt", "logs/run.log"}, files()

# Deletion, by pattern, of a folder and of a file.
api.delete_files(repo, ["logs/*", "*.none"])
assert files() == {"README.md", "a/one.txt", "b/three.txt"}, files()
api.delete_folder("b", repo)
api.delete_file("a/one.txt", repo)
assert files() == {"README.md"}, files()
for call in (lambda: api.delete_file("a/one.txt", repo), lambda: api.delete_folder("b", repo)):
    try:
        call()
    except EntryNotFoundError as error:
        assert "A file with this name doesn't exist" in str(error), error
    else:
        raise AssertionError("deleted what is not there")

# Large files that go ahead of their commit, and open files.
ahead = CommitOperationAdd("weights/ahead.bin", b"ahead" * 1000)
api.preupload_lfs_files(repo, [ahead])
assert "weights/ahead.bin" not in files()
api.create_commit(repo, [ahead, CommitOperationAdd("open.txt", io.BytesIO(b"open"))], commit_message="ahead")
assert pathlib.Path(api.hf_hub_download(repo, "weights/ahead.bin")).read_bytes() == b"ahead" * 1000
assert pathlib.Path(api.hf_hub_download(repo, "open.txt")).read_bytes() == b"open"

# A commit on a parent that is not the head any more is refused and leaves nothing.
stale = api.upload_file(path_or_fileobj=b"1", path_in_repo="x.txt", repo_id=repo).oid
api.upload_file(path_or_fileobj=b"2", path_in_repo="x.txt", repo_id=repo)
before = head()
try:
    api.upload_file(path_or_fileobj=b"3", path_in_repo="x.txt", repo_id=repo, parent_commit=stale)
except HfHubHTTPError as error:
    assert error.response.status_code == 412, error
else:
    raise AssertionError("a stale parent was accepted")
assert head() == before

# The head of one model file, by ranges.
header = b'{"w":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]}}'
api.upload_file(path_or_fileobj=struct.pack("<Q", len(header)) + header + bytes(8), path_in_repo="m.safetensors", repo_id=repo)
told = api.parse_safetensors_file_metadata(repo, "m.safetensors")
assert told.parameter_count == {"F16": 4}, told

# Before 2.0 there was a way of its own for large folders.
if hasattr(api, "upload_large_folder"):
    api.upload_large_folder(repo_id=repo, repo_type="model", folder_path=folder, num_workers=2, print_report=False)
    assert {"a/one.txt", "b/three.txt", "b/notes.tmp", "logs/run.log"} <= files(), files()
assert titles()[-1] == "initial commit"
print("done")
