// node-postgres, its JavaScript client. Connects as the environment says (PGHOST, PGPORT, PGUSER, PGPASSWORD, …).
'use strict';

const { Client } = require('pg');
const { parseArgs } = require('node:util');

const POINT_SELECT = { name: 'point-select', text: 'SELECT id, name, balance FROM accounts WHERE id = $1' };
const BULK_READ = { name: 'bulk-read', text: 'SELECT id, name, taken_at, amount, token FROM readings' };
const POINT_SELECT_ROWS = 1_000_000;
const WARM_UP_SECONDS = 1;

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

function startClock() {
  const wall = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  return function report(operations) {
    const seconds = Number(process.hrtime.bigint() - wall) / 1e9;
    const { user, system } = process.cpuUsage(cpu);
    const peak = process.resourceUsage().maxRSS * 1024;
    console.log(JSON.stringify({ operations, seconds, cpu_seconds: (user + system) / 1e6, peak_memory: peak }));
  };
}

async function connected() {
  const client = new Client();
  await client.connect();
  return client;
}

async function pointSelect(tasks, seconds) {
  const clients = await Promise.all(Array.from({ length: tasks }, connected));
  let done = 0;
  let running = true;
  const loops = clients.map(async (client) => {
    while (running) {
      const id = 1 + Math.floor(Math.random() * POINT_SELECT_ROWS);
      const { rows } = await client.query({ ...POINT_SELECT, values: [id] });
      if (rows.length !== 1) throw new Error('no such row');
      done += 1;
    }
  });
  await pause(WARM_UP_SECONDS);
  const before = done;
  const report = startClock();
  await pause(seconds);
  report(done - before);
  running = false;
  await Promise.all(loops);
  await Promise.all(clients.map((client) => client.end()));
}

async function bulkRead(repeats) {
  const client = await connected();
  const read = async () => {
    const { rows } = await client.query(BULK_READ);
    if (rows.length !== 100_000) throw new Error('rows are missing');
  };
  await read();
  const report = startClock();
  for (let repeat = 0; repeat < repeats; repeat += 1) await read();
  report(repeats);
  await client.end();
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tasks: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '5' },
      repeats: { type: 'string', default: '5' },
    },
  });
  if (positionals[0] === 'point-select') await pointSelect(Number(values.tasks), Number(values.seconds));
  else if (positionals[0] === 'bulk-read') await bulkRead(Number(values.repeats));
  else throw new Error(`unknown work: ${positionals[0]}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
