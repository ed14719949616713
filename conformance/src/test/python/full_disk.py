"""Uploads to a Hub whose disk is too small: full_disk.py REPO MIB"""

import random
import sys

from huggingface_hub import HfApi
from huggingface_hub.errors import HfHubHTTPError

repo, mib = sys.argv[1], int(sys.argv[2])
api = HfApi()
api.create_repo(repo)
api.upload_file(repo_id=repo, path_in_repo="small.txt", path_or_fileobj=b"small")
before = api.model_info(repo).sha
try:
    api.upload_file(repo_id=repo, path_in_repo="large.bin", path_or_fileobj=random.Random(1).randbytes(mib << 20))
except RuntimeError as error:  # the client's wrapping of what the upload was answered
    cause = error.__cause__
    assert isinstance(cause, HfHubHTTPError) and cause.response.status_code == 507, cause
    assert "space" in cause.response.text, cause.response.text
else:
    raise AssertionError("was not refused")
assert api.model_info(repo).sha == before
assert sorted(api.list_repo_files(repo)) == [".gitattributes", "small.txt"]
with open(api.hf_hub_download(repo, "small.txt"), "rb") as small:
    assert small.read() == b"small"
api.upload_file(repo_id=repo, path_in_repo="fits.bin", path_or_fileobj=random.Random(2).randbytes(1 << 20))
assert "fits.bin" in api.list_repo_files(repo)
