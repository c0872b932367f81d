"""What `dal access` costs on a database of many tables: the catalogue's proof, plans, and the probe.

Usage: measure.py [--tables 2000] [--rounds 5]. Needs bin/dal. Starts a private server of its own and stops it; every table
has a tenant, row-level security with Fleet's policies, and the audit's triggers, so that all is as declared. Times are of
whole processes: start, connection, answer. Prints a table and writes Benchmarks/results/access.json.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = ROOT / ".local/benchmarks/access"
# Seconds: what each verb may take with 3 roles and 2,000 tables. The probe may take 10 for each login, of which Fleet has 3.
GOALS = {"verify --catalogue": 1.0, "plan, nothing to do": 2.0, "plan, everything to do": 2.0, "probe": 30.0}

# DB_HOST and its like would have dal work on somebody's own server.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("DB_") and name != "APP_ENV"}

# The audit's functions belong to a role of their own, and only its members make triggers that call them.
TABLES = """
GRANT fleet_audit TO CURRENT_USER;
DO $$
DECLARE name text;
BEGIN
  FOR n IN %d..%d LOOP
    name := 'made_' || n;
    EXECUTE format('CREATE TABLE public.%%I (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL, name text)', name);
    EXECUTE format('CREATE POLICY tenant_isolation ON public.%%I TO fleet_webapp, fleet_readonly
      USING (tenant_id = nullif(current_setting(''app.current_tenant_id'', true), '''')::uuid)
      WITH CHECK (tenant_id = nullif(current_setting(''app.current_tenant_id'', true), '''')::uuid)', name);
    EXECUTE format('CREATE POLICY every_tenant ON public.%%I FOR SELECT TO fleet_across_tenants USING (true)', name);
    EXECUTE format('ALTER TABLE public.%%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON public.%%I
      FOR EACH ROW EXECUTE FUNCTION public.record_db_user_audit(''tenant_id'')', name);
    EXECUTE format('CREATE TRIGGER audit_truncate AFTER TRUNCATE ON public.%%I
      FOR EACH STATEMENT EXECUTE FUNCTION public.record_db_user_audit(''tenant_id'')', name);
  END LOOP;
END
$$;
REVOKE fleet_audit FROM CURRENT_USER
"""
REVOKE = "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM fleet_webapp, fleet_readonly, fleet_across_tenants"


def dal(*arguments, status=0):
    """Runs dal, and gives the seconds it took."""
    begun = time.monotonic()
    done = subprocess.run(
        [ROOT / "bin/dal", *arguments, "--data", HOME] if arguments[0] != "psql" else
        [ROOT / "bin/dal", "psql", "--data", HOME, "--as", "admin", "--", "-q", "-c", arguments[1]],
        cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    seconds = time.monotonic() - begun
    if done.returncode != status:
        raise SystemExit(f"dal {' '.join(arguments)[:60]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr}")
    return seconds


def start():
    """Starts a server and the application, and waits until both are ready."""
    shutil.rmtree(HOME, ignore_errors=True)
    process = subprocess.Popen(
        [ROOT / "bin/dal", "up", "--port", "0", "--data", HOME], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE,
        stderr=sys.stderr, text=True)
    for line in process.stdout:
        if line.startswith("ready "):
            return process
    raise SystemExit("dal up ended before it was ready")


def measure(options):
    process = start()
    try:
        # A few at a time: the server's table of locks is not made for thousands in one transaction.
        for first in range(1, options.tables + 1, 200):
            dal("psql", TABLES % (first, min(first + 199, options.tables)))
        times = {name: [] for name in GOALS}
        for number in range(options.rounds):
            times["verify --catalogue"].append(dal("access", "verify", "--catalogue"))
            times["plan, nothing to do"].append(dal("access", "plan"))
            print(f"round {number + 1}: {times}", file=sys.stderr, flush=True)
        times["probe"].append(dal("access", "probe"))
        dal("psql", REVOKE)
        for _ in range(options.rounds):
            times["plan, everything to do"].append(dal("access", "plan", status=2))
        applied = dal("access", "apply")
        dal("access", "plan")
        return times, applied
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if not (ROOT / "bin/dal").exists():
        raise SystemExit("there is no bin/dal: make build makes it")
    times, applied = measure(options)
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    print(f"{options.tables} tables          seconds   goal")
    for name, median in medians.items():
        print(f"{name:24} {median:8.2f} {GOALS[name]:6.1f}  {'reached' if median <= GOALS[name] else 'missed'}")
    print(f"{'apply of everything':24} {applied:8.2f}")
    result = {"tables": options.tables, "times": times, "medians": medians, "goals": GOALS, "apply": applied}
    (ROOT / "Benchmarks/results/access.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
