"""psycopg 3, asynchronous, on uvloop. Connects as the environment says, as libpq does."""

import random

import psycopg
import uvloop

import measuring

POINT_SELECT = "SELECT id, name, balance FROM accounts WHERE id = %s"
BULK_READ = "SELECT id, name, taken_at, amount, token FROM readings"


async def point_select(tasks, seconds):
    connections = [await psycopg.AsyncConnection.connect(autocommit=True) for _ in range(tasks)]

    def select(connection):
        async def operation():
            cursor = await connection.execute(
                POINT_SELECT, (random.randint(1, measuring.POINT_SELECT_ROWS),), prepare=True, binary=True
            )
            row = await cursor.fetchone()
            assert row[1] is not None

        return operation

    await measuring.concurrently([select(connection) for connection in connections], seconds)
    for connection in connections:
        await connection.close()


async def bulk_read(repeats):
    connection = await psycopg.AsyncConnection.connect(autocommit=True)

    async def read():
        cursor = await connection.execute(BULK_READ, prepare=True, binary=True)
        rows = await cursor.fetchall()
        assert len(rows) == 100_000

    await measuring.repeatedly(read, repeats)
    await connection.close()


async def main():
    given = measuring.arguments()
    if given.work == "point-select":
        await point_select(given.tasks, given.seconds)
    else:
        await bulk_read(given.repeats)


uvloop.run(main())
