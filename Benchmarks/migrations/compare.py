"""1,000 small migrations by `dal migrate apply` and by psql, in the same minutes; and what a blocked ALTER TABLE does
to those who read the table meanwhile.

Usage: compare.py [--rounds 5] [--migrations 1000] [--seconds 12]. Needs bin/dal, psql and pgbench. Starts everything it
needs and stops it; prints a table and writes Benchmarks/results/migrations.json.
"""

import argparse
import glob
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = ROOT / ".local/benchmarks/migrations"
PROJECT = HOME / "fleet"
STATE = HOME / "state"
RATIO_GOAL, DELAY_GOAL_MS = 1.5, 600
FIRST = 1_000

# DB_HOST and its like would have dal work on somebody's own server.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("DB_") and name != "APP_ENV"}


def say(text):
    print(text, file=sys.stderr, flush=True)


def dal(*arguments):
    """Runs dal to its end."""
    return subprocess.run(
        ["bin/dal", *arguments, "--project", str(PROJECT), "--data", str(STATE)], cwd=ROOT, env=ENVIRONMENT, check=True,
        capture_output=True, text=True)


def start_dal():
    process = subprocess.Popen(
        ["bin/dal", "up", "--port", "0", "--project", str(PROJECT), "--data", str(STATE)], cwd=ROOT,
        env={**ENVIRONMENT, "PATH": f"{ROOT / 'bin'}:{ENVIRONMENT['PATH']}"}, stdout=subprocess.PIPE, stderr=sys.stderr,
        text=True)
    for line in process.stdout:
        if line.startswith("ready "):
            return process
    raise SystemExit("dal up ended before it was ready")


def connection():
    """How psql and pgbench reach the same database as the same administrator."""
    server = json.loads((STATE / "run.json").read_text())["server"]
    return {
        **ENVIRONMENT, "PGHOST": server["host"], "PGPORT": str(server["port"]), "PGDATABASE": "fleetdb",
        "PGUSER": "fleetadmin", "PGPASSWORD": (STATE / "secrets/fleetadmin").read_text().strip(),
        "PGSSLMODE": "verify-full", "PGSSLROOTCERT": server["rootCertificate"]}


def psql(*arguments):
    return subprocess.run(
        ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", *arguments], env=connection(), check=True, capture_output=True,
        text=True).stdout


def statements(number):
    """A small migration as people write them, and what undoes it."""
    table = f"bench_{number - number % 4}"
    return [
        ([f"CREATE TABLE {table} (id bigint PRIMARY KEY, name text NOT NULL)"], [f"DROP TABLE {table}"]),
        ([f"ALTER TABLE {table} ADD COLUMN note text"], [f"ALTER TABLE {table} DROP COLUMN note"]),
        ([f"INSERT INTO {table} VALUES (1, 'first')", f"COMMENT ON TABLE {table} IS 'a table of the benchmark'"],
         [f"DELETE FROM {table}", f"COMMENT ON TABLE {table} IS NULL"]),
        ([f"CREATE INDEX {table}_name ON {table} (name)"], [f"DROP INDEX {table}_name"]),
    ][number % 4]


def write_migrations(count):
    """The same statements as files for dal, and as one script for psql."""
    up, down = [], []
    for number in range(FIRST, FIRST + count):
        ups, downs = statements(number)
        lines = ["-- migrate:up", *(f"{text};" for text in ups), "-- migrate:down", *(f"{text};" for text in downs)]
        (PROJECT / f"migrations/{number}_bench.sql").write_text("\n".join(lines) + "\n")
        up.append("BEGIN;\n" + "".join(f"{text};\n" for text in ups) + "COMMIT;\n")
        down.insert(0, "".join(f"{text};\n" for text in downs))
    (HOME / "up.sql").write_text("".join(up))
    # In one transaction it would hold more locks than the server has room for.
    (HOME / "down.sql").write_text("".join(down))


def timed(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


def run_dal(newest):
    seconds = timed(lambda: dal("migrate", "apply"))
    dal("migrate", "rollback", "--to", newest)
    return seconds


def run_psql(_):
    seconds = timed(lambda: psql("-f", str(HOME / "up.sql")))
    psql("-f", str(HOME / "down.sql"))
    return seconds


def compare(options):
    newest = psql("-c", "SELECT max(version) FROM dal.migration_history WHERE direction = 'up'").strip()
    write_migrations(options.migrations)
    contestants = {"dal migrate apply": run_dal, "psql": run_psql}
    rounds = {name: [] for name in contestants}
    for number in range(options.rounds):
        order = list(contestants.items())
        for name, run in order if number % 2 == 0 else reversed(order):
            rounds[name].append(run(newest))
            say(f"round {number + 1}: {name} {rounds[name][-1]:.2f} s")
    for path in PROJECT.glob("migrations/*_bench.sql"):
        path.unlink()
    return rounds


def measure_delay(options, reads_blocked):
    """The slowest of the application's queries, while a migration wants to alter their table."""
    psql("-c", "CREATE TABLE bench_read (id bigint); INSERT INTO bench_read SELECT generate_series(1, 1000);")
    (PROJECT / "migrations/3000_alter.sql").write_text(
        "-- migrate:up\nALTER TABLE bench_read ADD COLUMN note text;\n"
        "-- migrate:down\nALTER TABLE bench_read DROP COLUMN note;\n")
    reader = subprocess.Popen(["psql", "-qAtX"], env=connection(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    if reads_blocked:
        reader.stdin.write("BEGIN;\nSELECT count(*) FROM bench_read;\n")
        reader.stdin.flush()
        reader.stdout.readline()
    with tempfile.TemporaryDirectory(dir=HOME) as folder:
        (Path(folder) / "read.sql").write_text("SELECT count(*) FROM bench_read;\n")
        load = subprocess.Popen(
            [pgbench(), "-n", "-f", "read.sql", "-c", "4", "-R", "200", "-T", str(options.seconds), "-l"], cwd=folder,
            env=connection(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        migration = subprocess.Popen(
            ["bin/dal", "migrate", "apply", "--project", str(PROJECT), "--data", str(STATE)], cwd=ROOT, env=ENVIRONMENT,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if load.wait() != 0:
            raise SystemExit("pgbench failed")
        reader.stdin.close()
        reader.wait()
        errors = migration.communicate()[1]
        if migration.returncode != 0:
            raise SystemExit(f"the migration failed:\n{errors}")
        # Of each query: the client, a count, the microseconds it took, the script, when, and how late it began.
        lines = [line.split() for path in glob.glob(f"{folder}/pgbench_log*") for line in open(path)]
        delays = [(int(line[2]) - int(line[6])) / 1000 for line in lines]
    newest = psql("-c", "SELECT max(version) FROM dal.migration_history WHERE version < 3000 AND direction = 'up'").strip()
    dal("migrate", "rollback", "--to", newest)
    (PROJECT / "migrations/3000_alter.sql").unlink()
    psql("-c", "DROP TABLE bench_read")
    return {"queries": len(delays), "worst_ms": max(delays), "attempts_that_met_the_lock": errors.count("met a lock")}


def pgbench():
    found = shutil.which("pgbench") or next(iter(sorted(glob.glob("/usr/lib/postgresql/*/bin/pgbench"))), None)
    if not found:
        raise SystemExit("there is no pgbench: it comes with the server's packages (apt-get install postgresql-15)")
    return found


def report(rounds, delays, options):
    medians = {name: statistics.median(times) for name, times in rounds.items()}
    ratio = medians["dal migrate apply"] / medians["psql"]
    print(f"{options.migrations} migrations      seconds   (medians of {options.rounds})")
    for name, seconds in medians.items():
        print(f"{name:20} {seconds:8.2f}")
    print(f"dal ÷ psql: {ratio:.2f}   goal ≤ {RATIO_GOAL}: {'reached' if ratio <= RATIO_GOAL else 'missed'}")
    worst = delays["blocked"]["worst_ms"]
    print(
        f"slowest of {delays['blocked']['queries']} queries while an ALTER TABLE met a lock "
        f"{delays['blocked']['attempts_that_met_the_lock']} times: {worst:.0f} ms (without: "
        f"{delays['free']['worst_ms']:.0f} ms)   goal ≤ {DELAY_GOAL_MS}: "
        f"{'reached' if worst <= DELAY_GOAL_MS else 'missed'}")
    result = {
        "migrations": options.migrations, "rounds": rounds, "medians": medians, "ratio": ratio, "goal": RATIO_GOAL,
        "delays": delays, "delay_goal_ms": DELAY_GOAL_MS}
    (ROOT / "Benchmarks/results/migrations.json").write_text(json.dumps(result, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--migrations", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=12)
    options = parser.parse_args()
    if not (ROOT / "bin/dal").exists():
        raise SystemExit("there is no bin/dal: make build makes it")
    pgbench()
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    shutil.copytree(ROOT / "fleet", PROJECT)
    running = start_dal()
    try:
        rounds = compare(options)
        delays = {"free": measure_delay(options, False), "blocked": measure_delay(options, True)}
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=60)
    report(rounds, delays, options)


if __name__ == "__main__":
    main()
