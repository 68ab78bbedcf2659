import "./random-uuid.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./app.css";
import { queryClient } from "./query-client.ts";
import { router } from "./routes.tsx";
import { tellCutText } from "./ui/cut-text.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app to mount into.");

tellCutText();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
