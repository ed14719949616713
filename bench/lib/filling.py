"""Makes the repositories of `datasets`, once: in a Hub through its commit API, and beside it in a bare repository of
system git. Both are kept in a cache outside the checkout."""

import base64
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import time
import urllib.parse

import datasets
import servers

OWNER = "admin"


def cache(options):
    folder = options.cache or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "hubdesk-bench")
    return pathlib.Path(folder) / ("repositories-" + datasets.EDITION)


def filled(options):
    """The folder with `hub-data` (a stopped Hub's data), `git/<name>.git` and `filling.json` (how it came about)."""
    folder = cache(options)
    if (folder / "filling.json").exists():
        return folder
    print(f"filling {folder}: this is done once and takes some minutes", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    objects = [(hashlib.sha256(content).hexdigest(), len(content))
               for content in map(datasets.lfs_object, range(datasets.LFS_OBJECTS))]
    report = {"hub": _fill_hub(folder, objects, options), "git": _fill_git(folder, objects)}
    _compare(folder, options)
    (folder / "filling.json").write_text(json.dumps(report, indent=1))
    return folder


def copied(options, scratch):
    """A copy of the Hub's data that may be written to."""
    source, target = filled(options) / "hub-data", pathlib.Path(scratch) / "hub-data"
    shutil.copytree(source, target)
    return target


def start(folder, options):
    return servers.Hub(folder, heap=options.heap, gc_log=folder / "gc.log")


def _fill_hub(folder, objects, options):
    hub = start(folder, options)
    try:
        started = time.monotonic()
        rows = {}
        for dataset in datasets.ALL:
            hub.create_repository(dataset.name)
            _upload_objects(hub, f"{OWNER}/{dataset.name}", objects)
            rows[dataset.name] = _commits(hub, dataset, objects)
            print(f"  {dataset.name}: {json.dumps(rows[dataset.name])}", flush=True)
        for name, count in datasets.LATER_COMMITS.items():
            begin = time.monotonic()
            commit = Committer(hub, f"{OWNER}/{name}")
            for number in range(count):
                file = number * 7 % 1000
                commit.one_file(datasets.path(0, file - 1 if datasets.is_lfs(file) else file), f"{number}\n".encode())
            rows[name]["later_commits"], rows[name]["later_seconds"] = count, round(time.monotonic() - begin, 1)
            print(f"  {name}: {json.dumps(rows[name])}", flush=True)
        return {"repositories": rows, "seconds": round(time.monotonic() - started, 1), **hub.memory()}
    finally:
        hub.close()


def _upload_objects(hub, repository, objects):
    connection = http.client.HTTPConnection(hub.host)
    for start in range(0, len(objects), 100):
        asked = objects[start:start + 100]
        for index, url in enumerate(hub.upload_urls(repository, asked)):
            if url:
                parts = urllib.parse.urlsplit(url)
                connection.request("PUT", f"{parts.path}?{parts.query}", datasets.lfs_object(start + index))
                answer = connection.getresponse()
                answer.read()
                if answer.status >= 300:
                    raise SystemExit(f"an upload answered {answer.status}")
    connection.close()


class Committer:
    """Commits to one repository over one connection, made anew when the Hub may have closed it as idle."""

    IDLE = 5

    def __init__(self, hub, repository):
        self.used = time.monotonic()
        self.path = f"/api/models/{repository}/commit/main"
        self.connection = http.client.HTTPConnection(hub.host)
        self.headers = {"Authorization": "Bearer " + hub.token, "Content-Type": "application/x-ndjson"}

    def send(self, body):
        if time.monotonic() - self.used > self.IDLE:
            self.connection.close()
            self.connection.connect()
        self.connection.request("POST", self.path, body, self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        self.used = time.monotonic()
        if answer.status != 200:
            raise SystemExit(f"a commit answered {answer.status}: {text[:300]!r}")
        return text

    def one_file(self, path, content):
        return self.send(header("change " + path) + file_line(path, content))


def line(key, value):
    return json.dumps({"key": key, "value": value}, separators=(",", ":")).encode() + b"\n"


def header(summary):
    return line("header", {"summary": summary})


def file_line(path, content):
    return line("file", {"path": path, "content": base64.b64encode(content).decode(), "encoding": "base64"})


def _body(dataset, numbers, objects):
    """NDJSON in pieces of some hundred kilobytes."""
    yield header(f"add {dataset.name}")
    piece = []
    for number in numbers:
        for file in range(dataset.files):
            path = datasets.path(number, file)
            if datasets.is_lfs(file):
                sha256, size = objects[datasets.lfs_index(number, file)]
                piece.append(line("lfsFile", {"path": path, "algo": "sha256", "oid": sha256, "size": size}))
            else:
                piece.append(file_line(path, datasets.regular(number, file)))
            if len(piece) == 500:
                yield b"".join(piece)
                piece = []
    yield b"".join(piece)


def _shares(dataset):
    """Which directories each commit brings. A single directory is cut by files, see `_flat`."""
    per_commit = dataset.directories // dataset.commits
    return [range(n * per_commit, (n + 1) * per_commit) for n in range(dataset.commits)]


def _commits(hub, dataset, objects):
    commit = Committer(hub, f"{OWNER}/{dataset.name}")
    seconds = []
    for body in _bodies(dataset, objects):
        begin = time.monotonic()
        commit.send(body)
        seconds.append(time.monotonic() - begin)
    return {"files": dataset.total, "commits": len(seconds), "seconds": round(sum(seconds), 1),
            "longest_commit": round(max(seconds), 2)}


def _bodies(dataset, objects):
    if dataset.directories >= dataset.commits:
        return [_body(dataset, share, objects) for share in _shares(dataset)]
    return [_flat(dataset, objects, part) for part in range(dataset.commits)]


def _flat(dataset, objects, part):
    """Every n-th piece of a single directory."""
    pieces = list(_body(dataset, range(1), objects))
    yield pieces[0]
    yield from pieces[1 + part::dataset.commits]


def _fill_git(folder, objects):
    seconds = {}
    for dataset in datasets.ALL:
        begin = time.monotonic()
        bare = folder / "git" / f"{dataset.name}.git"
        bare.mkdir(parents=True)
        git(bare, "init", "--quiet", "--bare", "--initial-branch=main")
        process = subprocess.Popen(["git", "-C", bare, "fast-import", "--quiet"], stdin=subprocess.PIPE)
        share = max(1, dataset.directories // dataset.commits)
        for start in range(0, dataset.directories, share):
            _import(process.stdin, dataset, range(start, start + share), objects)
        process.stdin.close()
        if process.wait():
            raise SystemExit("git fast-import failed")
        git(bare, "gc", "--quiet")
        seconds[dataset.name] = round(time.monotonic() - begin, 1)
        print(f"  git, {dataset.name}: {seconds[dataset.name]} s", flush=True)
    return seconds


def _import(out, dataset, numbers, objects):
    out.write(b"commit refs/heads/main\ncommitter Bench <bench@localhost> 1760000000 +0000\ndata 3\nadd\n")
    for number in numbers:
        for file in range(dataset.files):
            content = (datasets.pointer(*objects[datasets.lfs_index(number, file)]) if datasets.is_lfs(file)
                       else datasets.regular(number, file))
            out.write(b"M 100644 inline %s\ndata %d\n%s\n"
                      % (datasets.path(number, file).encode(), len(content), content))


def git(bare, *arguments):
    return subprocess.run(["git", "-C", str(bare), *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def _compare(folder, options):
    """Both peers must hold the same trees, or nothing measured on them means anything."""
    hub = start(folder, options)
    try:
        for dataset in datasets.ALL:
            if dataset.name in datasets.LATER_COMMITS:
                continue
            listed = json.loads(hub.call("GET", f"/models/{OWNER}/{dataset.name}/tree/main", None))
            ours = {entry["path"]: entry["oid"] for entry in listed if entry["type"] == "directory"}
            bare = folder / "git" / f"{dataset.name}.git"
            theirs = {line.split("\t")[1]: line.split()[2] for line in git(bare, "ls-tree", "main").splitlines()}
            if any(ours.get(name) != oid for name, oid in theirs.items()):
                raise SystemExit(f"the Hub and git hold different trees of {dataset.name}")
    finally:
        hub.close()
