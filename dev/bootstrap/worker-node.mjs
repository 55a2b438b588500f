/**
 * How Node is started for ingest.
 * @type {readonly string[]}
 */
export const WORKER_NODE_OPTIONS = ["--max-semi-space-size=32"];
