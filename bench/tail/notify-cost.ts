import type { Sql } from "@/db/client";

/** Commits a second of two writers at once, each with a row of its own; with a notification in each, or without. */
export async function commitsPerSecond(sql: Sql, notify: boolean, seconds: number): Promise<number> {
  await sql`create table if not exists bench_commits (id int primary key, n int8 not null default 0)`;
  await sql`insert into bench_commits (id) values (1), (2) on conflict do nothing`;
  const until = performance.now() + seconds * 1_000;
  let commits = 0;
  const write = async (id: number) => {
    while (performance.now() < until) {
      await sql.begin(async (tx) => {
        await tx`update bench_commits set n = n + 1 where id = ${id}`;
        if (notify) await tx`select pg_notify('k2_bench', ${String(commits)})`;
      });
      commits++;
    }
  };
  await Promise.all([write(1), write(2)]);
  return Math.round(commits / seconds);
}
