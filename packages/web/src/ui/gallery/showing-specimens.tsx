import { Avatar } from "../avatar.tsx";
import { Badge, Tag } from "../badge.tsx";
import { HairlineMeter, LimitCount } from "../hairline-meter.tsx";
import { KeyHint } from "../key-hint.tsx";
import { MarkdownView } from "../markdown-view.tsx";
import { ProgressBar } from "../progress-bar.tsx";
import { type Shape, ShapeMark } from "../shape-mark.tsx";
import { TabLinks, Tabs } from "../tabs.tsx";
import { TimeText } from "../time-text.tsx";
import { Specimen, SpecimenGroup } from "./specimen.tsx";

const shapes: [Shape, string, string][] = [
  ["triangle", "Expedite", "text-bad-mark"],
  ["diamond", "Fixed date", "text-warn-mark"],
  ["disc", "Standard", "text-ink"],
  ["ring", "Intangible", "text-ink"],
  ["half-disc", "Active", "text-accent-mark"],
  ["square", "Refused", "text-bad-mark"],
];

const text = `Renew the certificate **before** the gateway refuses mail.

- [x] Ask for a new one
- [ ] Install it on both nodes

| node | expires |
| --- | --- |
| one | 14 Mar |
| two | 21 Mar |

See [the runbook](/gallery) and \`openssl x509\`.

> Agreed in the weekly review.

\`\`\`
openssl s_client -connect mail:465
\`\`\`
`;

const moments = [0, -5 * 60_000, -3 * 3_600_000, -30 * 3_600_000, -4 * 86_400_000, -400 * 86_400_000, 2 * 86_400_000];

export function ShowingSpecimens() {
  const now = performance.timeOrigin;
  return (
    <SpecimenGroup title="Showing">
      <Specimen name="TabLinks, Tabs">
        <TabLinks
          label="Views"
          className="w-full border-b border-rule"
          links={[
            { href: "/gallery", title: "Board", isCurrent: true },
            { href: "/gallery", title: "List", isCurrent: false },
            { href: "/gallery", title: "Queue", isCurrent: false },
            { href: "/gallery", title: "Flow", isCurrent: false },
          ].map((link, at) => ({ ...link, href: `${link.href}?${at}` }))}
        />
        <Tabs
          label="Item"
          className="w-full"
          tabs={[
            {
              id: "activity",
              title: "Activity",
              content: <p className="text-dense text-muted">What happened, newest first.</p>,
            },
            {
              id: "links",
              title: "Links",
              content: <p className="text-dense text-muted">What it blocks and what blocks it.</p>,
            },
          ]}
        />
      </Specimen>
      <Specimen name="Badge, Tag">
        <Badge>Draft</Badge>
        <Badge meaning="accent">Yours</Badge>
        <Badge meaning="good">Within its level</Badge>
        <Badge meaning="warn">Ageing</Badge>
        <Badge meaning="bad">Blocked</Badge>
        <Badge meaning="info">Offered</Badge>
        <Tag>network</Tag>
        <Tag onRemove={() => undefined}>quarter end</Tag>
      </Specimen>
      <Specimen name="ShapeMark">
        {shapes.map(([shape, word, colour]) => (
          <span key={shape} className="inline-flex items-center gap-1.5 text-dense">
            <ShapeMark shape={shape} className={colour} /> {word}
          </span>
        ))}
      </Specimen>
      <Specimen name="HairlineMeter, LimitCount">
        <div className="grid w-full grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 text-dense text-muted">
          {[1, 4, 7, 8, 10, 24].map((days) => (
            <div key={days} className="contents">
              <span>{days} of 8 days</span>
              <HairlineMeter
                value={days}
                limit={8}
                label={`${days} days old; 85 % finish within 8 days`}
                className="w-32"
              />
            </div>
          ))}
        </div>
        <LimitCount count={2} limit={5} what="items in Review" />
        <LimitCount count={5} limit={5} what="items in Review" />
        <LimitCount count={7} limit={5} what="items in Review" />
        <LimitCount count={12} limit={null} what="items in Done" />
      </Specimen>
      <Specimen name="Avatar">
        {["Duty Engineer", "Release Lead", "Front Desk", "Payroll Clerk", "Night Shift", "Æble Øst"].map((name) => (
          <Avatar key={name} name={name} size="medium" />
        ))}
        <Avatar name="Release bot" kind="agent" size="medium" />
        <Avatar name="Operations" kind="team" size="medium" />
        <Avatar name="Duty Engineer" size="large" />
        <Avatar name="Duty Engineer" size="small" />
      </Specimen>
      <Specimen name="KeyHint, TimeText">
        <KeyHint keys="mod+k" />
        <KeyHint keys="g b" />
        <KeyHint keys="shift+ArrowDown" />
        <KeyHint keys="?" />
        <span className="flex flex-wrap gap-x-4 text-dense text-muted">
          {moments.map((away) => (
            <TimeText key={away} at={now + away} />
          ))}
          <TimeText at={now - 50 * 3_600_000} as="since" />
        </span>
      </Specimen>
      <Specimen name="ProgressBar">
        <div className="w-full space-y-3">
          <ProgressBar label="Importing" value={31_200} total={65_533} text="31,200 of 65,533 events" />
          <ProgressBar label="Reading the file" />
        </div>
      </Specimen>
      <Specimen name="MarkdownView">
        <MarkdownView text={text} className="w-full" />
      </Specimen>
    </SpecimenGroup>
  );
}
