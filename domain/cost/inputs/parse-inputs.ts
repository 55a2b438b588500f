import { type CostInputs, costInputsSchema } from "./cost-inputs";

export interface InputProblem {
  /** name of the input, or `inputs` where the whole is meant */
  input: string;
  /** the value, the limit and the remedy in one sentence */
  message: string;
}

export type ParsedInputs = { ok: true; inputs: CostInputs } | { ok: false; problems: InputProblem[] };

/** Checks inputs from outside (a form, a URL, a command line) and fills in the defaults; every problem is named at once. */
export function parseInputs(draft: unknown): ParsedInputs {
  const result = costInputsSchema.safeParse(draft);
  if (result.success) return { ok: true, inputs: result.data };
  return {
    ok: false,
    problems: result.error.issues.map((issue) => ({
      input: issue.path.length > 0 ? issue.path.join(".") : "inputs",
      message: issue.message,
    })),
  };
}
