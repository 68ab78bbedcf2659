import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../../app.css";
import { Gallery } from "../gallery.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("gallery.html has no #app to mount into.");
createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
