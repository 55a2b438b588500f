import { randomUUID } from "node:crypto";
import { expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { connect } from "./client";
import { migrate } from "./migrate";

it("brings a new database up when several start at once, and does nothing the next time", async () => {
  const socketDir = inject("databaseSocket") || undefined;
  const name = `k2_migrate_${randomUUID().slice(0, 8)}`;
  const admin = connect({ url: inject("databaseUrl"), socketDir, max: 1, applicationName: "k2-test" });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(inject("databaseUrl"));
  url.pathname = `/${name}`;
  const target = { url: url.toString(), socketDir };
  await Promise.all([migrate(target), migrate(target), migrate(target)]);
  await migrate(target);
  const sql = connect({ ...target, max: 1, applicationName: "k2-test" });
  const [row] = await sql<{ applied: bigint; twice: bigint }[]>`
    select count(*) as applied, count(*) - count(distinct hash) as twice from drizzle.__drizzle_migrations`;
  expect(row?.twice).toBe(0n);
  expect(row?.applied).toBeGreaterThan(0n);
  await sql.end();
  await admin.unsafe(`drop database ${name} with (force)`);
  await admin.end();
});
