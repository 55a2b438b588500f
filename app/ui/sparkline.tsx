/** A trend without axes, for a row of a table; its numbers are in words beside it or in `label`. */
export function Sparkline({
  values,
  label,
  width = 96,
  height = 20,
}: {
  values: readonly number[];
  label: string;
  width?: number;
  height?: number;
}) {
  const top = Math.max(1, ...values);
  const step = values.length > 1 ? width / (values.length - 1) : width;
  const points = values.map(
    (value, index) =>
      `${(index * step).toFixed(1)},${(height - 1 - (value / top) * (height - 2)).toFixed(1)}`,
  );
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block text-accent"
    >
      {points.length > 1 ? (
        <>
          <polygon
            points={`0,${height} ${points.join(" ")} ${width},${height}`}
            fill="currentColor"
            opacity={0.14}
          />
          <polyline
            points={points.join(" ")}
            fill="none"
            stroke="currentColor"
            strokeWidth={1.4}
            strokeLinejoin="round"
          />
        </>
      ) : (
        <line x1={0} x2={width} y1={height - 1} y2={height - 1} stroke="currentColor" opacity={0.4} />
      )}
    </svg>
  );
}
