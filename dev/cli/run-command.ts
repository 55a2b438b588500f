import type { Command } from "commander";
import { CommanderError, InvalidArgumentError } from "commander";
import { SetupProblem } from "@/dev/bootstrap/problem.mjs";
import { ensureServices, type Services } from "@/dev/services/ensure-services";
import { type Env, EnvError, loadEnv } from "@/runtime/env";
import { Lifecycle } from "@/runtime/lifecycle";
import { createLog, type Log } from "@/runtime/log";

/** It failed for a reason that the user can act on: printed without a stack. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
}

export interface CommandRun {
  env: Env;
  log: Log;
  lifecycle: Lifecycle;
  /** the services in use, started for the command's life where none run yet */
  services(need: { postgres: boolean; kafka: boolean }): Promise<Services>;
}

/**
 * Runs one of the project's commands: exit code 0, 1 (failed, with the reason) or 2 (wrong usage); stops cleanly on
 * SIGINT and SIGTERM and leaves no process behind.
 */
export async function runCommand(
  command: Command,
  action: (run: CommandRun) => Promise<number | undefined>,
): Promise<void> {
  let lifecycle: Lifecycle | undefined;
  try {
    command.exitOverride().parse();
    const env = loadEnv();
    const log = createLog(command.name());
    lifecycle = new Lifecycle(log, 40_000).listen();
    const code = await action({
      env,
      log,
      lifecycle,
      services: (need) => openServices(env, log, lifecycle, need),
    });
    await lifecycle.end();
    process.exit(code ?? 0);
  } catch (error) {
    const aborted = lifecycle?.signal.aborted === true;
    await lifecycle?.end();
    process.exit(aborted ? 0 : report(error));
  }
}

async function openServices(
  env: Env,
  log: Log,
  lifecycle: Lifecycle | undefined,
  need: { postgres: boolean; kafka: boolean },
): Promise<Services> {
  const starting = ensureServices({
    dataDir: env.K2_DATA_DIR,
    databaseUrl: env.K2_DATABASE_URL,
    databaseSocket: env.K2_DATABASE_SOCKET,
    kafkaBrokers: env.K2_KAFKA_BROKERS,
    need,
    log,
  });
  // Registered before they are up: a Ctrl-C during the start must not leave them behind.
  lifecycle?.onEnd("services", async () => (await starting.catch(() => undefined))?.stop());
  return starting;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof EnvError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const plain = error instanceof CommandFailed || error instanceof SetupProblem;
  const text =
    error instanceof Error ? (plain ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  return 1;
}

/** A whole number of at least `least`, for commander. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`it must be a whole number from ${least} to ${most}.`);
    return value;
  };
}
