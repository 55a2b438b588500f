import { z } from "zod";
import type { PresetId } from "./presets";

export type InputGroup =
  | "traffic"
  | "kafka"
  | "workers"
  | "database"
  | "storage"
  | "query"
  | "observability"
  | "network";

/** What a page needs to draw a field for an input, and the document to describe it. */
interface FieldText {
  label: string;
  /** symbol used in the formulas */
  symbol: string | null;
  unit: string;
  group: InputGroup;
  description: string;
  /** what to do when a value is refused */
  remedy: string;
}

export interface NumberControl {
  kind: "number";
  min: number;
  max: number;
  step: number;
  whole: boolean;
  /** how a slider should move */
  scale: "linear" | "log";
}
export interface ToggleControl {
  kind: "toggle";
}
export interface ChoiceControl {
  kind: "choice";
  choices: readonly string[];
}

export interface InputMeta extends FieldText {
  control: NumberControl | ToggleControl | ChoiceControl;
  /** value of an input nobody touched; null where the scale decides */
  fallback: number | boolean | string | null;
  /** the three scales' own values, where the input follows the scale */
  presets: Readonly<Record<PresetId, number | string>> | null;
}

export const inputRegistry = z.registry<InputMeta>();

type NumberText = FieldText & Omit<NumberControl, "kind" | "whole"> & { whole?: boolean };

function control(text: NumberText): NumberControl {
  const { min, max, step, scale, whole = false } = text;
  return { kind: "number", min, max, step, scale, whole };
}

function refusal(text: NumberText): (issue: { input: unknown }) => string {
  const kind = text.whole ? "a whole number" : "a number";
  const range = `${text.min.toLocaleString("en-US")} to ${text.max.toLocaleString("en-US")} ${text.unit}`;
  return ({ input }) =>
    `${text.label} is ${JSON.stringify(input)}, but must be ${kind} from ${range}: ${text.remedy}`;
}

function bounded(text: NumberText): z.ZodNumber {
  const error = refusal(text);
  const base = z.number({ error }).min(text.min, { error }).max(text.max, { error });
  return text.whole ? base.int({ error }) : base;
}

/** A number with a fixed default. */
export function numberInput(text: NumberText & { fallback: number }) {
  return bounded(text)
    .default(text.fallback)
    .register(inputRegistry, { ...text, control: control(text), presets: null });
}

/** A number that follows the scale while it is null: the preset's value, or one interpolated at the rate. */
export function scaledNumberInput(text: NumberText & { presets: Readonly<Record<PresetId, number>> }) {
  return bounded(text)
    .nullable()
    .default(null)
    .register(inputRegistry, { ...text, control: control(text), fallback: null });
}

export function toggleInput(text: FieldText & { fallback: boolean }) {
  return z
    .boolean({
      error: ({ input }) =>
        `${text.label} is ${JSON.stringify(input)}, but must be on or off: ${text.remedy}`,
    })
    .default(text.fallback)
    .register(inputRegistry, { ...text, control: { kind: "toggle" }, presets: null });
}

function refuseChoice(text: FieldText, choices: readonly string[]): (issue: { input: unknown }) => string {
  return ({ input }) =>
    `${text.label} is ${JSON.stringify(input)}, but must be one of ${choices.join(", ")}: ${text.remedy}`;
}

export function choiceInput<const C extends readonly [string, ...string[]]>(
  text: FieldText & { choices: C; fallback: C[number] },
) {
  const { choices } = text;
  return z
    .enum(choices, { error: refuseChoice(text, choices) })
    .default(() => text.fallback)
    .register(inputRegistry, { ...text, control: { kind: "choice", choices }, presets: null });
}

/** A choice that follows the scale while it is null. */
export function scaledChoiceInput<const C extends readonly [string, ...string[]]>(
  text: FieldText & { choices: C; presets: Readonly<Record<PresetId, C[number]>> },
) {
  const { choices } = text;
  return z
    .enum(choices, { error: refuseChoice(text, choices) })
    .nullable()
    .default(null)
    .register(inputRegistry, { ...text, control: { kind: "choice", choices }, fallback: null });
}
