import type { Suite } from "../lib/context";
import { deadLetters } from "./dead-letters";
import { ingest } from "./ingest";

/** Every suite, in the order in which they run. */
export const SUITES: readonly Suite[] = [ingest, deadLetters];
