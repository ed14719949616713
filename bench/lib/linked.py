"""Downloads over a slow link, and one that is killed on the way."""

import os
import pathlib
import shutil
import signal
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


class Read:
    """What a program has taken out of its sockets: what the kernel had in order, less what still waits there. Bytes
    that stand behind a lost packet are none of it, since no program can have them."""

    def __init__(self):
        self.of_socket, self.lives, self.before = {}, 0, 0
        self.look()
        self.before = self.bytes()

    def look(self):
        lines = subprocess.run(["ip", "netns", "exec", CLIENT, "ss", "-tinOH", "state", "established", "dst", "10.77.1.1"],
                               check=True, capture_output=True, text=True).stdout.splitlines()
        for line in lines:
            words = line.split()
            came = next((int(word.split(":")[1]) for word in words if word.startswith("bytes_received:")), 0)
            self.of_socket[words[2]] = came - int(words[0])

    def last_look(self, process):
        """Of a program that is about to be killed: it stands still meanwhile."""
        process.send_signal(signal.SIGSTOP)
        self.look()
        self.lives += 1

    def bytes(self):
        """Since the beginning; connections that were there already may have gone on."""
        return sum(self.of_socket.values()) - self.before


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
    """What the Desk takes out of its sockets beside the same of an undisturbed download; and what reaches the client's
    end of the link, less what was under way when a kill came."""
    desk = downloads.Desk(scratch, source.endpoint, prefix=_inside())
    try:
        card, read = bytes_received(), Read()
        _until_completed(desk, desk.begin(downloads.REPOSITORY), read, [])
        undisturbed, undisturbed_read = bytes_received() - card, read.bytes()
        downloads.check(desk.cache, (1, source.size))
        shutil.rmtree(desk.cache)
        card, read = bytes_received(), Read()
        marks = [source.size * (number + 1) // (KILLS + 1) for number in range(KILLS)]
        under_way = _until_completed(desk, desk.begin(downloads.REPOSITORY), read, marks)
        received = bytes_received() - card - under_way
        downloads.check(desk.cache, (1, source.size))
        return {
            "title": f"{source.size >> 20} MiB over the slow link ({congestion}), killed {read.lives} times",
            "unit": "MB", "rows": [], "ratios": [
                _share("bytes read twice ÷ the file", "<= 0.01", (read.bytes() - undisturbed_read) / source.size),
                _share("the same at the network card", "<= 0.01", (received - undisturbed) / source.size)],
            "facts": {
                "MB read undisturbed, with headers": f"{undisturbed_read / 1e6:.1f}",
                "MB read by the killed ones": f"{read.bytes() / 1e6:.1f}",
                "MB received undisturbed, with the headers of packets": f"{undisturbed / 1e6:.1f}",
                "MB received by the killed ones": f"{received / 1e6:.1f}",
                "MB under way when they were killed": f"{under_way / 1e6:.1f}"},
            "foreign_limit": 99}
    finally:
        desk.close()


def _share(name, goal, value):
    return {"name": name, "goal": goal, "min": value, "median": value, "max": value}


def _until_completed(desk, job, read, marks):
    """Kills the Desk at each mark of its progress and starts it again; what arrived for the dead."""
    under_way = 0
    while True:
        state = desk.job(job)
        if state["status"] == "completed":
            read.look()
            return under_way
        if state["status"] in ("failed", "cancelled", "paused"):
            raise SystemExit(f"the job ended so: {state}")
        if read.lives < len(marks) and state["progress"]["downloadedBytes"] >= marks[read.lives]:
            read.last_look(desk.process)
            dead = bytes_received()
            desk.kill()
            time.sleep(1)
            under_way += bytes_received() - dead
            desk.start()
        read.look()
        time.sleep(0.05)
