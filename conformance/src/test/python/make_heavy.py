"""Writes a few large files and some small ones: make_heavy.py FOLDER MIB"""

import pathlib
import random
import sys

folder, mib = pathlib.Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True)
source = random.Random(3)
for i in range(3):
    with open(folder / f"weights-{i}.bin", "wb") as out:
        for _ in range(mib // 3):
            out.write(source.randbytes(1 << 20))
for i in range(20):
    (folder / f"note-{i}.txt").write_text(f"note {i}\n" * (i + 1), encoding="utf-8")
