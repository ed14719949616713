"""A slow link between two network namespaces: delay, rate and loss for every packet. Needs root and /dev/net/tun; one
process, about 139 MB/s at most. Called as `relay.py NAMESPACE NAMESPACE DELAY_MS MBIT_PER_S LOSS_PERCENT`; prints
`up` when packets pass. The ends are 10.77.1.1 and 10.77.1.2."""

import collections
import ctypes
import fcntl
import os
import random
import select
import struct
import subprocess
import sys
import time

LIBC = ctypes.CDLL(None, use_errno=True)
TUNSETIFF, IFF_TUN_NO_PI = 0x400454CA, 0x1001


def tun(namespace):
    """A tun device `wan0` made inside a namespace."""
    back, inside = os.open("/proc/self/ns/net", os.O_RDONLY), os.open(f"/run/netns/{namespace}", os.O_RDONLY)
    if LIBC.setns(inside, 0x40000000):
        raise OSError(ctypes.get_errno(), "setns")
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", b"wan0", IFF_TUN_NO_PI))
    LIBC.setns(back, 0x40000000)
    return device


def main():
    first, second = sys.argv[1:3]
    delay, rate, loss = float(sys.argv[3]) / 1e3, float(sys.argv[4]) * 1e6 / 8, float(sys.argv[5]) / 100
    longest = 1000 + int(rate * delay * 2 / 1500)
    devices = [tun(first), tun(second)]
    for number, namespace in enumerate((first, second)):
        subprocess.run(["ip", "-n", namespace, "addr", "add", f"10.77.1.{number + 1}/24", "dev", "wan0"], check=True)
        subprocess.run(["ip", "-n", namespace, "link", "set", "wan0", "mtu", "1500", "txqueuelen", "1000", "up"],
                       check=True)
    queues, free = [collections.deque(), collections.deque()], [0.0, 0.0]
    poll = select.epoll()
    for device in devices:
        poll.register(device, select.EPOLLIN)
    print("up", flush=True)
    chance, now = random.Random(7).random, time.monotonic
    while True:
        moment = now()
        due = min((queue[0][0] for queue in queues if queue), default=moment + 1)
        poll.poll(max(0, due - moment))
        moment = now()
        for side in (0, 1):
            take(devices[side], queues[1 - side], 1 - side, moment, free, delay, rate, loss, longest, chance)
        for side in (0, 1):
            queue = queues[side]
            while queue and queue[0][0] <= moment:
                try:
                    os.write(devices[side], queue.popleft()[1])
                except OSError:
                    pass


def take(device, queue, towards, moment, free, delay, rate, loss, longest, chance):
    try:
        for _ in range(64):
            packet = os.read(device, 65536)
            if chance() < loss or len(queue) > longest:
                continue
            sent = max(moment, free[towards]) + len(packet) / rate
            free[towards] = sent
            queue.append((sent + delay, packet))
    except BlockingIOError:
        pass


if __name__ == "__main__":
    main()
