/** Plain text with its line ends, its addresses made into links. */
export function LinkedText({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  return (
    <p className="break-words whitespace-pre-wrap">
      {parts.map((part, at) =>
        at % 2 === 0 ? (
          part
        ) : (
          <a
            key={at}
            href={part}
            target="_blank"
            rel="noopener noreferrer"
            className="break-all text-accent underline decoration-accent/35 underline-offset-2 hover:decoration-accent"
          >
            {part}
          </a>
        ),
      )}
    </p>
  );
}
