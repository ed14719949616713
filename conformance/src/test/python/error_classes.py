"""Provokes every class of error that the client has for a Hub, over plain http: error_classes.py PREFIX, with the
administrator's token in HF_TOKEN. Accounts and repositories are made here. Each error must carry our request id."""

import os
import sys

import huggingface_hub
from huggingface_hub import CommitOperationAdd, HfApi, get_session, hf_hub_download
from huggingface_hub.errors import (
    BadRequestError, BucketNotFoundError, DisabledRepoError, EntryNotFoundError, GatedRepoError, HfHubHTTPError,
    RemoteEntryNotFoundError, RepositoryNotFoundError, RevisionNotFoundError)
from huggingface_hub.utils import build_hf_headers, hf_raise_for_status

prefix = sys.argv[1]
repo, gated, disabled, private = (f"{prefix}-ana/{name}" for name in ("repo", "gated", "disabled", "private"))
endpoint, admin_token = os.environ["HF_ENDPOINT"], os.environ["HF_TOKEN"]
assert endpoint.startswith("http://"), endpoint
token, other_token = f"hf_{prefix}_ana_token_of_this_story", f"hf_{prefix}_ben_token_of_this_story"
api, other, nobody = HfApi(token=token), HfApi(token=other_token), HfApi(token=False)


def refused(kind, status, call, *arguments, **named):
    """The error must be of exactly this class, and name the request."""
    try:
        call(*arguments, **named)
    except Exception as error:
        assert type(error) is kind, (type(error), error, call, arguments)
        assert error.response.status_code == status, (error.response.status_code, error)
        request_id = error.response.headers["x-request-id"]
        assert request_id and f"Request ID: {request_id}" in str(error), error
        trace = error.response.request.headers.get("x-amzn-trace-id")
        assert trace is None or trace in request_id, (trace, request_id)
        return error
    raise AssertionError(f"{call} {arguments} {named} was not refused")


def ask(method, path, who=token, **named):
    response = get_session().request(method, endpoint + path, headers=build_hf_headers(token=who), **named)
    hf_raise_for_status(response)


users = [
    {"name": f"{prefix}-{name}", "tokens": [{"name": "story", "value": secret, "role": "write"}]}
    for name, secret in (("ana", token), ("ben", other_token))]
ask("POST", "/api/admin/accounts/apply", admin_token, json={"users": users, "organizations": []})
for name in (repo, gated, disabled, private):
    api.create_repo(name, private=name == private)
    api.upload_file(path_or_fileobj=b"content", path_in_repo="a.txt", repo_id=name)
api.update_repo_settings(gated, gated="manual")
ask("PUT", f"/api/models/{disabled}/settings", admin_token, json={"disabled": True})

# RevisionNotFound
refused(RevisionNotFoundError, 404, api.model_info, repo, revision="none")
refused(RevisionNotFoundError, 404, lambda: list(api.list_repo_tree(repo, revision="none")))
refused(RevisionNotFoundError, 404, api.get_hf_file_metadata, url=huggingface_hub.hf_hub_url(repo, "a.txt", revision="none"))
refused(RevisionNotFoundError, 404, api.get_paths_info, repo, ["a.txt"], revision="none")
# EntryNotFound
refused(RemoteEntryNotFoundError, 404, api.get_hf_file_metadata, url=huggingface_hub.hf_hub_url(repo, "none.txt"))
refused(RemoteEntryNotFoundError, 404, hf_hub_download, repo, "none.txt")
refused(RemoteEntryNotFoundError, 404, lambda: list(api.list_repo_tree(repo, "none")))
refused(RemoteEntryNotFoundError, 404, lambda: list(api.list_repo_tree(repo, "a.txt")))
error = refused(RemoteEntryNotFoundError, 404, api.delete_file, "none.txt", repo)
assert "A file with this name doesn't exist" in str(error), error
assert issubclass(RemoteEntryNotFoundError, EntryNotFoundError)
# GatedRepo: a class of RepositoryNotFound, told with an explanation
refused(GatedRepoError, 403, other.get_hf_file_metadata, url=huggingface_hub.hf_hub_url(gated, "a.txt"))
refused(GatedRepoError, 403, hf_hub_download, gated, "a.txt", token=other_token)
refused(GatedRepoError, 401, hf_hub_download, gated, "a.txt", token=False)
refused(GatedRepoError, 403, other.auth_check, gated)
assert other.model_info(gated).gated == "manual"
# Disabled
error = refused(DisabledRepoError, 403, other.get_hf_file_metadata, url=huggingface_hub.hf_hub_url(disabled, "a.txt"))
assert "Access to this resource is disabled." in str(error), error
refused(DisabledRepoError, 403, lambda: list(other.list_repo_tree(disabled)))
# RepoNotFound: missing and invisible are told the same way
for who, status in ((other, 404), (nobody, 401)):
    for name in (private, private + "-none", "nobody/none"):
        error = refused(RepositoryNotFoundError, status, who.model_info, name)
        assert "Repository Not Found" in str(error), error
        refused(RepositoryNotFoundError, status, lambda: list(who.list_repo_tree(name)))
        refused(RepositoryNotFoundError, status, who.list_repo_refs, name)
        refused(RepositoryNotFoundError, status, who.get_hf_file_metadata, url=huggingface_hub.hf_hub_url(name, "a.txt"))
refused(RepositoryNotFoundError, 404, api.delete_repo, "nobody/none")
refused(RepositoryNotFoundError, 404, api.auth_check, "nobody/none")
# Names without a namespace
refused(RepositoryNotFoundError, 404, api.model_info, "bert")
refused(RepositoryNotFoundError, 404, api.get_hf_file_metadata, url=huggingface_hub.hf_hub_url("bert", "a.txt"))
# Buckets and jobs
refused(BucketNotFoundError, 404, ask, "GET", "/api/buckets/nobody/none")
try:
    from huggingface_hub.errors import JobNotFoundError
except ImportError:
    JobNotFoundError = HfHubHTTPError
refused(JobNotFoundError, 404, ask, "GET", "/api/jobs/nobody/1")
refused(JobNotFoundError, 404, ask, "GET", "/api/scheduled-jobs/nobody/1")
# Bad credentials are no missing repository
error = refused(HfHubHTTPError, 401, HfApi(token="hf_" + "w" * 34).model_info, repo)
assert "Invalid credentials in Authorization header" in str(error), error
# 400, 403, 409, 412, 416, 422
refused(BadRequestError, 400, ask, "POST", f"/api/models/{repo}/commit/main", content=b"{}")
refused(HfHubHTTPError, 403, other.upload_file, path_or_fileobj=b"x", path_in_repo="x", repo_id=repo)
refused(HfHubHTTPError, 403, other.create_repo, repo.split("/")[0] + "/new")
refused(HfHubHTTPError, 409, api.create_repo, repo)
error = refused(
    HfHubHTTPError, 412, api.create_commit, repo, [CommitOperationAdd("x", b"x")], commit_message="x", parent_commit="0" * 40)
assert "The branch was updated since you opened this page. Please refresh and try again." in str(error), error
response = get_session().get(huggingface_hub.hf_hub_url(repo, "a.txt"), headers={**build_hf_headers(), "range": "bytes=999-"})
error = refused(HfHubHTTPError, 416, hf_raise_for_status, response)
assert "bytes */" in str(error), error
refused(HfHubHTTPError, 422, ask, "POST", f"/api/models/{repo}/paths-info/main", json={"paths": 7})
# Existence checks built on those classes
assert api.repo_exists(repo) and other.repo_exists(gated) and not other.repo_exists(private) and not nobody.repo_exists("a/b")
assert api.file_exists(repo, "a.txt") and not api.file_exists(repo, "none") and not other.file_exists(private, "a.txt")
assert api.revision_exists(repo, "main") and not api.revision_exists(repo, "none")
# The client's own request id comes back as it is
response = get_session().get(f"{endpoint}/api/models/nobody/none", headers={"X-Request-Id": "my-own-id"})
assert response.headers["x-request-id"] == "my-own-id"
print("every class")
