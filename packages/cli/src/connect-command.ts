import { readArguments, noOthers, WrongUsage } from "./arguments.ts";
import type { ShapedCommand } from "./command.ts";
import { checkedAddress, clientOf, configPath, keepConnection } from "./connection.ts";

export const connectCommand: ShapedCommand = {
  words: ["connect"],
  summary: "Remember where the server is and the API key to use there",
  usage: "connect URL KEY",
  async run({ given, out, environment }) {
    const { words, ...rest } = readArguments(given);
    noOthers({ words, ...rest }, []);
    const [url, key] = words;
    if (url === undefined || key === undefined || words.length > 2)
      throw new WrongUsage("Give the address and a key: throughline connect http://localhost:3000 tl_…");
    const connection = { url: checkedAddress(url), key };
    const client = clientOf(connection);
    const { name } = await client.readOrganization();
    const path = configPath(environment);
    await keepConnection(path, connection);
    out.write(`Connected to ${name} at ${connection.url}; kept in ${path}\n`);
  },
};
