import kafkajs, { type LogEntry, type logCreator } from "kafkajs";
import type { Logger } from "pino";

/** Part of the normal life of groups and of new topics, yet reported by kafkajs as errors; it tries again by itself. */
const ROUTINE =
  /rebalanc|rejoin|not a member|coordinator is not aware of this member|UNKNOWN_MEMBER_ID|coordinator is loading|does not host this topic-partition|not the leader for that topic-partition|Limiting retries for the idempotent producer/i;

/** Sends kafkajs's log lines to `log`, with its routine rebalancing "errors" down at debug. */
export function bridgeLog(log: Logger): logCreator {
  return () => (entry) => writeEntry(log, entry);
}

function writeEntry(log: Logger, { namespace, level, log: content }: LogEntry): void {
  const { message, timestamp: _timestamp, logger: _logger, stack: _stack, ...fields } = content;
  const text = namespace ? `kafka ${namespace}: ${message}` : `kafka: ${message}`;
  const { logLevel } = kafkajs;
  const routine = ROUTINE.test(message) || ROUTINE.test(String(fields.error ?? ""));
  if (routine || level === logLevel.DEBUG || level === logLevel.INFO) log.debug(fields, text);
  // A single failed try is retried by the client; what it gives up on reaches the caller as a rejection.
  else if (level === logLevel.WARN || level === logLevel.ERROR) log.warn(fields, text);
}
