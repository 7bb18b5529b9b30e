"""Break files of one kind for some minutes, guided by the coverage of our own code.

    python -m tests.fuzz doc --seconds 600
    python -m tests.fuzz --list

With atheris (the group `fuzz`; `make fuzz` installs it) inputs that reach new code are broken further;
without it, files are broken at random. An input that fails is kept in `tests/corpus/fuzz/<kind>/`, where
the suite reads it from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import tempfile
import time
from pathlib import Path

try:
    import atheris
except ModuleNotFoundError:
    atheris = None

if atheris is not None and "--random" not in sys.argv and "--list" not in sys.argv:
    with atheris.instrument_imports(
        include=["gongkai.report"]
    ):  # the first import of our code counts
        from tests.fuzz.seeds import SEEDS
        from tests.fuzz.target import check, check_in_time, prepare
else:
    from tests.fuzz.seeds import SEEDS
    from tests.fuzz.target import check, check_in_time, prepare

from tests.fuzz.mutation import mutated

KEPT = Path(__file__).parents[1] / "corpus" / "fuzz"


def keep(kind: str, data: bytes) -> Path:
    """Write an input that failed among the cases of its kind."""
    target = KEPT / kind / hashlib.sha256(data).hexdigest()[:16]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def guided(kind: str, seconds: int) -> int:
    """Run atheris. Returns its status; 0 when nothing failed."""
    prepare(kind)
    folder = tempfile.mkdtemp(prefix=f"fuzz-{kind}-")
    Path(folder, "seed").write_bytes(SEEDS[kind]())
    for path in (KEPT / kind).glob("*"):
        Path(folder, path.name).write_bytes(path.read_bytes())

    def one(data: bytes) -> None:
        check(kind, data)

    def mutator(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        return mutated(data or SEEDS[kind](), chance)[:most]

    arguments = [sys.argv[0], folder, f"-max_total_time={seconds}", "-timeout=30"]
    # What ends the run is kept by libFuzzer itself, which also sees too much memory and too much time.
    (KEPT / kind).mkdir(parents=True, exist_ok=True)
    arguments += ["-rss_limit_mb=1000", "-max_len=200000", f"-artifact_prefix={KEPT / kind}/"]
    atheris.Setup(arguments, one, custom_mutator=mutator)
    atheris.Fuzz()
    return 0


def at_random(kind: str, seconds: int) -> int:
    """Break the seed at random, each batch in a process of its own. Returns 1 when something failed."""
    seed, end = SEEDS[kind](), time.monotonic() + seconds
    read = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        last = Path(folder, "last")
        while time.monotonic() < end:
            start = random.SystemRandom().randrange(2**40)
            child = os.fork()
            if not child:
                prepare(kind)
                try:
                    for number in range(start, start + 500):
                        data = mutated(seed, random.Random(number))
                        last.write_bytes(data)
                        check_in_time(kind, data)
                except BaseException as error:
                    sys.stderr.write(f"{type(error).__name__}: {error}\n")
                    os._exit(1)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            read += 500
            if status:
                failed += 1
                sys.stderr.write(f"kept: {keep(kind, last.read_bytes())}\n")
    sys.stderr.write(f"{kind}: {read} broken files, {failed} failed\n")
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", nargs="?", choices=list(SEEDS))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--random", action="store_true", help="without atheris")
    parser.add_argument("--list", action="store_true", help="the kinds")
    arguments = parser.parse_args()
    if arguments.list or arguments.kind is None:
        sys.stdout.write("\n".join(SEEDS) + "\n")
        return 0
    if atheris is not None and not arguments.random:
        return guided(arguments.kind, arguments.seconds)
    return at_random(arguments.kind, arguments.seconds)


if __name__ == "__main__":
    sys.exit(main())
