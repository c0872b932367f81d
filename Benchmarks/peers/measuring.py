"""What the Python peers share: their arguments, how a run is timed, and the line they print."""

import argparse
import asyncio
import json
import resource
import time

POINT_SELECT_ROWS = 1_000_000
WARM_UP_SECONDS = 1.0


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", choices=["point-select", "bulk-read"])
    parser.add_argument("--tasks", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--repeats", type=int, default=5)
    return parser.parse_args()


class Clock:
    """Wall clock and the CPU time of this process, from here to `report`."""

    def __init__(self):
        self.wall = time.perf_counter()
        self.cpu = time.process_time()

    def report(self, operations):
        wall = time.perf_counter() - self.wall
        cpu = time.process_time() - self.cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps({"operations": operations, "seconds": wall, "cpu_seconds": cpu, "peak_memory": peak}))


async def concurrently(operations, seconds):
    """Repeats each of the operations in a task of its own: a warm-up, then the time that counts."""
    done = [0] * len(operations)
    running = True

    async def repeat(number, operation):
        while running:
            await operation()
            done[number] += 1

    tasks = [asyncio.create_task(repeat(*item)) for item in enumerate(operations)]
    await asyncio.sleep(WARM_UP_SECONDS)
    before = sum(done)
    clock = Clock()
    await asyncio.sleep(seconds)
    clock.report(sum(done) - before)
    running = False
    await asyncio.gather(*tasks)


async def repeatedly(operation, repeats):
    """Runs an operation once unmeasured, then as often as asked."""
    await operation()
    clock = Clock()
    for _ in range(repeats):
        await operation()
    clock.report(repeats)
