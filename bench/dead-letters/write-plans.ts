import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { runCommand, wholeNumber } from "@/dev/cli/run-command";
import { median } from "../lib/median";
import { fillLetters } from "./fill-letters";
import { questions } from "./questions";

/** Asks every question of so many letters, and writes times and plans, as Postgres explains them, to the docs. */
const command = new Command("dead-letter-plans")
  .description(
    "Times and plans of the Dead letters page's questions, written to docs/dead-letters-at-scale.md.",
  )
  .option("--letters <n>", "how many", wholeNumber(1_000, 10_000_000), 1_000_000);

const ROUNDS = 9;
const TARGET = path.resolve(import.meta.dirname, "..", "..", "docs", "dead-letters-at-scale.md");

await runCommand(command, async ({ services, lifecycle }) => {
  const { letters } = command.opts<{ letters: number }>();
  const { databaseUrl, databaseSocket: socketDir } = await services({ postgres: true, kafka: false });
  const url = new URL(databaseUrl);
  const name = `k2_letters_${randomUUID().slice(0, 8)}`;
  const admin = connect({ url: databaseUrl, socketDir, max: 1, applicationName: "k2-bench" });
  lifecycle.onEnd("admin", () => admin.end({ timeout: 5 }));
  await admin.unsafe(`create database ${name}`);
  lifecycle.onEnd("database", async () => void (await admin.unsafe(`drop database ${name} with (force)`)));
  url.pathname = `/${name}`;
  await migrate({ url: url.toString(), socketDir });
  let plans: string[] = [];
  const sql = connect({
    url: url.toString(),
    socketDir,
    max: 1,
    applicationName: "k2-bench",
    onNotice: (notice) => plans.push(notice.message ?? ""),
  });
  lifecycle.onEnd("letters", () => sql.end({ timeout: 5 }));
  await fillLetters(sql, letters);

  const rows: string[] = [];
  const details: string[] = [];
  for (const question of questions(Date.now() * 1_000)) {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      await question.ask(sql);
      rounds.push(performance.now() - began);
    }
    rows.push(`| ${question.name} | ${median(rounds).toFixed(1)} | ${Math.max(...rounds).toFixed(1)} |`);
    plans = [];
    await explaining(sql, () => question.ask(sql));
    details.push(`### ${question.name}\n\n\`\`\`\n${plans.map(trimmed).join("\n\n")}\n\`\`\`\n`);
  }
  await writeFile(TARGET, page(letters, rows, details));
  process.stdout.write(`${rows.join("\n")}\nwritten to ${TARGET}\n`);
  return 0;
});

type Sql = ReturnType<typeof connect>;

/** Lets the server report the plan of what is asked meanwhile, as it was carried out. */
async function explaining(sql: Sql, ask: () => Promise<unknown>): Promise<void> {
  await sql.unsafe(`load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on;
    set auto_explain.log_timing = off; set auto_explain.log_buffers = off; set client_min_messages = log`);
  await ask();
  await sql.unsafe("set client_min_messages = notice; set auto_explain.log_min_duration = -1");
}

/** A plan without the statement above it, which the code has. */
function trimmed(plan: string): string {
  const lines = plan.split("\n");
  const start = lines.findIndex((line) => /\(cost=|\(actual/.test(line));
  return lines
    .slice(Math.max(0, start))
    .map((line) => line.replace(/\(cost=[^)]*\) /, "").trimEnd())
    .join("\n");
}

function page(letters: number, rows: readonly string[], details: readonly string[]): string {
  return `# Dead letters at scale

Written by \`node --import tsx bench/dead-letters/write-plans.ts\` on ${new Date().toISOString().slice(0, 10)}, on a machine of ${cpus().length} cores
with Postgres on it: ${letters.toLocaleString("en-US")} letters of 17 causes, each question of the page ${ROUNDS} times over one
connection, pages of 100; the goal is 50 ms.

| question | median, ms | worst, ms |
| --- | ---: | ---: |
${rows.join("\n")}

Groups are counted by \`dead_letter_tallies\`, a row a cause, partition and hour that triggers keep, so that no question counts letters.
Lists read on in an index that begins with what narrows them and ends with \`(created_at, id)\`. A search in payloads has no
index: it looks at 20,000 letters a page and goes on from there.

## Plans

${details.join("\n")}`;
}
