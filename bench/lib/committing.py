"""Commits to large repositories beside commits to a small one, and pages while others commit."""

import multiprocessing
import pathlib
import random
import tempfile
import time

import datasets
import filling
import listings
import measure
import wire

BURST = 20
FLAT_BURST = 5
WRITERS = 4
WRITING_SECONDS = 15


def commit(options):
    """One-file commits to a million files beside a thousand, larger ones, and listings meanwhile."""
    filling.filled(options)
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        filling.copied(options, scratch)
        hub = filling.start(pathlib.Path(scratch), options)
        try:
            return _measured(hub, options)
        finally:
            hub.close()


class Writer:
    """Commits that all differ."""

    def __init__(self, hub, dataset, seed):
        self.dataset = dataset
        self.committer = filling.Committer(hub, f"{filling.OWNER}/{dataset.name}")
        self.choice = random.Random(seed)

    def path(self):
        file = self.choice.randrange(self.dataset.files)
        return datasets.path(self.choice.randrange(self.dataset.directories), file - datasets.is_lfs(file))

    def content(self):
        return b'{"changed": %d}\n' % self.choice.getrandbits(60)

    def one(self):
        self.committer.one_file(self.path(), self.content())

    def thousand(self):
        """A thousand files, in any directories."""
        paths = set()
        while len(paths) < 1000:
            paths.add(self.path())
        body = b"".join(filling.file_line(path, self.content()) for path in paths)
        return wire.timed(lambda: self.committer.send(filling.header("a thousand") + body))


def _measured(hub, options):
    writers = {dataset.name: Writer(hub, dataset, 1) for dataset in datasets.ALL}

    def ones(dataset, count):
        return lambda: [wire.timed(writers[dataset.name].one) for _ in range(count)]

    def thousands(dataset, count):
        return lambda: [writers[dataset.name].thousand() for _ in range(count)]

    light = {
        "one file into 1,000": ones(datasets.SMALL, BURST),
        "one file into 1,000,000": ones(datasets.MILLION, BURST),
        "one file into 1,000 with 10,000 commits": ones(datasets.OLD, BURST),
    }
    heavy = {
        "one file into a flat directory of 100,000": ones(datasets.FLAT, FLAT_BURST),
        "1,000 files into 100,000": thousands(datasets.HUNDRED_THOUSAND, 2),
        "1,000 files into 1,000,000": thousands(datasets.MILLION, 1),
    }
    small, million = list(light)[:2]
    kept, thrown = _rounds(hub, light, 5, options)
    _pages(hub, 6)
    alone = _pages(hub, 4)
    busy, commits = _while_writing(hub)
    for found, into in zip(_rounds(hub, heavy, 3, options), (kept, thrown)):
        into.update(found)
    return {
        "title": f"Commits, Hub at -Xmx{options.heap}, data on {options.scratch}; {options.rounds} rounds",
        "rows": [measure.latency_row(name, kept[name], thrown[name]) for name in kept],
        "ratios": [measure.ratio("one file into 1,000,000 ÷ into 1,000", "<= 3.0", kept[million], kept[small])],
        "facts": {
            "pages of the million, nobody writing": _percentiles(alone),
            f"pages of the million while {WRITERS} writers commit one file after the other to it and to three other"
            " repositories": f"{_percentiles(busy)}; meanwhile {commits / WRITING_SECONDS:.0f} commits/s",
            "memory": listings.memory_text(hub.memory()),
        },
        "foreign_limit": options.foreign_load,
    }


def _rounds(hub, cases, warm_up, options):
    """Warms up, and measures from a moment on at which nothing is being compacted: large commits set that off, and it
    takes a core for a while."""
    for action in cases.values():
        until = time.monotonic() + warm_up
        while time.monotonic() < until:
            action()
    _settle(hub)
    contestants = {name: (action, hub.pid) for name, action in cases.items()}
    return measure.rounds(contestants, options.rounds, options.foreign_load, [hub.pid])


def _settle(hub, limit=40):
    until = time.monotonic() + limit
    used = measure.cpu_of(hub.pid)
    while time.monotonic() < until:
        time.sleep(1.5)
        now = measure.cpu_of(hub.pid)
        if now - used < 0.15:
            return
        used = now


def _percentiles(values):
    return (f"p50 {measure.figure(measure.percentile(values, 0.5))} ms,"
            f" p99 {measure.figure(measure.percentile(values, 0.99))} ms of {len(values)}")


def _pages(hub, seconds):
    connection, choice, values = wire.Connection(hub), random.Random(2), []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        directory = datasets.directory(choice.randrange(datasets.MILLION.directories))
        values.append(wire.timed(lambda path=listings.page(datasets.MILLION, directory): connection.get(path)))
    return values


def _write(hub, dataset, seed, seconds, done):
    writer, count = Writer(hub, dataset, seed), 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        writer.one()
        count += 1
    done.put(count)


class _Address:
    """What a writer in a process of its own needs of the Hub."""

    def __init__(self, hub):
        self.host, self.token = hub.host, hub.token


def _while_writing(hub):
    done = multiprocessing.SimpleQueue()
    repositories = [datasets.MILLION, datasets.SMALL, datasets.OLD, datasets.HUNDRED_THOUSAND]
    processes = [
        multiprocessing.Process(target=_write, args=(_Address(hub), dataset, 10 + seed, WRITING_SECONDS, done))
        for seed, dataset in enumerate(repositories[:WRITERS])]
    for process in processes:
        process.start()
    values = _pages(hub, WRITING_SECONDS)
    commits = sum(done.get() for _ in processes)
    for process in processes:
        process.join()
    return values, commits
