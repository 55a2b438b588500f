"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useMounted } from "@/app/lib/use-mounted";
import { IconButton } from "@/app/ui/button";

const NEXT = { system: "light", light: "dark", dark: "system" } as const;
type Choice = keyof typeof NEXT;
const ICON = { system: Monitor, light: Sun, dark: Moon };

function choiceOf(theme: string | undefined): Choice {
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** Light, dark, or as the system has it. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  // The server does not know what this browser chose.
  const mounted = useMounted();
  const choice = mounted ? choiceOf(theme) : "system";
  const Icon = ICON[choice];
  return (
    <IconButton label={`Theme: ${choice}. Change to ${NEXT[choice]}`} onPress={() => setTheme(NEXT[choice])}>
      <Icon aria-hidden size={16} />
    </IconButton>
  );
}
