import type { CSSProperties, ReactNode } from "react";

/**
 * One line of text at the size `most`, smaller where the nearest `@container` is too narrow for it: never cut off, since
 * a number without its end is another number. `text` is what `children` show.
 */
export function Fit({ text, most, children = text }: { text: string; most: string; children?: ReactNode }) {
  const style = { fontSize: `min(${most}, calc(100cqi / ${widthInEm(text).toFixed(2)}))` } satisfies CSSProperties;
  return (
    <span style={style} className="block leading-none whitespace-nowrap">
      {children}
    </span>
  );
}

/** How wide the text is at most, in any of the fonts of the page and in bold. */
export function widthInEm(text: string): number {
  let width = 0.1;
  for (const letter of text) width += widthOf(letter);
  return width;
}

function widthOf(letter: string): number {
  if (/\d/.test(letter)) return 0.7;
  if (/[\s.,:;'’ijlI|]/.test(letter)) return 0.4;
  return /[mwMW%]/.test(letter) ? 1.05 : 0.76;
}
