"""GET /api/vendors/{id} by this API and by the stack of its ancestor, both on one database, in the same minutes.

Usage: compare.py [--rounds 5] [--seconds 10] [--connections 32]. Needs bin/dal and bin/fleet-api, wrk and node with
.local/benchmarks/node. Starts everything it needs and stops it; prints a table and writes Benchmarks/results/http.json.
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PLACE = ROOT / ".local/benchmarks"
HOME = PLACE / "http"
GOAL, STRETCH = 4.0, 7.0


# DB_HOST and its like would have dal work on somebody's own server.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("DB_") and name != "APP_ENV"}


def say(text):
    print(text, file=sys.stderr, flush=True)


def start(command, environment=None, until="listening "):
    """Starts a program and waits for the line that says where it listens."""
    process = subprocess.Popen(
        command, cwd=ROOT, env={**ENVIRONMENT, **(environment or {})}, stdout=subprocess.PIPE, stderr=sys.stderr,
        text=True)
    for line in process.stdout:
        if line.startswith(until):
            return process, line.removeprefix(until).strip()
    raise SystemExit(f"{command[0]} ended before it said where it listens")


def get(url, token):
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def run_wrk(url, token, options, seconds):
    output = subprocess.run(
        ["wrk", "-t1", f"-c{options.connections}", f"-d{seconds}s", "--latency", "-H", f"Authorization: Bearer {token}",
         url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"{url} gave errors:\n{output}")
    scale = {"us": 0.001, "ms": 1, "s": 1000}

    def percentile(share):
        number, unit = re.search(rf"{share}%\s+([\d.]+)(us|ms|s)\b", output).groups()
        return float(number) * scale[unit]

    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    return {"requests_per_second": rate, "p50_ms": percentile(50), "p99_ms": percentile(99)}


def express_environment(run):
    return {
        "NODE_PATH": str(PLACE / "node/usr/share/nodejs"), "NODE_ENV": "production", "PORT": "0",
        "PGHOST": run["server"]["host"], "PGPORT": str(run["server"]["port"]), "PGDATABASE": "fleetdb",
        "PGUSER": "fleet_webapp_user", "PGPASSWORD": (HOME / "secrets/fleet_webapp_user").read_text().strip(),
        "PGSSLROOTCERT": run["server"]["rootCertificate"], "TOKEN_KEY_FILE": str(HOME / "secrets/token-key")}


def measure(options):
    # Without a limit by token, since all requests carry the same.
    dal, ours = start(["bin/dal", "up", "--data", str(HOME), "--port", "0"], {"FLEET_RATE_LIMIT": "0"}, until="ready ")
    express = None
    try:
        run = json.loads((HOME / "run.json").read_text())
        token = (HOME / "secrets/development-token").read_text().strip()
        vendor = get(f"{ours}/api/vendors?limit=1", token)["data"][0]
        express, theirs = start(["node", "Benchmarks/http/express_server.js"], express_environment(run))
        path = f"/api/vendors/{vendor['id']}"
        if get(theirs + path, token)["data"]["name"] != vendor["name"]:
            raise SystemExit("the two do not give the same vendor")
        contestants = {"fleet-api": ours + path, "express": theirs + path}
        rounds = {name: [] for name in contestants}
        for url in contestants.values():
            run_wrk(url, token, options, 3)
        for number in range(options.rounds):
            order = list(contestants.items())
            for name, url in order if number % 2 == 0 else reversed(order):
                rounds[name].append(run_wrk(url, token, options, options.seconds))
                say(f"round {number + 1}: {name} {rounds[name][-1]}")
        return rounds
    finally:
        for process in filter(None, (express, dal)):
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def report(rounds):
    medians = {
        name: {figure: statistics.median(run[figure] for run in runs) for figure in runs[0]}
        for name, runs in rounds.items()}
    ratio = medians["fleet-api"]["requests_per_second"] / medians["express"]["requests_per_second"]
    verdict = "stretched" if ratio >= STRETCH else "reached" if ratio >= GOAL else "missed"
    print("GET /api/vendors/{id}   requests/s      p50 ms     p99 ms   (medians)")
    for name, figures in medians.items():
        print(f"{name:20} {figures['requests_per_second']:14.0f} {figures['p50_ms']:11.2f} {figures['p99_ms']:10.2f}")
    print(f"fleet-api ÷ express: {ratio:.2f}   goal {GOAL}, stretch {STRETCH}: {verdict}")
    result = {"rounds": rounds, "medians": medians, "ratio": ratio, "goal": GOAL, "stretch": STRETCH}
    (ROOT / "Benchmarks/results/http.json").write_text(json.dumps(result, indent=2) + "\n")


def refuse_unless_installed():
    for program in ("wrk", "node"):
        if not shutil.which(program):
            raise SystemExit(f"there is no {program}: install it (apt-get install {program.replace('node', 'nodejs')})")
    if not (PLACE / "node/usr/share/nodejs/express").exists():
        raise SystemExit(f"there is no Express in {PLACE / 'node'}: scripts/install-benchmark-peers fetches it")
    if not (ROOT / "bin/dal").exists():
        raise SystemExit("there is no bin/dal: make build makes it")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=32)
    options = parser.parse_args()
    refuse_unless_installed()
    report(measure(options))


if __name__ == "__main__":
    main()
