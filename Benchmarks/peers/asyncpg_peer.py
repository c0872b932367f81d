"""asyncpg on uvloop. Connects as the environment says (PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE)."""

import random

import asyncpg
import uvloop

import measuring

POINT_SELECT = "SELECT id, name, balance FROM accounts WHERE id = $1"
BULK_READ = "SELECT id, name, taken_at, amount, token FROM readings"


async def point_select(tasks, seconds):
    connections = [await asyncpg.connect() for _ in range(tasks)]
    statements = [await connection.prepare(POINT_SELECT) for connection in connections]

    def select(statement):
        async def operation():
            record = await statement.fetchrow(random.randint(1, measuring.POINT_SELECT_ROWS))
            assert record["name"] is not None

        return operation

    await measuring.concurrently([select(statement) for statement in statements], seconds)
    for connection in connections:
        await connection.close()


async def bulk_read(repeats):
    connection = await asyncpg.connect()
    statement = await connection.prepare(BULK_READ)

    async def read():
        # Records hold decoded values already: int, str, datetime, Decimal, UUID.
        records = await statement.fetch()
        assert len(records) == 100_000

    await measuring.repeatedly(read, repeats)
    await connection.close()


async def main():
    given = measuring.arguments()
    if given.work == "point-select":
        await point_select(given.tasks, given.seconds)
    else:
        await bulk_read(given.repeats)


uvloop.run(main())
