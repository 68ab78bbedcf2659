/** The pure shapes the product's marks are drawn with. Drawn, not typed: fonts disagree about ▲ ◆ ● ○. */
export type Shape = "triangle" | "diamond" | "disc" | "ring" | "half-disc" | "square" | "bar";

export type ShapeMarkProps = {
  shape: Shape;
  /** What it means here, read aloud and shown on hover. Left out where the word stands beside it. */
  label?: string;
  /** A text colour class, such as `text-bad`. */
  className?: string;
  size?: 8 | 10 | 12 | 14;
};

/** A small solid or hollow shape in the current colour. */
export function ShapeMark({ shape, label, className = "", size = 10 }: ShapeMarkProps) {
  return (
    <svg
      viewBox="0 0 12 12"
      width={size}
      height={size}
      className={`inline-block shrink-0 ${className}`}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      {label === undefined ? null : <title>{label}</title>}
      <Outline shape={shape} />
    </svg>
  );
}

function Outline({ shape }: { shape: Shape }) {
  const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.5 };
  const solid = { fill: "currentColor" };
  switch (shape) {
    case "triangle":
      return <path d="M6 0.8 11.6 10.8H0.4Z" {...solid} />;
    case "diamond":
      return <path d="M6 0.2 11.8 6 6 11.8 0.2 6Z" {...solid} />;
    case "disc":
      return <circle cx="6" cy="6" r="4.6" {...solid} />;
    case "ring":
      return <circle cx="6" cy="6" r="4.2" {...line} />;
    case "half-disc":
      return (
        <>
          <circle cx="6" cy="6" r="4.2" {...line} />
          <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4Z" {...solid} />
        </>
      );
    case "square":
      return <rect x="1.4" y="1.4" width="9.2" height="9.2" rx="1" {...solid} />;
    case "bar":
      return <rect x="5" y="0.5" width="2" height="11" {...solid} />;
  }
}
