import { spawn, spawnSync } from "node:child_process";

/** Whether kcat is installed; the Java client's tests cover most of what it shows. */
export function hasKcat(): boolean {
  return spawnSync("kcat", ["-V"]).error === undefined;
}

/** Runs kcat, a Kafka client that shares no code with ours, feeding it `input`; resolves with what it printed. */
export function kcat(args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("kcat", args, { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(out) : reject(new Error(`kcat exit ${code}: ${err}`)),
    );
    child.stdin.end(input);
  });
}
