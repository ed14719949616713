"""The repositories that listings and commits are measured on: what is in them, made the same every time."""

import dataclasses
import hashlib

LFS_OBJECTS = 1000


@dataclasses.dataclass(frozen=True)
class Dataset:
    """A repository of `directories` directories with `files` files each, ten in a thousand of them LFS files."""

    name: str
    directories: int
    files: int
    commits: int

    @property
    def total(self):
        return self.directories * self.files


MILLION = Dataset("million", 1000, 1000, 20)
FLAT = Dataset("flat", 1, 100_000, 2)
HUNDRED_THOUSAND = Dataset("hundred-thousand", 100, 1000, 2)
SMALL = Dataset("small", 1, 1000, 1)
OLD = Dataset("old", 1, 1000, 1)

ALL = (MILLION, FLAT, HUNDRED_THOUSAND, SMALL, OLD)

# Commits on top of the first, each of one file: SMALL has few, OLD has many.
LATER_COMMITS = {"small": 9, "old": 9999}

# Changes with the content: another name, another cache.
EDITION = "1"


def directory(number):
    return f"part-{number:04}"


def is_lfs(file):
    return file % 100 == 50


def path(number, file):
    return f"{directory(number)}/{file:06}.{'bin' if is_lfs(file) else 'json'}"


def regular(number, file):
    """The content of a regular file: 60 to 600 bytes, no two alike."""
    seed = hashlib.blake2b(b"%d/%d" % (number, file), digest_size=32).hexdigest()
    return f'{{"part": {number}, "file": {file}, "text": "{seed * (seed.count("a") + 1)}"}}\n'.encode()


def lfs_object(index):
    """The content of an LFS object: 1 to 20 kB."""
    block = hashlib.blake2b(b"object %d" % index, digest_size=64).digest()
    return (block * 320)[: 1000 + index * 19]


def lfs_index(number, file):
    return (number * 10 + file // 100) % LFS_OBJECTS


def pointer(sha256, size):
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {size}\n".encode()
