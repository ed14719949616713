from huggingface_hub import HfApi
api = HfApi(endpoint="http://localhost:28080", token="YOUR_TOKEN")
# List files (uses tree endpoint internally)
files = api.list_repo_files(
    repo_id="myorg/mymodel",
    repo_type="model",
    revision="main"
)
# Get file info
file_info = api.repo_info(
    repo_id="myorg/mymodel",
    repo_type="model",
    files_metadata=True
)
