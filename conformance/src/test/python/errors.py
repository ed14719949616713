"""Asks for what is not there and sends what is not allowed: errors.py REPO. The client must recognise each error by its class."""

import sys

from huggingface_hub import CommitOperationAdd, HfApi
from huggingface_hub.errors import (
    BadRequestError, EntryNotFoundError, HfHubHTTPError, RepositoryNotFoundError, RevisionNotFoundError)

repo = sys.argv[1]
api, wrong, nobody = HfApi(), HfApi(token="hf_" + "w" * 34), HfApi(token=False)


def refused(kind, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(f"{call.__name__} {arguments} {named} was not refused")


refused(HfHubHTTPError, wrong.whoami)
refused(RepositoryNotFoundError, api.model_info, "admin/none")
refused(RepositoryNotFoundError, nobody.model_info, "admin/none")
refused(RevisionNotFoundError, api.model_info, repo, revision="none")
refused(RevisionNotFoundError, api.hf_hub_download, repo, "hello.txt", revision="none")
refused(EntryNotFoundError, api.hf_hub_download, repo, "none.txt")
refused(EntryNotFoundError, lambda: list(api.list_repo_tree(repo, "none")))
refused(HfHubHTTPError, nobody.create_repo, "x/y")
error = refused(
    HfHubHTTPError, api.create_commit, repo, [CommitOperationAdd("a.txt", b"a")], commit_message="x", parent_commit="0" * 40)
assert error.response.status_code == 412, error
error = refused(HfHubHTTPError, api.create_repo, repo)
assert error.response.status_code == 409, error
assert issubclass(BadRequestError, HfHubHTTPError)
print("all as expected")
