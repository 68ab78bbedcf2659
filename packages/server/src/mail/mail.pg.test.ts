import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { goodPassword, openBrowser, refusalOf, setUpOwner, tokenOf } from "../testing/browser.ts";

let app: TestApp;
const received: { to: string; text: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData: (stream, session, callback) => {
    void simpleParser(stream).then((mail) => {
      received.push({ to: session.envelope.rcptTo[0]?.address ?? "", text: mail.text ?? "" });
      callback();
    });
  },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  app = await testApp({ SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: "https://work.example.org" });
});
afterAll(async () => {
  await app.stop();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

test("An invitation and a password reset arrive by SMTP with links that work", async () => {
  const { browser: owner } = await setUpOwner(app);
  expect(await owner.client.readSetup()).toMatchObject({ mail: "smtp" });
  await owner.client.createInvitation({ email: "invited@example.org" });
  await app.running.means.mailer.idle();
  const linkIn = (text: string | undefined) => /https:\/\/work\.example\.org\/\S+/.exec(text ?? "")?.[0] ?? "";
  const invitation = received.find((mail) => mail.to === "invited@example.org");
  const browser = openBrowser(app);
  await browser.client.acceptInvitation({
    token: tokenOf(linkIn(invitation?.text)),
    name: "Invited",
    password: goodPassword,
  });
  await browser.client.askPasswordReset({ email: "invited@example.org" });
  await app.running.means.mailer.idle();
  const reset = received.findLast((mail) => mail.to === "invited@example.org");
  expect(linkIn(reset?.text)).toContain("/reset-password/");
  await browser.client.resetPassword({ token: tokenOf(linkIn(reset?.text)), password: "another tall poplar" });
  await app.running.means.mailer.idle();
  expect(received.at(-1)?.text).toContain("was changed");
  expect((await owner.client.listMail()).rows).toEqual([]);
  await browser.client.signIn({ email: "invited@example.org", password: "another tall poplar" });
  expect(await refusalOf(browser.client.listMail())).toBe("not_allowed");
});
