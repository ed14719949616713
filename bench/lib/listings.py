"""Pages of listings on large repositories, beside `git ls-tree -l` of the same directories."""

import json
import os
import pathlib
import random
import resource
import statistics
import tempfile
import time

import datasets
import filling
import measure
import wire

BURST = 100
GIT_BURST = 40
COLD_STARTS = 3


def tree(options):
    """Warm pages of 1,000 entries over a kept connection, and what else a listing costs."""
    cached = filling.filled(options)
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        filling.copied(options, scratch)
        cold = [_cold(scratch, options) for _ in range(COLD_STARTS)]
        hub = filling.start(pathlib.Path(scratch), options)
        try:
            return _measured(hub, cached, cold, options)
        finally:
            hub.close()


def page(dataset, directory="", query=""):
    return f"/api/models/{filling.OWNER}/{dataset.name}/tree/main/{directory}?limit=1000{query}"


def _cold(scratch, options):
    """The first page after a start, in ms: an empty block cache and an interpreter that knows nothing."""
    hub = filling.start(pathlib.Path(scratch), options)
    try:
        connection = wire.Connection(hub)
        connection.get("/api/whoami-v2")
        return wire.timed(lambda: connection.get(page(datasets.MILLION, datasets.directory(500))))
    finally:
        hub.close()


class Git:
    """`git ls-tree -l` in the bare repository, started as lean as this language can."""

    def __init__(self, cached):
        self.bare = str(cached / "git" / f"{datasets.MILLION.name}.git")
        self.commit = filling.git(self.bare, "rev-parse", "main").strip()
        self.null = os.open(os.devnull, os.O_WRONLY)
        self.cpu, self.runs = 0.0, 0

    def run(self, directory):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        arguments = ["git", "-C", self.bare, "ls-tree", "-l", f"{self.commit}:{directory}"]
        pid = os.posix_spawnp("git", arguments, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, self.null, 1)])
        if os.waitpid(pid, 0)[1]:
            raise SystemExit("git ls-tree failed")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.runs += 1


def cursor_of(head):
    """The path and query of the next page, out of a `Link`."""
    link = next(line for line in head.split("\r\n") if line.lower().startswith("link:"))
    return link[link.index("<") + 1:link.index(">")].split("/", 3)[3]


def _deep(connection, path, pages):
    """The address of the page after so many."""
    for _ in range(pages):
        head, _ = connection.get(path)
        path = "/" + cursor_of(head)
    return path


def _measured(hub, cached, cold, options):
    connection, git = wire.Connection(hub), Git(cached)
    choice = random.Random(4)

    def anywhere():
        return datasets.directory(choice.randrange(datasets.MILLION.directories))

    def gets(path, count=BURST):
        return lambda: [wire.timed(lambda: connection.get(path() if callable(path) else path)) for _ in range(count)]

    flat_deep = _deep(connection, page(datasets.FLAT, datasets.directory(0)), 50)
    recursive_deep = _deep(connection, page(datasets.MILLION, query="&recursive=true"), 50)
    names = [f"{datasets.directory(n * 2)}/{n:06}.json" for n in range(500) if not datasets.is_lfs(n)]
    question = json.dumps({"paths": names}).encode()
    info = f"/api/models/{filling.OWNER}/{datasets.MILLION.name}/paths-info/main"
    one = datasets.directory(0)
    warm = {
        "warm page of 1,000, one directory of the million": gets(page(datasets.MILLION, one)),
        "page of 1,000, any directory of the million": gets(lambda: page(datasets.MILLION, anywhere())),
        "the same with `expand=true`": gets(lambda: page(datasets.MILLION, anywhere(), "&expand=true")),
        "`git ls-tree -l`, any directory of the million":
            lambda: [wire.timed(lambda: git.run(anywhere())) for _ in range(GIT_BURST)],
        "page of 1,000, 10 commits": gets(page(datasets.SMALL, one)),
        "page of 1,000, 10,000 commits": gets(page(datasets.OLD, one)),
        "root of the million (1,000 directories)": gets(page(datasets.MILLION), 30),
        "flat 100,000, first page": gets(page(datasets.FLAT, one), 30),
        "flat 100,000, page 51": gets(flat_deep, 30),
        "million, recursive, page 51": gets(recursive_deep, 30),
        f"paths-info of {len(names)} paths in as many directories": lambda: [
            wire.timed(lambda: connection.post(info, question, "application/json")) for _ in range(10)],
    }
    warm_name, page_name, expand_name, git_name, small_name, old_name = list(warm)[:6]
    for _ in range(3):
        for name, action in warm.items():
            until = time.monotonic() + (3 if name in (warm_name, page_name, expand_name, small_name, old_name) else 1)
            while time.monotonic() < until:
                action()
    git.cpu, git.runs = 0.0, 0
    contestants = {name: (action, None if name == git_name else hub.pid) for name, action in warm.items()}
    kept, thrown = measure.rounds(contestants, options.rounds, options.foreign_load, [hub.pid])
    rows = [measure.latency_row(name, kept[name], thrown[name]) for name in kept]
    next(row for row in rows if row["name"] == git_name)["server_cpu_ms"] = 1000 * git.cpu / git.runs
    stream = _stream(hub, connection)
    memory = hub.memory()
    return {
        "title": f"Listings, Hub at -Xmx{options.heap}, beside system git; {options.rounds} rounds",
        "rows": rows,
        "ratios": [
            measure.ratio("warm page ÷ `git ls-tree -l`", "<= 1.0", kept[warm_name], kept[git_name]),
            measure.ratio("page of any directory ÷ `git ls-tree -l`", "<= 1.0", kept[page_name], kept[git_name]),
            measure.ratio("`expand=true` ÷ without", "<= 1.5", kept[expand_name], kept[page_name]),
            measure.ratio("10,000 commits ÷ 10 commits", "<= 1.2", kept[old_name], kept[small_name]),
        ],
        "facts": {
            "first page after a start (cold JVM and caches)":
                f"{statistics.median(cold):.0f} ms [{min(cold):.0f}-{max(cold):.0f}], {COLD_STARTS} starts",
            "all of the million, recursive, one streamed answer": stream,
            "memory": memory_text(memory),
            "filling": _filling(cached),
        },
        "foreign_limit": options.foreign_load,
    }


def _stream(hub, connection):
    before = measure.cpu_of(hub.pid)
    begin = time.monotonic()
    _, size = connection.get(f"/models/{filling.OWNER}/{datasets.MILLION.name}/tree/main?recursive=true")
    seconds = time.monotonic() - begin
    entries = datasets.MILLION.total + datasets.MILLION.directories
    return (f"{seconds:.1f} s, {entries / seconds:,.0f} entries/s, {size / 1e6:.0f} MB,"
            f" server CPU {measure.cpu_of(hub.pid) - before:.1f} s")


def memory_text(memory):
    return (f"resident peak {memory['resident_peak_mb']} MB; heap peak {memory['heap_peak_mb']} MB,"
            f" after a collection at most {memory['heap_after_gc_peak_mb']} MB; {memory['collections']} pauses,"
            f" {memory['pauses_total_ms']} ms in all, longest {memory['longest_pause_ms']:.0f} ms;"
            f" full collections: {memory['full_collections']}")


def _filling(cached):
    report = json.loads((cached / "filling.json").read_text())
    hub, million = report["hub"], report["hub"]["repositories"]["million"]
    old = report["hub"]["repositories"]["old"]
    return (f"the million files in {million['commits']} commits through the API {million['seconds']} s (longest commit"
            f" {million['longest_commit']} s), {old['later_commits']} one-file commits {old['later_seconds']} s; "
            + memory_text(hub))
