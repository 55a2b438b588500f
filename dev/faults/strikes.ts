import { setTimeout as wait } from "node:timers/promises";
import type { World } from "./world";

/** One kind of fault: what it does to the world, and how often a run wants it. */
export interface Strike {
  name: string;
  /** times in the short form, and in the long one */
  times: { short: number; long: number };
  act(world: World, random: () => number): Promise<void>;
}

/** Past the session timeout of the workers here (6 s): the group gives the worker's partitions to others. */
const FREEZE_MS = 9_000;

export const STRIKES: readonly Strike[] = [
  {
    name: "kill -9 an ingest worker",
    times: { short: 6, long: 20 },
    async act({ fleet }, random) {
      const worker = fleet.pick(random());
      if (worker !== undefined) await fleet.signal(worker, "SIGKILL");
      await fleet.ready(fleet.add());
    },
  },
  {
    name: "add a worker",
    times: { short: 1, long: 6 },
    async act({ fleet }) {
      await fleet.ready(fleet.add());
    },
  },
  {
    name: "remove a worker cleanly",
    times: { short: 1, long: 6 },
    async act({ fleet }, random) {
      const worker = fleet.size > 1 ? fleet.pick(random()) : undefined;
      if (worker !== undefined) await fleet.signal(worker, "SIGTERM");
    },
  },
  {
    name: "freeze a worker past its session, then let it go on",
    times: { short: 1, long: 5 },
    async act({ fleet }, random) {
      const worker = fleet.pick(random());
      if (worker === undefined) return;
      if (fleet.size < 2) await fleet.ready(fleet.add());
      await fleet.signal(worker, "SIGSTOP");
      await wait(FREEZE_MS);
      await fleet.signal(worker, "SIGCONT");
    },
  },
  {
    name: "stop Postgres in immediate mode, start it again",
    times: { short: 1, long: 5 },
    async act({ postgres }, random) {
      await postgres.kill("SIGQUIT");
      await wait(random() * 1_000);
      await postgres.restart();
    },
  },
  {
    name: "kill -9 Kafka, start it again",
    times: { short: 1, long: 4 },
    async act({ kafka }, random) {
      await kafka.kill("SIGKILL");
      await wait(random() * 1_000);
      await kafka.restart();
    },
  },
  {
    name: "cut a connection in the middle of a COPY",
    times: { short: 4, long: 30 },
    async act({ sql }) {
      await cutDuringCopy(sql);
    },
  },
];

/** Ends a backend of ingest while it copies; the look is repeated, as a COPY lasts milliseconds. */
async function cutDuringCopy(sql: World["sql"]): Promise<void> {
  const deadline = Date.now() + 3_000;
  while (Date.now() < deadline) {
    const cut = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'k2-ingest' and state = 'active' and query like 'COPY%' limit 1`.catch(
      () => [],
    );
    if (cut.length > 0) return;
  }
  // None was caught copying: any transaction of ingest will do.
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'k2-ingest' order by state = 'active' desc limit 1`.catch(() => undefined);
}
