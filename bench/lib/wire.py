"""A lean HTTP client over one kept connection, so that its own work hardly counts."""

import socket
import time


class Connection:
    """GETs and POSTs one after the other."""

    def __init__(self, hub):
        host, port = hub.host.rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray(1 << 20)
        self.common = f"Host: {hub.host}\r\nAuthorization: Bearer {hub.token}\r\n"

    def get(self, path):
        return self._exchange(f"GET {path} HTTP/1.1\r\n{self.common}\r\n".encode())

    def post(self, path, body, content_type):
        head = (f"POST {path} HTTP/1.1\r\n{self.common}Content-Type: {content_type}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n")
        return self._exchange(head.encode() + body)

    def _exchange(self, request):
        """The head and the number of bytes of the body; the body's beginning is left in `buffer`."""
        self.socket.sendall(request)
        have, end = 0, -1
        while end < 0:
            have += self._receive(have)
            end = self.buffer.find(b"\r\n\r\n", 0, have)
        head = self.buffer[:end].decode("latin-1")
        if not head.startswith("HTTP/1.1 200"):
            raise SystemExit(f"{request[:200]!r} answered {head.splitlines()[0]}")
        start = end + 4
        lower = head.lower()
        if "transfer-encoding: chunked" in lower:
            return head, self._chunked(start, have)
        length = int(lower.split("content-length:")[1].split("\r\n")[0])
        while have < start + length:
            have += self._receive(have)
        return head, length

    def _chunked(self, start, have):
        """Reads until the last chunk. Only JSON is asked for: it holds no line ends, so the mark is unmistakable."""
        total = have - start
        tail = bytes(self.buffer[max(start, have - 7):have])
        while not tail.endswith(b"\r\n0\r\n\r\n"):
            count = self._receive(have if have < len(self.buffer) - (64 << 10) else 0)
            at = have if have < len(self.buffer) - (64 << 10) else 0
            have = at + count
            total += count
            tail = (tail + bytes(self.buffer[max(at, have - 7):have]))[-7:]
        return total

    def _receive(self, at):
        count = self.socket.recv_into(memoryview(self.buffer)[at:])
        if not count:
            raise SystemExit("the Hub closed the connection")
        return count

    def close(self):
        self.socket.close()


def timed(action):
    """Milliseconds."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000
