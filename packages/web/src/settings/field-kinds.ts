import type { Field } from "@throughline/contract/fields";
import { Calendar, Hash, Link2, ListChecks, Type, UserRound, type LucideIcon } from "lucide-react";

/** The kinds a custom field can have: a word, what it holds and a mark for each. */
export const fieldKinds: Readonly<
  Record<Field["kind"], { readonly name: string; readonly holds: string; readonly icon: LucideIcon }>
> = {
  text: { name: "Text", holds: "a line or more of words", icon: Type },
  number: { name: "Number", holds: "a quantity, to sort and filter by", icon: Hash },
  date: { name: "Date", holds: "a calendar day", icon: Calendar },
  person: { name: "Person", holds: "someone of the organization", icon: UserRound },
  choice: { name: "Choice", holds: "one of a list you write", icon: ListChecks },
  link: { name: "Link", holds: "an address elsewhere", icon: Link2 },
};
