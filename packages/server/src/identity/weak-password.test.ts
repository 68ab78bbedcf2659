import { expect, test } from "vitest";
import { weakPassword } from "./weak-password.ts";

const known = ["maria.silva@example.org", "Maria Silva"];

test.each([
  "aaaaaaaaaaaa",
  "abababababab",
  "1234567890",
  "0987654321",
  "qwertyuiop",
  "password123",
  "Passw0rd1234",
  "P@$$w0rd!2024",
  "letmein!!!!!",
  "adminadmin1",
  "throughline1",
  "maria.silva1",
  "Maria Silva!",
])("%s would be guessed first", (password) => {
  expect(weakPassword(password, known)).not.toBeNull();
});

test.each([
  "three tall poplars",
  "correct horse battery",
  "kX9$vTq2pLw",
  "пароль из слов",
  "maria sells boats",
  "passwordless tower",
])("%s would not", (password) => {
  expect(weakPassword(password, known)).toBeNull();
});
