import type { Suite } from "../lib/context";
import { catchUp } from "./catch-up";
import { deadLetters } from "./dead-letters";
import { exportSuite } from "./export";
import { gaps } from "./gaps";
import { ingest } from "./ingest";
import { memory } from "./memory";
import { visible } from "./visible";

/** Every suite, in the order in which they run. */
export const SUITES: readonly Suite[] = [ingest, visible, catchUp, deadLetters, gaps, exportSuite, memory];
