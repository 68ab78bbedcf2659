import { Columns3 } from "lucide-react";
import type { Column, ColumnLayout } from "./column-layout.ts";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import { Menu, MenuItem, MenuRule, MenuSection } from "./menu.tsx";

export type ColumnMenuProps<Row> = {
  columns: readonly Column<Row>[];
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
};

/** Shows and hides the columns of a data table; stands in the toolbar above it. */
export function ColumnMenu<Row>({ columns, layout, onLayout }: ColumnMenuProps<Row>) {
  const hidden = layout.hidden ?? [];
  const choosable = columns.filter((column) => column.canHide !== false);
  return (
    <Menu label="Columns" placement="bottom end" trigger={<IconButton label="Columns" icon={<Icon of={Columns3} />} />}>
      <MenuSection
        title="Columns"
        selectionMode="multiple"
        selectedKeys={choosable.filter(({ id }) => !hidden.includes(id)).map(({ id }) => id)}
        onSelectionChange={(keys) =>
          onLayout({
            ...layout,
            hidden: choosable.filter(({ id }) => keys !== "all" && !keys.has(id)).map(({ id }) => id),
          })
        }
      >
        {choosable.map(({ id, title }) => (
          <MenuItem key={id} id={id}>
            {title}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuRule />
      <MenuItem onAction={() => onLayout({})}>As they were</MenuItem>
    </Menu>
  );
}
