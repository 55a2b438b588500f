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
  label: string;
  icon: LucideIcon;
  /** what the page answers: for the palette */
  question: string;
  counter?: NavCounter;
}

/** The pages, in the order of the navigation. */
export const NAV_ITEMS: readonly NavItem[] = [
  { path: "/", label: "Overview", icon: LayoutDashboard, question: "Is every trade accounted for?" },
  { path: "/trades", label: "Trades", icon: CandlestickChart, question: "What happened in this market?" },
  { path: "/gaps", label: "Gaps", icon: Unplug, question: "What is missing, and why?", counter: "gaps" },
  {
    path: "/dead-letters",
    label: "Dead letters",
    icon: MailX,
    question: "What cannot be read?",
    counter: "deadLetters",
  },
  {
    path: "/pipeline",
    label: "Pipeline",
    icon: Activity,
    question: "Where does it stall?",
    counter: "halted",
  },
  { path: "/latency", label: "Latency", icon: Gauge, question: "How fast are we, honestly?" },
  { path: "/cost", label: "Cost", icon: CircleDollarSign, question: "What does it cost?" },
  {
    path: "/alerts",
    label: "Alerts",
    icon: BellRing,
    question: "What fires, and since when?",
    counter: "alerts",
  },
  { path: "/audit", label: "Audit", icon: ScrollText, question: "Who did what, and why?" },
];
