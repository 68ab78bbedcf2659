/** A mapping's columns by what they mean: looked up once for a source, not for every row. */
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole, type ImportMapping } from "./import-mapping.ts";

type RolesOf<Arity> = { [Role in ColumnRole]: (typeof COLUMN_ROLES)[Role] extends Arity ? Role : never }[ColumnRole];

export interface MappedColumns {
  /** The column of a role that at most one may have. */
  readonly one: Readonly<Partial<Record<RolesOf<"one">, ColumnMapping>>>;
  /** The columns of a role that several may have. */
  readonly many: Readonly<Record<RolesOf<"many">, readonly ColumnMapping[]>>;
}

export function mappedColumns(mapping: ImportMapping): MappedColumns {
  const one: Partial<Record<RolesOf<"one">, ColumnMapping>> = {};
  const many: Record<RolesOf<"many">, ColumnMapping[]> = {
    alternate_key: [],
    contributor: [],
    watcher: [],
    label: [],
    link: [],
    comment: [],
    attachment: [],
    field: [],
    ignore: [],
  };
  for (const column of mapping.columns) {
    if (isMany(column.role)) many[column.role].push(column);
    else if (isOne(column.role)) one[column.role] ??= column;
  }
  return { one, many };
}

function isMany(role: ColumnRole): role is RolesOf<"many"> {
  return COLUMN_ROLES[role] === "many";
}

function isOne(role: ColumnRole): role is RolesOf<"one"> {
  return COLUMN_ROLES[role] === "one";
}
