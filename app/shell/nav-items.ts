import {
  Activity,
  BellRing,
  CandlestickChart,
  CircleDollarSign,
  Gauge,
  LayoutDashboard,
  type LucideIcon,
  MailX,
  ScrollText,
  Unplug,
} from "lucide-react";

/** Which of the shell's counters stands beside a page. */
export type NavCounter = "gaps" | "deadLetters" | "alerts" | "halted";

export interface NavItem {
  path: string;
  /** pressed after `g`, leads there */
  key: string;
  label: string;
  icon: LucideIcon;
  /** what the page answers: for the palette */
  question: string;
  counter?: NavCounter;
}

/** The pages, in the order of the navigation. */
export const NAV_ITEMS: readonly NavItem[] = [
  {
    path: "/",
    key: "o",
    label: "Overview",
    icon: LayoutDashboard,
    question: "Is every trade accounted for?",
  },
  {
    path: "/trades",
    key: "t",
    label: "Trades",
    icon: CandlestickChart,
    question: "What happened in this market?",
  },
  {
    path: "/gaps",
    key: "g",
    label: "Gaps",
    icon: Unplug,
    question: "What is missing, and why?",
    counter: "gaps",
  },
  {
    path: "/dead-letters",
    key: "d",
    label: "Dead letters",
    icon: MailX,
    question: "What cannot be read?",
    counter: "deadLetters",
  },
  {
    path: "/pipeline",
    key: "p",
    label: "Pipeline",
    icon: Activity,
    question: "Where does it stall?",
    counter: "halted",
  },
  { path: "/latency", key: "l", label: "Latency", icon: Gauge, question: "How fast are we, honestly?" },
  { path: "/cost", key: "c", label: "Cost", icon: CircleDollarSign, question: "What does it cost?" },
  {
    path: "/alerts",
    key: "a",
    label: "Alerts",
    icon: BellRing,
    question: "What fires, and since when?",
    counter: "alerts",
  },
  { path: "/audit", key: "u", label: "Audit", icon: ScrollText, question: "Who did what, and why?" },
];
