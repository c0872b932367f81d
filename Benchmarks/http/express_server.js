// The stack this project's ancestor ran on, doing what GET /api/vendors/{id} does: Express, a token checked, the tenant
// set in a transaction, a named statement, through a pool of node-postgres. One process, as it was run.
// PORT 0 takes a free one; the address is printed. PG* say where the database is, TOKEN_KEY_FILE holds the key.
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const express = require('express');
const { Pool } = require('pg');

const key = fs.readFileSync(process.env.TOKEN_KEY_FILE, 'utf8').trim();
const secret = Buffer.from(key, process.env.TOKEN_KEY_ENCODING || 'utf8');
const ssl = process.env.PGSSLROOTCERT ? { ca: fs.readFileSync(process.env.PGSSLROOTCERT) } : false;
const pool = new Pool({ max: 20, idleTimeoutMillis: 0, ssl });

const COLUMNS = `id, name, vendor_type, contact_name, email, phone, address, city, state, zip, website, notes,
  is_active, version, created_at, updated_at`;
const FIND = { name: 'find-vendor', text: `SELECT ${COLUMNS} FROM vendors WHERE id = $1` };
const SET_TENANT = { name: 'set-tenant', text: "SELECT set_config('app.current_tenant_id', $1, true)" };

function verified(token) {
  const [header, payload, signature] = token.split('.');
  const expected = crypto.createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature || '', 'base64url');
  if (given.length !== expected.length || !crypto.timingSafeEqual(given, expected)) return null;
  if (JSON.parse(Buffer.from(header, 'base64url')).alg !== 'HS256') return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  return claims.exp > Date.now() / 1000 ? claims : null;
}

function authenticate(request, response, next) {
  const [scheme, token] = (request.get('authorization') || '').split(' ');
  const claims = scheme === 'Bearer' && token ? verified(token) : null;
  if (!claims) return response.status(401).json({ error: 'unauthorized' });
  request.claims = claims;
  next();
}

const requiring = (permission) => (request, response, next) =>
  request.claims.permissions.includes(permission) ? next() : response.status(403).json({ error: 'forbidden' });

async function inTenant(tenant, work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({ ...SET_TENANT, values: [tenant] });
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const application = express();
application.use(express.json({ limit: '1mb' }));
application.get('/api/vendors/:id', authenticate, requiring('vendor:view:global'), (request, response, next) => {
  inTenant(request.claims.tenant_id, (client) => client.query({ ...FIND, values: [request.params.id] }))
    .then(({ rows }) =>
      rows.length ? response.json({ data: rows[0] }) : response.status(404).json({ error: 'not found' }))
    .catch(next);
});

const server = application.listen(Number(process.env.PORT || 0), '127.0.0.1', () => {
  console.log(`listening http://127.0.0.1:${server.address().port}`);
});
