import { createContext, type ReactNode, useContext, useMemo } from "react";
import { RouterProvider } from "react-aria-components";

export type Navigation = {
  /** Goes to a page inside the app. */
  navigate: (href: string) => void;
  /** Called on hover and focus, so that the page is there when it is asked for. */
  prefetch?: ((href: string) => void) | undefined;
};

const NavigationContext = createContext<Navigation>({
  navigate: (href) => window.location.assign(href),
});

/** Plugs a router in: every `Link`, menu item, tab and table row below goes through it. */
export function NavigationProvider({ navigate, prefetch, children }: Navigation & { children: ReactNode }) {
  const value = useMemo(() => ({ navigate, prefetch }), [navigate, prefetch]);
  return (
    <NavigationContext value={value}>
      <RouterProvider navigate={navigate}>{children}</RouterProvider>
    </NavigationContext>
  );
}

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}
