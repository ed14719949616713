"""Works with HfFileSystem as with any file system: file_system.py REPO FOLDER. The repository is made here."""

import sys
from pathlib import Path

from huggingface_hub import HfApi, HfFileSystem
from huggingface_hub.errors import EntryNotFoundError, RepositoryNotFoundError, RevisionNotFoundError

repo, folder = sys.argv[1], Path(sys.argv[2])
api, fs = HfApi(), HfFileSystem(use_listings_cache=False)
LARGE = bytes(range(251)) * 20_000
FILES = {
    "README.md": b"# Files\n", "data/one.csv": b"a,b\n1,2\n", "data/deep/two.csv": b"c\n", "data/deep/w.bin": LARGE,
    "odd/\u00fcn\u00ef a#b?c%d.txt": b"odd", "empty.txt": b""}
api.create_repo(repo)


def refused(kind, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(f"{call} {arguments} {named} was not refused")


def names(paths):
    return sorted(path.removeprefix(repo + "/") for path in paths)


# Writing, by write, pipe, put and open
for path, content in FILES.items():
    with fs.open(f"{repo}/{path}", "wb") as file:
        file.write(content)
first = api.list_repo_commits(repo)[0].commit_id
local = folder / "local"
local.mkdir()
(local / "put.txt").write_bytes(b"put")
fs.put(str(local / "put.txt"), f"{repo}/put.txt")
fs.pipe(f"{repo}/piped.txt", b"piped")
with fs.open(f"{repo}/text.txt", "w", encoding="utf-8") as file:
    file.write("gr\u00fc\u00dfe\n")

# Listing
assert names(fs.ls(repo, detail=False)) == [
    ".gitattributes", "README.md", "data", "empty.txt", "odd", "piped.txt", "put.txt", "text.txt"]
detailed = {entry["name"].removeprefix(repo + "/"): entry for entry in fs.ls(f"{repo}/data/deep", detail=True)}
assert detailed["data/deep/w.bin"]["size"] == len(LARGE) and detailed["data/deep/w.bin"]["lfs"]["size"] == len(LARGE)
assert fs.info(f"{repo}/data/deep/w.bin", expand_info=True)["last_commit"]["title"]
info = fs.info(f"{repo}/data/one.csv")
assert info["type"] == "file" and info["size"] == 8 and len(info["blob_id"]) == 40, info
assert fs.info(f"{repo}/data")["type"] == "directory" and fs.info(repo)["type"] == "directory"
assert fs.exists(f"{repo}/data/one.csv") and fs.isdir(f"{repo}/data") and fs.isfile(f"{repo}/README.md")
assert not fs.exists(f"{repo}/none") and not fs.exists("nobody/none") and not fs.isfile(f"{repo}/data")
assert fs.modified(f"{repo}/data/one.csv").year > 2000
refused(FileNotFoundError, fs.ls, f"{repo}/none")
refused(FileNotFoundError, fs.info, f"{repo}/none")
assert names(fs.find(f"{repo}/data")) == ["data/deep/two.csv", "data/deep/w.bin", "data/one.csv"]
assert names(fs.find(f"{repo}/data", withdirs=True)) == ["data", "data/deep", "data/deep/two.csv", "data/deep/w.bin", "data/one.csv"] \
    or names(fs.find(f"{repo}/data", withdirs=True)) == ["data/deep", "data/deep/two.csv", "data/deep/w.bin", "data/one.csv"]
assert names(fs.glob(f"{repo}/data/**/*.csv")) == ["data/deep/two.csv", "data/one.csv"], fs.glob(f"{repo}/data/**/*.csv")
assert names(fs.glob(f"{repo}/*.txt")) == ["empty.txt", "piped.txt", "put.txt", "text.txt"]
walked = {root.removeprefix(repo).strip("/"): (sorted(dirs), sorted(files)) for root, dirs, files in fs.walk(repo)}
assert walked["data"] == (["deep"], ["one.csv"]) and walked["data/deep"] == ([], ["two.csv", "w.bin"]), walked
assert fs.du(f"{repo}/data") == 8 + 2 + len(LARGE)

# Reading: whole, block by block, anywhere, past the end, as a stream
for path, content in FILES.items():
    assert fs.cat_file(f"{repo}/{path}") == content, path
with fs.open(f"{repo}/data/deep/w.bin", "rb", block_size=100_000) as file:
    assert file.read(10) == LARGE[:10]
    file.seek(2_000_000)
    assert file.read(300_000) == LARGE[2_000_000:2_300_000]
    file.seek(-7, 2)
    assert file.read() == LARGE[-7:] and file.read() == b""
    file.seek(0)
    assert file.read() == LARGE
with fs.open(f"{repo}/data/deep/w.bin", "rb", block_size=0) as file:
    assert file.read(1_000) == LARGE[:1_000] and file.read() == LARGE[1_000:]
with fs.open(f"{repo}/text.txt", "r", encoding="utf-8") as file:
    assert file.read() == "gr\u00fc\u00dfe\n"
assert fs.cat_file(f"{repo}/data/deep/w.bin", start=5, end=15) == LARGE[5:15]
assert fs.read_bytes(f"{repo}/empty.txt") == b""
fs.get_file(f"{repo}/data/deep/w.bin", str(folder / "got.bin"))
assert (folder / "got.bin").read_bytes() == LARGE
fs.get(f"{repo}/data", str(folder / "all"), recursive=True)
assert (folder / "all" / "deep" / "two.csv").read_bytes() == b"c\n"

# Revisions
assert fs.cat_file(f"{repo}@{first}/README.md") == FILES["README.md"]
assert not fs.exists(f"{repo}@{first}/put.txt") and fs.exists(f"{repo}@main/put.txt")
assert fs.exists(f"{repo}/put.txt", revision="main")
refused((RevisionNotFoundError, FileNotFoundError), fs.ls, f"{repo}@none")
api.create_branch(repo, branch="feature/x", revision=first)
for revision in ("feature/x", "feature%2Fx", "refs%2Fheads%2Ffeature%2Fx"):
    path = f"{repo}@{revision}/README.md" if "%" in revision else f"{repo}/README.md"
    assert fs.cat_file(path, revision=None if "%" in revision else revision) == FILES["README.md"], revision
with fs.open(f"{repo}@feature%2Fx/only.txt", "wb") as file:
    file.write(b"only here")
assert fs.exists(f"{repo}@feature%2Fx/only.txt") and not fs.exists(f"{repo}/only.txt")
for path in (f"{repo}@refs/pr/1", f"{repo}@refs%2Fpr%2F1"):
    refused((RevisionNotFoundError, FileNotFoundError), fs.ls, path)

# Copying, moving, removing
fs.cp_file(f"{repo}/README.md", f"{repo}/copies/README.md")
fs.cp_file(f"{repo}/data/deep/w.bin", f"{repo}/copies/w.bin")
assert fs.cat_file(f"{repo}/copies/w.bin") == LARGE
fs.mv(f"{repo}/piped.txt", f"{repo}/moved.txt")
assert fs.cat_file(f"{repo}/moved.txt") == b"piped" and not fs.exists(f"{repo}/piped.txt")
fs.rm(f"{repo}/put.txt")
fs.rm(f"{repo}/data", recursive=True)
assert names(fs.find(repo)) == sorted([
    ".gitattributes", "README.md", "copies/README.md", "copies/w.bin", "empty.txt", "moved.txt", "odd/\u00fcn\u00ef a#b?c%d.txt", "text.txt"])
refused((EntryNotFoundError, FileNotFoundError), fs.rm, f"{repo}/none")
refused((RepositoryNotFoundError, FileNotFoundError), fs.ls, "nobody/none")
print("as any file system")
