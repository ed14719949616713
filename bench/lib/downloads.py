"""Downloads: a Desk, driven through its API, beside the programs that people use otherwise. All verify what they fetch."""

import json
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile
import time

import measure
import servers
import static_hub

CONNECTIONS = 8
REPOSITORY = "admin/bench"


def hub_file(options):
    """One large file from our Hub."""
    mebibytes = options.size_mib or 4096
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        hub = servers.Hub(scratch)
        try:
            digest, size = _one_large_file(hub, scratch, mebibytes)
            source = Source(hub.url, hub.token, digest, size, hub.pid)
            return _large(options, scratch, source, f"a {mebibytes} MiB file from our Hub")
        finally:
            hub.close()


def nginx_file(options):
    """The same from a plain file server that holds what a Hub would say as files."""
    mebibytes = options.size_mib or 4096
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        server = static_hub.StaticHub(scratch, REPOSITORY)
        try:
            digest, size = server.large_file("file.bin", mebibytes)
            server.start()
            source = Source(server.url, None, digest, size, server.pid)
            return _large(options, scratch, source, f"a {mebibytes} MiB file from nginx")
        finally:
            server.close()


def small_files(options):
    """Thousands of small files from our Hub."""
    count = options.files or 2000
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        hub = servers.Hub(scratch)
        desk = None
        try:
            total = _small_repository(hub, count)
            desk = Desk(scratch, hub.url, hub.token)
            expected = (count, total)
            peers = Peers(pathlib.Path(scratch), Source(hub.url, hub.token, None, total, hub.pid))
            contestants = {
                "Desk": lambda: desk.download(REPOSITORY, expected),
                "hf download": lambda: peers.hf(expected),
                "aria2c -j8 (no digests)": lambda: peers.aria2_many(count),
            }
            for _ in range(2):
                desk.download(REPOSITORY, expected)
            kept, thrown = measure.rounds(
                {name: (action, hub.pid) for name, action in contestants.items()},
                options.rounds, options.foreign_load, [hub.pid, desk.pid])
            return {
                "title": f"{count} files of 200 to 6,000 bytes, {options.rounds} rounds",
                "unit": "files/s",
                "rows": [client_row(name, kept[name], count, thrown[name]) for name in kept],
                "ratios": [ratio("files/s of hf download", ">= 3.0", kept, "Desk", "hf download")],
                "facts": {}, "foreign_limit": options.foreign_load}
        finally:
            if desk:
                desk.close()
            hub.close()


class Source:
    """Where one file is: an endpoint, and what to know of the file."""

    def __init__(self, endpoint, token, sha256, size, pid):
        self.endpoint, self.token, self.sha256, self.size, self.pid = endpoint, token, sha256, size, pid
        self.url = f"{endpoint}/{REPOSITORY}/resolve/main/file.bin"


class Desk:
    """`./hubdesk desk` with a cache of its own; a download is a job."""

    def __init__(self, directory, endpoint, token=None, prefix=(), settings=None, listen="127.0.0.1:0"):
        self.home = pathlib.Path(directory) / "desk"
        self.cache = self.home / "cache"
        self.home.mkdir(parents=True, exist_ok=True)
        self.environment = dict(os.environ, HF_ENDPOINT=endpoint)
        self.environment.pop("HF_TOKEN", None)
        if token:
            self.environment["HF_TOKEN"] = token
        self.prefix, self.listen, self.settings = list(prefix), listen, settings or {}
        self.start()

    def start(self):
        self.log = open(self.home / "desk.log", "ab")
        began = time.monotonic()
        self.process = subprocess.Popen(
            self.prefix + [str(servers.ROOT / "hubdesk"), "desk", "--data", str(self.home / "data"),
                           "--cache-dir", str(self.cache), "--desk-listen", self.listen],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, text=True, env=self.environment)
        for line in self.process.stdout:
            if line.startswith("READY"):
                self.url = dict(part.split("=", 1) for part in line.split()[1:])["desk"]
                self.started_after = time.monotonic() - began
                break
        else:
            raise SystemExit("the Desk did not start; see " + self.log.name)
        if self.settings:
            self.call("POST", "/api/settings", {"connections": CONNECTIONS, **self.settings})

    @property
    def pid(self):
        return self.process.pid

    def call(self, method, path, body=None):
        command = self.prefix + ["curl", "-sS", "-X", method, self.url + path]
        if body is not None:
            command += ["-H", "Content-Type: application/json", "-d", json.dumps(body)]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        if isinstance(answer, dict) and answer.get("ok") is False:
            raise SystemExit(f"{method} {path}: {answer}")
        return answer

    def download(self, repository, expected):
        """Runs a job to its end in an empty cache; CPU seconds of the Desk."""
        shutil.rmtree(self.cache, ignore_errors=True)
        before = measure.cpu_of(self.pid)
        job = self.begin(repository)
        self.wait(job)
        used = measure.cpu_of(self.pid) - before
        check(self.cache, expected)
        self.call("POST", f"/api/jobs/{job}/dismiss")
        return used

    def begin(self, repository):
        answer = self.call("POST", "/api/download", {"repo": repository})
        return answer.get("id") or answer["job"]["id"]

    def wait(self, job):
        while True:
            state = self.job(job)
            if state["status"] in ("completed", "failed", "paused", "cancelled"):
                break
            time.sleep(0.05)
        if state["status"] != "completed":
            raise SystemExit(f"the job ended so: {state}")

    def job(self, job):
        answer = self.call("GET", f"/api/jobs/{job}")
        return answer.get("job", answer)

    def close(self):
        self.process.terminate()
        self.process.wait(60)
        self.log.close()

    def kill(self):
        self.process.kill()
        self.process.wait(60)
        self.log.close()


class Peers:
    """Other programs. Each download begins in an empty folder and returns CPU seconds of everything it started."""

    def __init__(self, scratch, source, prefix=()):
        self.source, self.folder, self.prefix = source, scratch / "peer", list(prefix)
        hf = servers.ROOT / ".hubdesk" / "clients" / "python-newest" / "bin" / "hf"
        self.hf_program = str(hf) if hf.exists() else shutil.which("hf")
        self.environment = dict(
            os.environ, HF_ENDPOINT=source.endpoint, HF_HOME=str(scratch / "hf-home"), HF_HUB_DISABLE_TELEMETRY="1",
            HF_HUB_DISABLE_PROGRESS_BARS="1", HF_HUB_DISABLE_UPDATE_CHECK="1", HF_HUB_DISABLE_XET="1")
        self.environment.pop("HF_TOKEN", None)
        if source.token:
            self.environment["HF_TOKEN"] = source.token

    def auth(self):
        return f"Authorization: Bearer {self.source.token}" if self.source.token else "X-Nothing: 0"

    def hf(self, expected):
        return self._run(
            [self.hf_program, "download", REPOSITORY, "--cache-dir", str(self.folder), "--quiet"], expected)

    def curl_piped(self, expected):
        return self._shell('curl -sSf -H "$AUTH" "$URL" | tee file | openssl dgst -sha256 -r > digest', expected)

    def curl_eight(self, expected):
        part = -(-self.source.size // CONNECTIONS)
        ranges = " ".join(f"{number * part}-{min(self.source.size, (number + 1) * part) - 1}"
                          for number in range(CONNECTIONS))
        return self._shell(
            f'n=0; for range in {ranges}; do curl -sSf -H "$AUTH" -r $range -o part$n "$URL" & n=$((n+1)); done; wait; '
            f'cat part? | openssl dgst -sha256 -r > digest', expected)

    def rclone(self, expected):
        return self._shell(
            f'rclone copyto --config /dev/null --http-headers "${{AUTH/: /,}}" --http-url "${{URL%/*}}" '
            f'--multi-thread-streams {CONNECTIONS} --multi-thread-cutoff 1M --ignore-checksum :http:file.bin file && '
            'openssl dgst -sha256 -r file > digest', expected)

    def aria2(self, expected):
        return self._shell(
            f'aria2c -q -x{CONNECTIONS} -s{CONNECTIONS} -k1M --file-allocation=none --header="$AUTH" '
            '--checksum=sha-256=$SHA256 -o file "$URL" && echo $SHA256 > digest', expected)

    def aria2_many(self, count):
        names = "".join(f"{self.source.endpoint}/{REPOSITORY}/resolve/main/{name}\n  out={name}\n"
                        for name in map(small_name, range(count)))
        (self.folder.parent / "list").write_text(names)
        return self._shell(f'aria2c -q -j{CONNECTIONS} --file-allocation=none --header="$AUTH" -i ../list', None)

    def _shell(self, script, expected):
        used = self._run(["bash", "-o", "pipefail", "-c", script], None)
        if expected is not None and (self.folder / "digest").read_text().split()[0] != self.source.sha256:
            raise SystemExit("a peer has fetched something else")
        return used

    def _run(self, command, expected):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        environment = dict(self.environment, URL=self.source.url, AUTH=self.auth(), SHA256=self.source.sha256 or "")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(self.prefix + command, check=True, cwd=self.folder, env=environment,
                       stdout=subprocess.DEVNULL, timeout=900)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if expected is not None:
            check(self.folder, expected)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def clean(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def check(cache, expected):
    """Files and bytes of the snapshot, as the links lead."""
    found = [file.stat().st_size for file in cache.glob("models--*/snapshots/*/**/*") if file.is_file()]
    # A repository has .gitattributes beside what was put there.
    if len(found) not in (expected[0], expected[0] + 1) or not 0 <= sum(found) - expected[1] < 8192:
        raise SystemExit(f"{len(found)} files with {sum(found)} bytes came instead of {expected}")


def large_contestants(desk, peers, size):
    expected = (1, size)
    return {
        "Desk": lambda: desk.download(REPOSITORY, expected),
        "hf download": lambda: peers.hf(expected),
        "curl ×1 | tee | openssl": lambda: peers.curl_piped(expected),
        "curl ×8, then openssl": lambda: peers.curl_eight(expected),
        "rclone ×8, then openssl": lambda: peers.rclone(expected),
        "aria2c -x8 --checksum": lambda: peers.aria2(expected),
    }


def client_row(name, runs, amount, thrown):
    return {
        "name": name,
        "rate": measure.spread([amount / run.seconds for run in runs]),
        "cpu": measure.spread([run.value for run in runs]),
        "foreign_load": measure.spread([run.foreign for run in runs]),
        "thrown_away": thrown}


def ratio(name, goal, kept, ours, peer):
    """Of speeds, round by round."""
    each = [b.seconds / a.seconds for a, b in zip(kept[ours], kept[peer])]
    return {"name": name, "goal": goal, **measure.spread(each)}


def best_ratio(kept, ours="Desk"):
    """Beside the peer with the best median."""
    def median(name):
        return measure.spread([run.seconds for run in kept[name]])["median"]
    best = min((name for name in kept if name != ours), key=median)
    return ratio(f"speed of the fastest ({best})", ">= 1.0", kept, ours, best)


def cpu_ratio(kept, peer):
    each = [a.value / b.value for a, b in zip(kept["Desk"], kept[peer])]
    return {"name": f"CPU of {peer}", "goal": "<= 1.0", **measure.spread(each)}


def _large(options, scratch, source, what):
    desk = None
    try:
        desk = Desk(scratch, source.endpoint, source.token)
        peers = Peers(pathlib.Path(scratch), source)
        contestants = large_contestants(desk, peers, source.size)
        desk.download(REPOSITORY, (1, source.size))
        kept, thrown = measure.rounds(
            {name: (action, source.pid) for name, action in contestants.items()},
            options.rounds, options.foreign_load, [source.pid, desk.pid])
        gigabytes = source.size / 1e9
        return {
            "title": f"{what}, verified, {options.rounds} rounds", "unit": "GB/s",
            "rows": [client_row(name, kept[name], gigabytes, thrown[name]) for name in kept],
            "ratios": [best_ratio(kept), cpu_ratio(kept, "hf download")],
            "facts": {}, "foreign_limit": options.foreign_load}
    finally:
        if desk:
            desk.close()


def _one_large_file(hub, scratch, mebibytes):
    path = pathlib.Path(scratch) / "source.bin"
    digest = servers.random_file(path, mebibytes)
    size = path.stat().st_size
    hub.create_repository("bench")
    subprocess.run(["curl", "-sSf", "-o", "/dev/null", "-T", str(path), hub.upload_url(REPOSITORY, digest, size)],
                   check=True)
    hub.commit_lfs(REPOSITORY, "file.bin", digest, size)
    path.unlink()
    return digest, size


def small_name(number):
    return f"folder-{number % 20:02d}/file-{number:05d}.json"


def small_content(number):
    return (f'{{"file": {number}}} ' * (14 + number * 37 % 400)).encode()[:200 + number * 7919 % 5800]


def _small_repository(hub, count):
    import filling
    hub.create_repository("bench")
    body, total = [filling.header("small files")], 0
    for number in range(count):
        content = small_content(number)
        total += len(content)
        body.append(filling.file_line(small_name(number), content))
    filling.Committer(hub, REPOSITORY).send(b"".join(body))
    return total
