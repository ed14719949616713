"""Downloads a repository as real files: download_local.py REPO FOLDER"""

import sys

from huggingface_hub import snapshot_download

print(snapshot_download(sys.argv[1], local_dir=sys.argv[2]))
