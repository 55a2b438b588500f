import { costInputsSchema, type InputName } from "./cost-inputs";
import { type InputMeta, inputRegistry } from "./field";

export interface InputSpec extends InputMeta {
  id: InputName;
  /** command-line flag, e.g. `--kafka-compression` */
  flag: string;
}

function flagOf(id: string): string {
  return `--${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function specOf(id: InputName): InputSpec {
  const meta = inputRegistry.get(costInputsSchema.shape[id]);
  if (!meta) throw new Error(`cost input ${id} carries no description: build it with a function of field.ts`);
  return { ...meta, id, flag: flagOf(id) };
}

/** Every input in the order a form should show it: one list for page, command line and document. */
export const INPUT_SPECS: readonly InputSpec[] = costInputsSchema
  .keyof()
  .options.filter((id): id is InputName => id !== "preset")
  .map(specOf);
