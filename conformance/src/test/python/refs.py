"""Makes, lists, squashes and deletes branches and tags with the stock client: refs.py REPO"""

import sys

from huggingface_hub import CommitOperationAdd, CommitOperationCopy, HfApi
from huggingface_hub.errors import HfHubHTTPError, RevisionNotFoundError

repo = sys.argv[1]
api = HfApi()


def refused(kind, text, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        assert text in str(error), error
        return error
    raise AssertionError(f"{call.__name__} {arguments} {named} was not refused")


def commit(path, content, **named):
    return api.create_commit(repo, [CommitOperationAdd(path, content)], commit_message=f"Add {path}", **named).oid


def branches():
    return {ref.name: ref.target_commit for ref in api.list_repo_refs(repo).branches}


def tags():
    return {ref.name: ref.target_commit for ref in api.list_repo_refs(repo).tags}


for repo_type in ("dataset", "space"):
    api.create_repo(f"{repo}-{repo_type}", repo_type=repo_type, space_sdk="static" if repo_type == "space" else None)
    api.create_branch(f"{repo}-{repo_type}", repo_type=repo_type, branch="dev")
    assert len(api.list_repo_refs(f"{repo}-{repo_type}", repo_type=repo_type).branches) == 2

api.create_repo(repo)
first = commit("a.txt", b"1\n")
second = commit("b/c.txt", b"2\n")

api.create_branch(repo, branch="dev")
api.create_branch(repo, branch="feature/x", revision=first)
api.create_branch(repo, branch="short", revision=first[:8])
assert branches() == {"main": second, "dev": second, "feature/x": first, "short": first}
error = refused(HfHubHTTPError, "already exists", api.create_branch, repo, branch="dev")
assert error.response.status_code == 409
api.create_branch(repo, branch="dev", exist_ok=True)
refused(RevisionNotFoundError, "", api.create_branch, repo, branch="none", revision="nowhere")

api.create_tag(repo, tag="v1.0", revision=first, tag_message="The first")
api.create_tag(repo, tag="v/2", revision="feature/x")
api.create_tag(repo, tag="dev")
assert tags() == {"v1.0": first, "v/2": first, "dev": second}
error = refused(HfHubHTTPError, "already exists", api.create_tag, repo, tag="v1.0")
assert error.response.status_code == 409
api.create_tag(repo, tag="v1.0", exist_ok=True)
refused(RevisionNotFoundError, "", api.create_tag, repo, tag="inv@lid tag~", revision="nowhere")
refused(HfHubHTTPError, "", api.create_tag, repo, tag="inv@lid tag~")
assert api.model_info(repo, revision="v1.0").sha == first
assert api.list_repo_files(repo, revision="v/2") == [".gitattributes", "a.txt"]

on_branch = commit("on branch.txt", b"3\n", revision="feature/x", parent_commit=first)
assert branches()["feature/x"] == on_branch
history = api.list_repo_commits(repo, revision="feature/x", formatted=True)
assert [one.commit_id for one in history[:2]] == [on_branch, first]
assert history[0].title == history[0].formatted_title == "Add on branch.txt"
assert history[0].authors == [repo.split("/")[0]]
assert len(history) == 3

refused(HfHubHTTPError, "Cannot delete refs/heads/main", api.delete_branch, repo, branch="main")
refused(HfHubHTTPError, "Invalid rev id", api.delete_branch, repo, branch="nowhere")
refused(HfHubHTTPError, "Invalid rev id", api.delete_branch, repo, branch="v1.0")
refused(RevisionNotFoundError, "", api.delete_tag, repo, tag="nowhere")
api.delete_branch(repo, branch="dev")
api.delete_branch(repo, branch="short")
api.delete_tag(repo, tag="v/2")
assert set(branches()) == {"main", "feature/x"} and set(tags()) == {"v1.0", "dev"}

api.create_commit(
    repo, [CommitOperationCopy("a.txt", "copies/a.txt", src_revision="feature/x")], commit_message="Copy")
before = api.list_repo_tree(repo, recursive=True)
before = {entry.path: getattr(entry, "blob_id", None) for entry in before}
old = branches()["main"]
api.super_squash_history(repo, commit_message="All of it")
assert [one.title for one in api.list_repo_commits(repo)] == ["All of it"]
after = {entry.path: getattr(entry, "blob_id", None) for entry in api.list_repo_tree(repo, recursive=True)}
assert after == before
api.super_squash_history(repo, branch="feature/x")
assert len(api.list_repo_commits(repo, revision="feature/x")) == 1
refused(RevisionNotFoundError, "", api.super_squash_history, repo, branch="nowhere")
api.create_branch(repo, branch="undo", revision=old)
assert len(api.list_repo_commits(repo, revision="undo")) == 4
print("all as expected")
