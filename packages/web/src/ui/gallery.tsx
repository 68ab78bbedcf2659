import { lazy, Suspense } from "react";

/** Every component in every state, for looking at. Development only: main.tsx loads it at /gallery. */
const pages: Record<string, ReturnType<typeof lazy>> = {
  "/gallery": lazy(async () => ({ default: (await import("./gallery/components-page.tsx")).ComponentsPage })),
  "/gallery/table": lazy(async () => ({ default: (await import("./gallery/table-page.tsx")).TablePage })),
  "/gallery/frame": lazy(async () => ({ default: (await import("../frame/frame-gallery.tsx")).FrameGallery })),
  "/gallery/bare": lazy(async () => ({ default: (await import("../frame/bare-gallery.tsx")).BareGallery })),
};

export function Gallery() {
  const Page = pages[window.location.pathname];
  if (Page === undefined) return <p className="p-4">The gallery has: {Object.keys(pages).join(", ")}</p>;
  return (
    <Suspense>
      <Page />
    </Suspense>
  );
}
