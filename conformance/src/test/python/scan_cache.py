"""Fills a cache with a repository as the client does, or scans one: scan_cache.py fetch REPO | scan_cache.py CACHE"""

import sys

from huggingface_hub import scan_cache_dir, snapshot_download

if sys.argv[1] == "fetch":
    print(snapshot_download(sys.argv[2]))
else:
    report = scan_cache_dir(sys.argv[1])
    for repo in sorted(report.repos, key=lambda one: one.repo_id):
        print(repo.repo_type, repo.repo_id, repo.nb_files, sorted(repo.refs))
    print(f"{len(report.warnings)} warnings", *report.warnings)
