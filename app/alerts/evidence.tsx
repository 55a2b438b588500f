import { groupThousands } from "@/app/lib/format/decimal";

/** The facts that a rule judged by, as they are stored. */
export function Evidence({ json }: { json: string }) {
  const facts = Object.entries(factsOf(json));
  if (facts.length === 0) return null;
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] gap-x-4 gap-y-1 rounded bg-surface-2 p-3 text-12">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-text-3">{words(name)}</dt>
          <dd className="break-words">{show(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** `silentSeconds` → `silent seconds` */
const words = (name: string) => name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

function show(value: unknown): string {
  if (value === null) return "none";
  if (typeof value === "number")
    return groupThousands(Number.isInteger(value) ? value : Number(value.toFixed(4)));
  if (typeof value === "string") return /^-?\d{4,}$/.test(value) ? groupThousands(value) : value;
  return JSON.stringify(value);
}
