import { useState } from "react";
import { Button } from "../button.tsx";
import { classNames } from "../class-names.ts";
import { Link } from "../link.tsx";
import { numberText } from "./ticks.ts";
import type { Cell, TableTwin, TwinColumn } from "./table-twin.ts";

/** So many rows at first: more are a press away. */
const firstRows = 200;

/** A chart's numbers as a table that scrolls in its own room. */
export function ChartTable({ label, twin, height }: { label: string; twin: TableTwin; height: number }) {
  const [isWhole, setWhole] = useState(false);
  const { columns, rows, hrefOf } = twin;
  const shown = isWhole ? rows : rows.slice(0, firstRows);
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={`${label}, as a table`}
      className="overflow-auto rounded border border-rule scroll-thin focus-visible:outline-2 focus-visible:outline-focus print:max-h-none! print:overflow-visible"
      style={{ maxHeight: Math.max(height, 200) }}
    >
      <table className="w-full text-dense">
        <caption className="sr-only">{label}</caption>
        <thead className="sticky top-0 bg-sunk text-muted">
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th
                key={title}
                scope="col"
                className={classNames(
                  "px-2.5 py-1 font-medium whitespace-nowrap",
                  isNumber ? "text-end" : "text-start",
                )}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => (
            <tr key={at} className="border-t border-rule">
              {row.map((value, column) => (
                <TwinCell
                  key={column}
                  value={value}
                  column={columns[column]!}
                  isHead={column === 0}
                  href={column === 0 ? hrefOf?.(at) : undefined}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <p className="px-2.5 py-2 text-dense text-muted">Nothing in this time.</p> : null}
      {shown.length === rows.length ? null : (
        <div className="sticky start-0 p-2">
          <Button size="small" onPress={() => setWhole(true)}>
            {`Show all ${numberText(rows.length)} rows`}
          </Button>
        </div>
      )}
    </div>
  );
}

function TwinCell({
  value,
  column,
  isHead,
  href,
}: {
  value: Cell;
  column: TwinColumn;
  isHead: boolean;
  href: string | undefined;
}) {
  const text = column.text
    ? column.text(value)
    : value === null
      ? "–"
      : typeof value === "number"
        ? numberText(value)
        : value;
  const className = classNames(
    "px-2.5 py-1 font-normal",
    column.isNumber ? "text-end whitespace-nowrap tabular-nums" : "text-start",
  );
  const content =
    href === undefined ? (
      text
    ) : (
      <Link href={href} className="inline-block py-0.5">
        {text}
      </Link>
    );
  return isHead ? (
    <th scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}
