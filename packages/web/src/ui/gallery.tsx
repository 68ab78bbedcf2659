import { lazy, Suspense } from "react";

const pages: Record<string, ReturnType<typeof lazy>> = {
  components: lazy(async () => ({ default: (await import("./gallery/components-page.tsx")).ComponentsPage })),
  table: lazy(async () => ({ default: (await import("./gallery/table-page.tsx")).TablePage })),
  charts: lazy(async () => ({ default: (await import("./gallery/charts-page.tsx")).ChartsPage })),
  list: lazy(async () => ({ default: (await import("./gallery/list-page.tsx")).ListPage })),
  markdown: lazy(async () => ({ default: (await import("./gallery/markdown-page.tsx")).MarkdownPage })),
  frame: lazy(async () => ({ default: (await import("../frame/frame-gallery.tsx")).FrameGallery })),
  bare: lazy(async () => ({ default: (await import("../frame/bare-gallery.tsx")).BareGallery })),
};

/** Every component in every state, for looking at: `/gallery`, `/gallery?page=table`, `charts`, `list`, `markdown`, `frame`, `bare`. Development only. */
export function Gallery() {
  const Page = pages[new URLSearchParams(window.location.search).get("page") ?? "components"];
  if (Page === undefined) return <p className="p-4">The gallery has these pages: {Object.keys(pages).join(", ")}.</p>;
  return (
    <Suspense>
      <Page />
    </Suspense>
  );
}
