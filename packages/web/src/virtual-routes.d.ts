declare module "virtual:routes" {
  export const routes: import("@throughline/contract/client").RouteTable;
}
