/** The console's name, or its mark where space is short. */
export function Wordmark({ short = false }: { short?: boolean }) {
  return (
    <span className="flex items-center gap-2.5 font-semibold text-14">
      <svg aria-hidden width={22} height={22} viewBox="0 0 24 24" className="shrink-0 text-accent">
        <path d="M2 21 9.5 6l3.4 6.6L15 9l7 12Z" fill="currentColor" opacity={0.28} />
        <path
          d="M2 21 9.5 6l3.4 6.6L15 9l7 12"
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
          strokeLinejoin="round"
        />
      </svg>
      {short ? <span className="sr-only">K2 Console</span> : "K2 Console"}
    </span>
  );
}
