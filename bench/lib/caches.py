"""A large Hugging Face cache: how long it takes to list, beside `hf cache ls`; and what an idle Desk costs."""

import hashlib
import json
import os
import pathlib
import subprocess
import tempfile
import time

import downloads
import measure

REPOSITORIES, SNAPSHOTS_EACH, FILES_EACH = 500, 10, 40


def scan(options):
    """A cache of 5,000 snapshots with 200,000 files."""
    repositories = options.files or REPOSITORIES
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        desk = downloads.Desk(scratch, "http://127.0.0.1:9")
        try:
            _fill(desk.cache, repositories)
            source = downloads.Source("http://127.0.0.1:9", None, None, 0, desk.pid)
            peers = downloads.Peers(pathlib.Path(scratch), source)

            def first():
                """The first question after a start."""
                desk.close()
                desk.start()
                return timed(ask)

            def ask():
                found = desk.call("GET", "/api/cache")
                if len(found["repos"]) != repositories:
                    raise SystemExit(f"the Desk found {len(found['repos'])} repositories")

            def theirs():
                text = subprocess.run(
                    [peers.hf_program, "cache", "ls", "--cache-dir", str(desk.cache), "--revisions", "--format",
                     "json"], check=True, capture_output=True, env=peers.environment).stdout
                if len(json.loads(text)) != repositories * SNAPSHOTS_EACH:
                    raise SystemExit("hf found something else")

            contestants = {
                "GET /api/cache": (lambda: timed(ask), None),
                "GET /api/cache, first after a start": (first, None),
                "hf cache ls --revisions": (lambda: timed(theirs), None)}
            ask()
            kept, thrown = measure.rounds(contestants, options.rounds, options.foreign_load)
            ours = kept["GET /api/cache"]
            return {
                "title": f"a cache of {repositories * SNAPSHOTS_EACH} snapshots,"
                         f" {repositories * SNAPSHOTS_EACH * FILES_EACH} files; {options.rounds} rounds",
                "rows": [measure.latency_row(name, kept[name], thrown[name]) for name in kept],
                "ratios": [
                    measure.ratio("hf cache ls ÷ ours", ">= 5.0", kept["hf cache ls --revisions"], ours),
                    measure.ratio("hf cache ls ÷ ours, first after a start", ">= 5.0",
                                  kept["hf cache ls --revisions"], kept["GET /api/cache, first after a start"])],
                "facts": {}, "foreign_limit": options.foreign_load}
        finally:
            desk.close()


def idle(options):
    """Start-up and memory of `hubdesk desk` alone."""
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        desk = downloads.Desk(scratch, "http://127.0.0.1:9")
        starts, memory = [], []
        try:
            for _ in range(options.rounds):
                desk.close()
                desk.start()
                starts.append(desk.started_after)
                time.sleep(3)
                memory.append(resident(desk.pid))
            before = measure.cpu_of(desk.pid)
            time.sleep(10)
            used = measure.cpu_of(desk.pid) - before
            return {
                "title": f"`hubdesk desk`, {options.rounds} starts", "unit": "MB", "rows": [], "ratios": [],
                "facts": {
                    "seconds from the command to READY": measure.short(measure.spread(starts)),
                    "MB resident after three seconds": measure.short(measure.spread(memory)),
                    "CPU seconds in ten idle seconds": f"{used:.2f}"},
                "foreign_limit": 99}
        finally:
            desk.close()


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def timed(action):
    """As a list of one latency in ms."""
    began = time.perf_counter()
    action()
    return [(time.perf_counter() - began) * 1000]


def _fill(cache, repositories):
    """Snapshots as clients leave them: most files of a snapshot are those of the one before."""
    for number in range(repositories):
        repository = cache / f"models--owner{number % 50}--model-{number}"
        blobs = repository / "blobs"
        blobs.mkdir(parents=True)
        names = [hashlib.sha1(f"{number} {file}".encode()).hexdigest() for file in range(FILES_EACH + SNAPSHOTS_EACH)]
        for name in names:
            (blobs / name).write_bytes(name.encode())
        for snapshot in range(SNAPSHOTS_EACH):
            commit = hashlib.sha1(f"{number} commit {snapshot}".encode()).hexdigest()
            folder = repository / "snapshots" / commit
            folder.mkdir(parents=True)
            for file in range(FILES_EACH):
                blob = names[FILES_EACH + snapshot] if file == 0 else names[file]
                os.symlink(f"../../blobs/{blob}", folder / f"file-{file}.bin")
        (repository / "refs").mkdir()
        (repository / "refs" / "main").write_text(commit)
