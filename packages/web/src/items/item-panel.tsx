import { useNavigate, useParams } from "@tanstack/react-router";
import { paths } from "../paths.ts";
import { SidePanel } from "../ui/side-panel.tsx";
import { ItemActions } from "./item-actions.tsx";
import { ItemBody } from "./item-body.tsx";
import { useItem } from "./use-item.ts";

/** The item beside the list it was opened from; its key stands in the address. */
export function ItemPanel({ reference }: { reference: string }) {
  const navigate = useNavigate();
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { item, problem } = useItem(reference);
  const close = () =>
    void navigate({ to: ".", search: ({ item: _item, ...rest }: Record<string, string>) => rest } as never);
  return (
    <SidePanel
      label={item?.key ?? reference}
      onClose={close}
      fullPageHref={paths.item(organization, item?.key ?? reference)}
      head={<span className="tabular-nums">{item?.key ?? reference}</span>}
      actions={item ? <ItemActions item={item} /> : undefined}
    >
      <div className="px-4 py-4">
        <ItemBody item={item} problem={problem} />
      </div>
    </SidePanel>
  );
}
