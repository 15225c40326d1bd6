import { useState } from "react";

interface Frame {
  readonly from: number;
  readonly to: number;
}

/** The time that is shown: it stays until the address names a moment outside of it. */
export function useFrame(named: number | undefined, around: () => Frame): Frame {
  const [frame, setFrame] = useState(around);
  if (named === undefined || (named >= frame.from && named <= frame.to)) return frame;
  const next = around();
  setFrame(next);
  return next;
}
