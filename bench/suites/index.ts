import type { Suite } from "../lib/context";
import { catchUp } from "./catch-up";
import { deadLetters } from "./dead-letters";
import { exportSuite } from "./export";
import { frames } from "./frames";
import { gaps } from "./gaps";
import { ingest } from "./ingest";
import { memory } from "./memory";
import { tail } from "./tail";
import { traces } from "./traces";
import { trades } from "./trades";
import { visible } from "./visible";

/** Every suite, in the order in which they run. */
export const SUITES: readonly Suite[] = [
  ingest,
  visible,
  catchUp,
  deadLetters,
  gaps,
  exportSuite,
  trades,
  tail,
  frames,
  traces,
  memory,
];
