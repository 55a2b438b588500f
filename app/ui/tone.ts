import { CircleAlert, CircleCheck, CircleDot, Info, type LucideIcon, TriangleAlert } from "lucide-react";

/** What a thing means. Never carried by colour alone: each tone has its icon, and the caller adds the word. */
export type Tone = "neutral" | "ok" | "warn" | "bad" | "info" | "accent";

export const TONE_ICON: Record<Tone, LucideIcon> = {
  neutral: CircleDot,
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
  accent: CircleDot,
};

export const TONE_TEXT: Record<Tone, string> = {
  neutral: "text-text-2",
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
  accent: "text-accent",
};

export const TONE_SOFT: Record<Tone, string> = {
  neutral: "bg-surface-2 text-text-2",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
  accent: "bg-accent-soft text-accent",
};
