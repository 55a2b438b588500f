import { Command } from "commander";
import { migrate } from "@/db/migrate";
import { runCommand } from "./run-command";

const command = new Command("migrate").description(
  "Brings the database to this version. Safe to run twice and at once.",
);

await runCommand(command, async ({ services }) => {
  const { databaseUrl, databaseSocket } = await services({ postgres: true, kafka: false });
  await migrate({ url: databaseUrl, socketDir: databaseSocket });
  process.stdout.write("the database is up to date\n");
  return 0;
});
