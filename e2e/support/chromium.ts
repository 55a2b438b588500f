import type { LaunchOptions } from "@playwright/test";
import { loadEnv } from "@/runtime/env";

/** The system's Chromium: Playwright's own download does not work on every machine. */
export function launchOptions(): LaunchOptions {
  return {
    executablePath: loadEnv().K2_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}
