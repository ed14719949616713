"""A plain file server that a Hub's clients can use: nginx, with what a Hub would answer as files."""

import hashlib
import json
import pathlib

import servers

COMMIT = hashlib.sha1(b"bench").hexdigest()


class StaticHub:
    """One repository with one LFS file."""

    def __init__(self, scratch, repository):
        self.home = pathlib.Path(scratch) / "static"
        self.home.mkdir()
        self.scratch, self.repository, self.server = scratch, repository, None

    def large_file(self, name, mebibytes):
        path = self.home / name
        digest = servers.random_file(path, mebibytes)
        size = path.stat().st_size
        entry = {"type": "file", "path": name, "size": size, "oid": hashlib.sha1(name.encode()).hexdigest(),
                 "lfs": {"oid": digest, "size": size, "pointerSize": 134}}
        (self.home / "tree.json").write_text(json.dumps([entry]))
        (self.home / "info.json").write_text(json.dumps({
            "id": self.repository, "modelId": self.repository, "sha": COMMIT, "private": False, "tags": [],
            "downloads": 0, "likes": 0, "siblings": [{"rfilename": name}]}))
        self.head = f'add_header X-Repo-Commit {COMMIT}; add_header X-Linked-ETag \'"{digest}"\'; ' \
                    f'add_header X-Linked-Size {size}; add_header ETag \'"{digest}"\'; etag off;'
        return digest, size

    def start(self, prefix=(), listen="127.0.0.1"):
        api = f"/api/models/{self.repository}"
        self.server = servers.Nginx(self.scratch, self.home, f"""
    location {api}/revision/ {{ types {{ }} default_type application/json; rewrite ^ /info.json break; }}
    location {api}/tree/ {{ types {{ }} default_type application/json; rewrite ^ /tree.json break; }}
    location ~ ^/{self.repository}/resolve/[^/]+/(.*)$ {{ {self.head} rewrite ^/[^/]+/[^/]+/resolve/[^/]+/(.*)$ /$1 break; }}
""", prefix, listen)

    @property
    def url(self):
        return self.server.url

    @property
    def pid(self):
        return self.server.pid

    def close(self):
        if self.server:
            self.server.close()
