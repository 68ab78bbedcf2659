import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./app.css";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app to mount into.");

if (import.meta.env.DEV && window.location.pathname.startsWith("/gallery")) {
  const { Gallery } = await import("./ui/gallery.tsx");
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
} else {
  const { BarePage } = await import("./frame/bare-page.tsx");
  createRoot(root).render(
    <StrictMode>
      <BarePage title="Throughline">The pages are on their way.</BarePage>
    </StrictMode>,
  );
}
