"""Downloads over a slow link, and one that is killed on the way."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import downloads
import measure
import servers
import static_hub

SERVER, CLIENT = f"hdserver{os.getpid()}", f"hdclient{os.getpid()}"
DELAY_MS, MBIT, LOSS = 50, 200, 1
KILLS = 10


class Link:
    """Two network namespaces and the relay between them."""

    def __init__(self, congestion):
        for namespace in (SERVER, CLIENT):
            subprocess.run(["ip", "netns", "add", namespace], check=True)
            subprocess.run(["ip", "-n", namespace, "link", "set", "lo", "up"], check=True)
        self.relay = subprocess.Popen(
            [sys.executable, str(pathlib.Path(__file__).with_name("relay.py")), SERVER, CLIENT, str(DELAY_MS),
             str(MBIT), str(LOSS)], stdout=subprocess.PIPE, text=True)
        if self.relay.stdout.readline().strip() != "up":
            self.close()
            raise SystemExit("the relay did not start: it needs root and /dev/net/tun")
        subprocess.run(["ip", "-n", SERVER, "route", "change", "10.77.1.0/24", "dev", "wan0", "congctl", congestion],
                       check=True)

    def close(self):
        self.relay.terminate()
        self.relay.wait(10)
        for namespace in (SERVER, CLIENT):
            subprocess.run(["ip", "netns", "del", namespace], check=False)


def bytes_received():
    """Of the client's end of the link, headers of packets included."""
    text = subprocess.run(["ip", "netns", "exec", CLIENT, "cat", "/proc/net/dev"], check=True, capture_output=True,
                          text=True).stdout
    return next(int(line.split(":")[1].split()[0]) for line in text.splitlines() if "wan0" in line)


def link(options):
    """A file over 100 ms, 200 Mbit/s and 1 % loss, beside the others, with one congestion control of the sender."""
    congestion = options.congestion
    mebibytes = options.size_mib or (256 if congestion == "bbr" else 32)
    return _with_server(options, congestion, mebibytes, _beside)


def killed(options):
    """A Desk that is killed ten times while it downloads over the same link: what it fetches twice."""
    return _with_server(options, options.congestion, options.size_mib or 256, _killed)


def _with_server(options, congestion, mebibytes, measured):
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        line = Link(congestion)
        server = static_hub.StaticHub(scratch, downloads.REPOSITORY)
        try:
            digest, size = server.large_file("file.bin", mebibytes)
            server.start(["ip", "netns", "exec", SERVER], "10.77.1.1")
            source = downloads.Source(server.url, None, digest, size, server.pid)
            return measured(options, scratch, source, congestion)
        finally:
            server.close()
            line.close()


def _inside():
    return ["ip", "netns", "exec", CLIENT]


def _beside(options, scratch, source, congestion):
    desk = downloads.Desk(scratch, source.endpoint, prefix=_inside())
    try:
        peers = downloads.Peers(pathlib.Path(scratch), source, _inside())
        contestants = downloads.large_contestants(desk, peers, source.size)
        if congestion != "bbr":
            # One stream alone takes minutes, and says nothing about eight.
            del contestants["curl ×1 | tee | openssl"]
            del contestants["hf download"]
        desk.download(downloads.REPOSITORY, (1, source.size))
        kept, thrown = measure.rounds(
            {name: (action, source.pid) for name, action in contestants.items()},
            options.rounds, 99, [source.pid, desk.pid])
        return {
            "title": f"{source.size >> 20} MiB over {2 * DELAY_MS} ms, {MBIT} Mbit/s, {LOSS} % loss, {congestion},"
                     f" {options.rounds} rounds",
            "unit": "MB/s",
            "rows": [downloads.client_row(name, kept[name], source.size / 1e6, thrown[name]) for name in kept],
            "ratios": [downloads.best_ratio(kept)], "facts": {}, "foreign_limit": 99}
    finally:
        desk.close()


def _killed(options, scratch, source, congestion):
    """What reaches the client's end of the link, less what was under way when a kill came, beside the same of an
    undisturbed download."""
    desk = downloads.Desk(scratch, source.endpoint, prefix=_inside())
    try:
        before = bytes_received()
        desk.download(downloads.REPOSITORY, (1, source.size))
        undisturbed = bytes_received() - before
        shutil.rmtree(desk.cache)
        before, under_way = bytes_received(), 0
        job = desk.begin(downloads.REPOSITORY)
        kills, marks = 0, [source.size * (number + 1) // (KILLS + 1) for number in range(KILLS)]
        while True:
            state = desk.job(job)
            if state["status"] == "completed":
                break
            if state["status"] in ("failed", "cancelled", "paused"):
                raise SystemExit(f"the job ended so: {state}")
            if kills < KILLS and state["progress"]["downloadedBytes"] >= marks[kills]:
                desk.process.kill()
                dead = bytes_received()
                desk.kill()
                time.sleep(1)
                under_way += bytes_received() - dead
                kills += 1
                desk.start()
            time.sleep(0.02)
        received = bytes_received() - before - under_way
        downloads.check(desk.cache, (1, source.size))
        again = (received - undisturbed) / source.size
        return {
            "title": f"{source.size >> 20} MiB over the slow link ({congestion}), killed {kills} times",
            "unit": "MB", "rows": [], "ratios": [
                {"name": "bytes fetched twice ÷ the file", "goal": "<= 0.01", "min": again, "median": again,
                 "max": again}],
            "facts": {
                "MB received undisturbed, with the headers of packets": f"{undisturbed / 1e6:.1f}",
                "MB received by the killed ones": f"{received / 1e6:.1f}",
                "MB under way when they were killed": f"{under_way / 1e6:.1f}"},
            "foreign_limit": 99}
    finally:
        desk.close()
