"""The cases. Each takes the options and returns a report."""

import os
import pathlib
import subprocess
import tempfile

import caches
import committing
import downloads
import linked
import listings
import measure
import servers


def _curl(*arguments):
    subprocess.run(["curl", "-sS", "--fail", "-o", "/dev/null", *arguments], check=True)


def _curls(url, clients):
    running = [subprocess.Popen(["curl", "-sS", "--fail", "-o", "/dev/null", url]) for _ in range(clients)]
    if any([process.wait() for process in running]):
        raise SystemExit("a client failed")


def resolve(options):
    """A warm file through /resolve, beside nginx with sendfile on the very same file."""
    mebibytes = options.size_mib or 4096
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        hub = servers.Hub(scratch)
        nginx = None
        try:
            source = pathlib.Path(scratch) / "source.bin"
            digest = servers.random_file(source, mebibytes)
            size = source.stat().st_size
            hub.create_repository("bench")
            _curl("-T", str(source), hub.upload_url("admin/bench", digest, size))
            hub.commit_lfs("admin/bench", "file.bin", digest, size)
            source.unlink()
            blob = hub.blob_file(digest)
            nginx = servers.Nginx(scratch, blob.parent)
            urls = {"hub": hub.url + "/admin/bench/resolve/main/file.bin", "nginx": f"{nginx.url}/{digest}"}
            pids = {"hub": hub.pid, "nginx": nginx.pid}
            rows, ratios = [], []
            for clients in (1, 8):
                contestants = {
                    name: ((lambda url=urls[name], n=clients: _curls(url, n)), pids[name]) for name in urls
                }
                for name in urls:
                    _curls(urls[name], clients)
                gigabytes = size * clients / 1e9
                kept, thrown = measure.rounds(contestants, options.rounds, options.foreign_load, pids.values())
                label = "1 client" if clients == 1 else f"{clients} clients"
                by_name = {
                    name: measure.rate_row(f"{name}, {label}", kept[name], gigabytes, thrown[name]) for name in kept
                }
                rows += by_name.values()
                ratios.append({
                    "name": f"throughput of nginx, {label}", "goal": ">= 1.0",
                    "value": by_name["hub"]["gb_per_s"]["median"] / by_name["nginx"]["gb_per_s"]["median"]})
                ratios.append({
                    "name": f"CPU per GB of nginx, {label}", "goal": "<= 1.0",
                    "value": by_name["hub"]["server_cpu_s_per_gb"]["median"]
                    / by_name["nginx"]["server_cpu_s_per_gb"]["median"]})
            return {"title": f"resolve of a warm {mebibytes} MiB file, beside nginx (sendfile)",
                    "rows": rows, "ratios": ratios}
        finally:
            if nginx:
                nginx.close()
            hub.close()


def lfs_upload(options):
    """An LFS upload, stored and verified, beside hashing the same file with openssl."""
    mebibytes = options.size_mib or 2048
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        hub = servers.Hub(scratch)
        try:
            source = pathlib.Path(scratch) / "source.bin"
            servers.random_file(source, mebibytes)
            size = source.stat().st_size
            hub.create_repository("bench")
            digest = {}

            def new_content():
                # Another first block makes another object: nothing is stored already.
                if digest.get("hex"):
                    hub.blob_file(digest["hex"]).unlink(missing_ok=True)
                with open(source, "r+b") as out:
                    out.write(os.urandom(64))
                answer = subprocess.run(["openssl", "dgst", "-sha256", "-r", source],
                                        check=True, capture_output=True, text=True)
                digest["hex"] = answer.stdout.split()[0]
                digest["url"] = hub.upload_url("admin/bench", digest["hex"], size)

            def upload():
                _curl("-T", str(source), digest["url"])

            def hash_only():
                subprocess.run(["openssl", "dgst", "-sha256", source], check=True, stdout=subprocess.DEVNULL)

            kept = {"hub": [], "openssl": []}
            thrown = {"hub": 0, "openssl": 0}
            new_content()
            upload()
            for number in range(options.rounds):
                turns = [("hub", upload, hub.pid), ("openssl", hash_only, None)]
                for name, action, pid in turns if number % 2 else reversed(turns):
                    while True:
                        if name == "hub":
                            new_content()
                        run = measure.once(action, pid, [hub.pid])
                        if run.foreign <= options.foreign_load or thrown[name] >= options.rounds:
                            kept[name].append(run)
                            break
                        thrown[name] += 1
            rows = [
                measure.rate_row("LFS upload to the hub", kept["hub"], size / 1e9, thrown["hub"]),
                measure.rate_row("openssl dgst -sha256", kept["openssl"], size / 1e9, thrown["openssl"]),
            ]
            return {"title": f"LFS upload of {mebibytes} MiB, beside openssl's SHA-256", "rows": rows, "ratios": [
                {"name": "speed of openssl", "goal": ">= 0.7",
                 "value": rows[0]["gb_per_s"]["median"] / rows[1]["gb_per_s"]["median"]}]}
        finally:
            hub.close()


ALL = {
    "resolve": resolve, "lfs-upload": lfs_upload, "tree": listings.tree, "commit": committing.commit,
    "download": downloads.hub_file, "download-nginx": downloads.nginx_file, "download-small": downloads.small_files,
    "download-link": linked.link, "download-killed": linked.killed, "cache-scan": caches.scan, "desk-idle": caches.idle,
}
