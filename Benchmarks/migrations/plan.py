"""dal migrate plan and fingerprint of a database of 1,000 tables.

Usage: plan.py [--tables 1000] [--rounds 5] [--server PGBIN]. Needs bin/dal and PostgreSQL's programs. Makes a server of its
own, stops it and removes it; prints the times and writes Benchmarks/results/plan.json.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GOAL = 2.0
PORT = "5432"

# DB_HOST and its like would have dal work on somebody's own server.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("DB_") and name != "APP_ENV"}


def tables(count):
    """Like an application's: keys, a foreign key to the table before, an index, a CHECK, a comment, a policy."""
    for number in range(count):
        reference = f" REFERENCES t{number - 1:04}" if number else ""
        yield f"""
            CREATE TABLE t{number:04} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL,
                parent_id bigint{reference}, name text NOT NULL CHECK (name <> ''), amount numeric(12, 2) DEFAULT 0,
                created_at timestamptz NOT NULL DEFAULT now());
            CREATE INDEX t{number:04}_parent ON t{number:04} (parent_id);
            ALTER TABLE t{number:04} ENABLE ROW LEVEL SECURITY;
            CREATE POLICY tenant ON t{number:04} USING (tenant_id = current_setting('app.tenant', true)::uuid);
            COMMENT ON TABLE t{number:04} IS 'table {number}';"""


def migrations(count):
    """One that touches every tenth table, so that sizes and dependents are read of many."""
    up = "".join(f"ALTER TABLE t{number:04} ADD COLUMN note text;\n" for number in range(0, count, 10))
    down = "".join(f"ALTER TABLE t{number:04} DROP COLUMN note;\n" for number in range(0, count, 10))
    return f"-- migrate:up\n{up}-- migrate:down\n{down}-- migrate:verify\nSELECT true;\n"


class Server:
    """A PostgreSQL server on a socket of its own. PostgreSQL refuses to be run by root."""

    def __init__(self, programs, folder):
        self.programs, self.folder = Path(programs), folder
        self.owner = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []
        if self.owner:
            shutil.chown(folder, "nobody", "nogroup")

    def run(self, *command):
        subprocess.run([*self.owner, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def __enter__(self):
        data = self.folder / "data"
        self.run(self.programs / "initdb", "-D", data, "-U", "fleetadmin", "-A", "trust", "-N", "--locale=C", "-E", "UTF8")
        self.run(
            self.programs / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o",
            f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c port={PORT}", "start")
        return self

    def __exit__(self, *_):
        self.run(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def psql(self, database, script):
        subprocess.run(
            ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", PORT, "-U", "fleetadmin", "-1", database],
            input=script, text=True, check=True)


def project(folder, count):
    """The fleet project with one migration."""
    shutil.copytree(ROOT / "fleet", folder / "fleet")
    shutil.rmtree(folder / "fleet/migrations")
    (folder / "fleet/migrations").mkdir()
    (folder / "fleet/migrations/001_notes.sql").write_text(migrations(count))
    return str(folder / "fleet")


def measure(command, environment, expected):
    began = time.monotonic()
    result = subprocess.run(command, env={**ENVIRONMENT, **environment}, capture_output=True, text=True)
    took = time.monotonic() - began
    if result.returncode != expected or not result.stdout:
        raise SystemExit(f"{' '.join(command)} ended with {result.returncode}:\n{result.stderr}")
    return took


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--server", default="/usr/lib/postgresql/15/bin")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dal-plan-"))
    folder.chmod(0o755)
    try:
        place = project(folder, options.tables)
        database = folder / "server"
        database.mkdir()
        with Server(options.server, database) as server:
            server.psql("postgres", "")
            subprocess.run(
                ["createdb", "-h", database, "-p", PORT, "-U", "fleetadmin", "fleetdb"], check=True)
            server.psql("fleetdb", "".join(tables(options.tables)))
            environment = {"DB_HOST": str(database), "DB_PORT": PORT, "DB_NAME": "fleetdb", "DB_SSL_ENABLED": "false",
                           "DB_ADMIN_PASSWORD": "unused"}
            dal = str(ROOT / "bin/dal")
            commands = {
                "plan": ([dal, "migrate", "plan", "--project", place], 2),
                "fingerprint": ([dal, "migrate", "fingerprint", "--project", place], 0)}
            times = {
                name: [measure(command, environment, code) for _ in range(options.rounds)]
                for name, (command, code) in commands.items()}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    total = sum(medians.values())
    for name, seconds in medians.items():
        print(f"{name:12} {seconds:6.2f} s  (median of {options.rounds}, worst {max(times[name]):.2f} s)")
    print(f"both of {options.tables} tables: {total:.2f} s, goal {GOAL} s: {'reached' if total <= GOAL else 'missed'}")
    result = {"tables": options.tables, "seconds": times, "medians": medians, "total": total, "goal": GOAL}
    (ROOT / "Benchmarks/results/plan.json").write_text(json.dumps(result, indent=2) + "\n")
    return 0 if total <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
