"""The peers: a Hub from this checkout and an nginx, each in a directory of its own, on loopback."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Hub:
    """`./hubdesk hub` on `hub-data` in a directory, made if there is none."""

    def __init__(self, directory, heap=None, gc_log=None):
        """With `heap` (as `-Xmx` takes it) the Hub starts without a cache of loaded classes: nothing is prepared
        beside a measurement. `gc_log` is written by the JVM."""
        self.data = pathlib.Path(directory) / "hub-data"
        self.gc_log = gc_log
        self.log = open(pathlib.Path(directory) / "hub.log", "wb")
        environment = dict(os.environ)
        if heap:
            environment.update(HUBDESK_HEAP=heap, HUBDESK_AOT="off")
        if gc_log:
            pathlib.Path(gc_log).unlink(missing_ok=True)
            extra = f"{os.environ.get('HUBDESK_JAVA_OPTS', '')} -Xlog:gc,gc+init:file={gc_log}:uptime:filecount=0"
            environment.update(HUBDESK_JAVA_OPTS=extra)
        self.process = subprocess.Popen(
            [str(ROOT / "hubdesk"), "hub", "--data", str(self.data), "--hub-listen", "127.0.0.1:0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, text=True, env=environment)
        self.url = self._wait_ready()
        self.token = (self.data / "admin-token").read_text().strip()

    def _wait_ready(self):
        for line in self.process.stdout:
            if line.startswith("READY"):
                return dict(part.split("=", 1) for part in line.split()[1:])["hub"]
        raise SystemExit("the Hub did not start; see " + self.log.name)

    @property
    def pid(self):
        return self.process.pid

    @property
    def host(self):
        return self.url.removeprefix("http://")

    def memory(self):
        """Most resident memory so far, and what the collector's log says: sizes in MB, pauses in ms."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
        pauses, before, after, full = [], [0], [0], 0
        for line in open(self.gc_log, encoding="utf-8") if self.gc_log else ():
            found = re.search(r"Pause (\S+).* (\d+)M->(\d+)M\(\d+M\) ([\d.]+)ms", line)
            if found:
                full += found[1] == "Full"
                before.append(int(found[2]))
                after.append(int(found[3]))
                pauses.append(float(found[4]))
        return {"resident_peak_mb": peak // 1024, "heap_peak_mb": max(before), "heap_after_gc_peak_mb": max(after),
                "collections": len(pauses), "full_collections": full, "longest_pause_ms": max(pauses, default=0),
                "pauses_total_ms": round(sum(pauses))}

    def call(self, method, path, body, content_type="application/json", auth=True):
        url = path if path.startswith("http") else self.url + path
        request = urllib.request.Request(url, data=body, method=method)
        request.add_header("Content-Type", content_type)
        if auth:
            request.add_header("Authorization", "Bearer " + self.token)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{method} {path}: {error.code} {error.read()[:400]!r}") from error

    def create_repository(self, name):
        self.call("POST", "/api/repos/create", json.dumps({"name": name, "type": "model"}).encode())

    def upload_url(self, repository, sha256, size):
        """Asks the LFS batch endpoint where to PUT an object."""
        return self.upload_urls(repository, [(sha256, size)])[0]

    def upload_urls(self, repository, objects):
        """The same for some objects; None for one that is stored already."""
        batch = {"operation": "upload", "transfers": ["basic"], "hash_algo": "sha256",
                 "objects": [{"oid": sha256, "size": size} for sha256, size in objects]}
        answer = json.loads(self.call("POST", f"/{repository}.git/info/lfs/objects/batch",
                                      json.dumps(batch).encode(), "application/vnd.git-lfs+json"))
        return [one.get("actions", {}).get("upload", {}).get("href") for one in answer["objects"]]

    def commit_lfs(self, repository, path, sha256, size):
        lines = [{"key": "header", "value": {"summary": "add " + path}},
                 {"key": "lfsFile", "value": {"path": path, "algo": "sha256", "oid": sha256, "size": size}}]
        self.call("POST", f"/api/models/{repository}/commit/main",
                  "".join(json.dumps(line) + "\n" for line in lines).encode(), "application/x-ndjson")

    def blob_file(self, sha256):
        return self.data / "blobs" / "lfs" / sha256[:2] / sha256[2:4] / sha256

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


class Nginx:
    """nginx with sendfile, serving one directory."""

    def __init__(self, directory, root, locations="", prefix=(), listen="127.0.0.1"):
        if not shutil.which("nginx"):
            raise SystemExit("nginx is not installed")
        home = pathlib.Path(directory) / "nginx"
        home.mkdir()
        self.port = free_port()
        self.url = f"http://{listen}:{self.port}"
        config = home / "nginx.conf"
        config.write_text(f"""
daemon off; worker_processes auto; pid {home}/pid; error_log {home}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; default_type application/octet-stream;
  client_body_temp_path {home}; proxy_temp_path {home}; fastcgi_temp_path {home};
  uwsgi_temp_path {home}; scgi_temp_path {home};
  server {{ listen {listen}:{self.port}; root {root}; disable_symlinks off; {locations} }}
}}
""")
        if os.geteuid() == 0:
            config.write_text("user root;" + config.read_text())
        self.process = subprocess.Popen([*prefix, "nginx", "-p", str(home), "-c", str(config)])
        deadline = time.monotonic() + 10
        while True:
            try:
                if prefix:
                    subprocess.run([*prefix, "curl", "-s", "-m", "1", "-o", "/dev/null", self.url], check=True)
                else:
                    socket.create_connection((listen, self.port), 1).close()
                return
            except (OSError, subprocess.CalledProcessError):
                if time.monotonic() > deadline:
                    raise SystemExit("nginx did not start") from None
                time.sleep(0.05)

    @property
    def pid(self):
        return self.process.pid

    def close(self):
        self.process.terminate()
        self.process.wait(10)


def random_file(path, mebibytes):
    """Writes a file of random bytes and returns its SHA-256."""
    digest = hashlib.sha256()
    block = os.urandom(1 << 20)
    with open(path, "wb") as out:
        for number in range(mebibytes):
            piece = number.to_bytes(8, "little") + block[8:]
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest()
