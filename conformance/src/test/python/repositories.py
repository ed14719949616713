"""The life of repositories, with ana's token: repositories.py BEN_TOKEN ADMIN_TOKEN

Makes, changes, moves, duplicates, likes and deletes; errors must be of the class that the client has for them."""

import pathlib
import sys
import tempfile

from huggingface_hub import CommitOperationAdd, HfApi, HfFileSystem, get_hf_file_metadata, hf_hub_url
from huggingface_hub.errors import DisabledRepoError, GatedRepoError, HfHubHTTPError, RepositoryNotFoundError
from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

ben_token, admin_token = sys.argv[1:]
ana, ben, nobody = HfApi(), HfApi(token=ben_token), HfApi(token=False)
folder = pathlib.Path(tempfile.mkdtemp())
large = folder / "weights.bin"
large.write_bytes(bytes(range(256)) * 5000)


def refused(kind, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(f"{call} {arguments} {named} was not refused")


def send(method, path, token, body=None):
    answer = get_session().request(method, ana.endpoint + path, json=body, headers=build_hf_headers(token=token))
    hf_raise_for_status(answer)
    return answer.json()


# Creating
url = ana.create_repo("ana/model")
assert (url.repo_id, url.repo_type, url.endpoint) == ("ana/model", "model", ana.endpoint), url
assert ana.create_repo("ana/model", exist_ok=True) == url
assert refused(HfHubHTTPError, ana.create_repo, "ana/model").response.status_code == 409
assert ana.create_repo("short").repo_id == "ana/short"
assert refused(HfHubHTTPError, ana.create_repo, "ben/grab").response.status_code == 403
assert ana.create_repo("ana/data", repo_type="dataset", private=True).repo_type == "dataset"
assert ana.dataset_info("ana/data").private is True
ana.create_repo("ana/app", repo_type="space", space_sdk="gradio", space_hardware="cpu-basic", visibility="public")
assert ana.space_info("ana/app").sdk == "gradio"
ana.create_repo("ana/secret", visibility="private")
assert ana.repo_exists("ana/secret") and not ben.repo_exists("ana/secret") and not ana.repo_exists("ana/absent")
refused(RepositoryNotFoundError, ben.model_info, "ana/secret")
refused(RepositoryNotFoundError, nobody.model_info, "ana/secret")
ana.auth_check("ana/secret")
ana.auth_check("ana/secret", write=True)
ana.auth_check("ana/app", repo_type="space")
refused(RepositoryNotFoundError, ben.auth_check, "ana/secret")
refused(HfHubHTTPError, ben.auth_check, "ana/model", write=True)

# Moving, and going on under the old name
ana.upload_file(path_or_fileobj=b"first", path_in_repo="a/first.txt", repo_id="ana/model")
ana.move_repo("ana/model", "lab/moved")
old, new = "ana/model", "lab/moved"
assert ana.model_info(old).id == new and ben.model_info(old, files_metadata=True).id == new
assert ana.model_info(old, revision="main", expand=["sha", "likes"]).id == new
assert ana.repo_exists(old) and ana.file_exists(old, "a/first.txt") and ana.revision_exists(old, "main")
assert "a/first.txt" in ana.list_repo_files(old)
assert [e.path for e in ana.list_repo_tree(old, "a", expand=True)] == ["a/first.txt"]
assert [e.path for e in ana.get_paths_info(old, ["a/first.txt"])] == ["a/first.txt"]
assert [c.title for c in ana.list_repo_commits(old)][-1] == "initial commit"
assert [b.name for b in ana.list_repo_refs(old).branches] == ["main"]
assert get_hf_file_metadata(hf_hub_url(old, "a/first.txt", endpoint=ana.endpoint)).size == 5
assert pathlib.Path(ana.hf_hub_download(old, "a/first.txt", cache_dir=folder)).read_bytes() == b"first"
info = ana.upload_file(path_or_fileobj=b"second", path_in_repo="second.txt", repo_id=old)
assert f"{new}/commit/" in info.commit_url, info
ana.upload_file(path_or_fileobj=large, path_in_repo=large.name, repo_id=old)
ana.create_commit(old, [CommitOperationAdd("third.txt", b"third")], commit_message="under the old name")
ana.create_tag(old, tag="v1")
ana.create_branch(old, branch="side")
ana.delete_branch(old, branch="side")
ana.delete_file("third.txt", old)
there = pathlib.Path(ana.snapshot_download(old, cache_dir=folder / "snapshot"))
assert (there / large.name).read_bytes() == large.read_bytes() and (there / "second.txt").read_bytes() == b"second"
assert f"{old}/second.txt" in HfFileSystem().ls(old, detail=False)
assert HfFileSystem().read_bytes(f"{old}/second.txt") == b"second"
error = refused(HfHubHTTPError, ana.move_repo, "ana/short", "lab/Moved")
assert "A model repository called lab/Moved already exists" in str(error), error
refused(RepositoryNotFoundError, ana.move_repo, "ana/absent", "ana/absent-2")
ana.move_repo("ana/secret", "ana/secret-2")
refused(RepositoryNotFoundError, ben.model_info, "ana/secret")
assert ana.create_repo("ana/model").repo_id == "ana/model" and ana.list_repo_files("ana/model") == [".gitattributes"]

# Settings
ana.update_repo_settings(new, gated="auto")
assert ben.model_info(new).gated == "auto" and large.name in ben.list_repo_files(new)
refused(GatedRepoError, ben.auth_check, new)
refused(GatedRepoError, ben.hf_hub_download, new, "second.txt", cache_dir=folder / "ben")
refused(GatedRepoError, ben.snapshot_download, new, cache_dir=folder / "ben")
refused(GatedRepoError, nobody.hf_hub_download, new, large.name, cache_dir=folder / "ben")
assert ben.repo_exists(new)
ana.auth_check(new)
ana.update_repo_settings(new, gated=False, visibility="private")
assert ana.model_info(new).private is True and ana.model_info(new).gated is False
refused(RepositoryNotFoundError, ben.model_info, new)
ana.update_repo_settings(new, private=False)
assert ben.model_info(new).private is False
assert refused(HfHubHTTPError, ben.update_repo_settings, new, private=True).response.status_code == 403
send("PUT", f"/api/models/{new}/settings", admin_token, {"disabled": True})
assert ben.model_info(new).disabled is True
for call in (
    lambda: list(ben.list_repo_tree(new)),
    lambda: get_hf_file_metadata(hf_hub_url(new, "second.txt", endpoint=ana.endpoint)),
    lambda: ana.upload_file(path_or_fileobj=b"x", path_in_repo="x", repo_id=new),
    lambda: ana.list_repo_commits(new),
    lambda: ana.auth_check(new),
):
    refused(DisabledRepoError, call)
send("PUT", f"/api/models/{new}/settings", admin_token, {"disabled": False})

# Duplicating
copy = ben.duplicate_repo(new)
assert copy.repo_id == "ben/moved" and not getattr(copy, "files_copy_pending", False), copy
assert ben.list_repo_files(copy.repo_id) == ana.list_repo_files(new)
assert pathlib.Path(ben.hf_hub_download(copy.repo_id, large.name, cache_dir=folder / "copy")).read_bytes() == large.read_bytes()
assert ben.duplicate_repo(new, exist_ok=True) == copy
assert refused(HfHubHTTPError, ben.duplicate_repo, new).response.status_code == 409
refused(RepositoryNotFoundError, ben.duplicate_repo, "ana/data", repo_type="dataset")
duplicate = getattr(ben, "duplicate_space", None)
space = duplicate("ana/app") if duplicate else ben.duplicate_repo("ana/app", repo_type="space", space_hardware="cpu-basic")
assert ben.space_info("ben/app").sdk == "gradio" and space.repo_type == "space", space
ana.duplicate_repo("ana/data", "ana/data-2", repo_type="dataset")
assert ana.dataset_info("ana/data-2").private is True

# Likes: the client can take one back, not give one
for token in (ben_token, admin_token):
    send("POST", f"/api/models/{new}/like", token)
send("POST", "/api/datasets/ana/data/like", admin_token)
assert {user.username for user in nobody.list_repo_likers(new)} == {"ben", "admin"}
assert ana.model_info(new).likes == 2
assert nobody.list_liked_repos("admin").models == [new] and nobody.list_liked_repos("admin").datasets == []
assert ana.list_liked_repos("admin").datasets == ["ana/data"]
ben.unlike(new)
assert [user.username for user in ana.list_repo_likers(new)] == ["admin"]
assert ben.list_liked_repos().total == 0

# Deleting
assert refused(HfHubHTTPError, ben.delete_repo, new).response.status_code == 403
ana.delete_repo(new)
assert not ana.repo_exists(new)
error = refused(RepositoryNotFoundError, ana.delete_repo, new)
assert error.response.status_code == 404 and "Request ID" in str(error), error
ana.delete_repo(new, missing_ok=True)
assert pathlib.Path(ben.hf_hub_download(copy.repo_id, large.name, cache_dir=folder / "after")).read_bytes() == large.read_bytes()
print("done")
