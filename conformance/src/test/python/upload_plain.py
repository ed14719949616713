"""Creates a repository and uploads a folder: upload_plain.py REPO FOLDER"""

import sys

from huggingface_hub import HfApi

api = HfApi()
api.create_repo(sys.argv[1])
api.upload_folder(repo_id=sys.argv[1], folder_path=sys.argv[2])
