import {
  createLoader,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { letterParams } from "@/app/dead-letters/params";

export const STEPS = ["select", "fix", "prove", "run"] as const;
export type Step = (typeof STEPS)[number];

/** What the replay keeps in the URL: which letters, the patch, and the plan or job that it became. */
export const replayParams = {
  ...letterParams,
  /** picked letters; they stand in the filter's place */
  ids: parseAsArrayOf(parseAsString),
  step: parseAsStringLiteral(STEPS),
  /** a JSON Patch; null sends values as they are */
  patch: parseAsString,
  /** the plan, and the job that it becomes */
  job: parseAsInteger,
};

export const loadReplayParams = createLoader(replayParams);
