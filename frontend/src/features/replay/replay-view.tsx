import { useQuery } from "@tanstack/react-query";
import { CalendarClock, CalendarX, Layers } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { useText } from "../../i18n/language";
import { useSearch } from "../../lib/address";
import { frameOf, momentIn, Recording } from "../../lib/replay";
import { useServerNow, useServices } from "../../lib/services";
import { replayQuery } from "../../lib/stats-queries";
import { buttonClass } from "../../ui/button";
import { ErrorNotice } from "../../ui/error-notice";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { Player } from "./player";
import { useFrame } from "./use-frame";

/** The board as it was at a moment, which the address names. */
export function ReplayView() {
  const text = useText().replay;
  const named = momentIn(useSearch());
  const now = useServerNow();
  if (named === null) {
    return (
      <Framed>
        <Notice icon={CalendarX} title={text.noMoment}>
          <p>{text.noMomentHint}</p>
          <LastHour />
        </Notice>
      </Framed>
    );
  }
  if (now === undefined) {
    return (
      <Framed>
        <Skeleton rows={6} className="h-24" />
      </Framed>
    );
  }
  if (named !== undefined && named > now) {
    return (
      <Framed>
        <Notice icon={CalendarClock} title={text.future}>
          <LastHour />
        </Notice>
      </Framed>
    );
  }
  return <Known named={named} now={now} />;
}

/** @param named the moment in the address */
function Known({ named, now }: { named: number | undefined; now: number }) {
  const text = useText().replay;
  const frame = useFrame(named, () => frameOf(named ?? now, now));
  const replay = useQuery(replayQuery(useServices(), frame.from, frame.to));
  const recording = useMemo(() => (replay.data === undefined ? undefined : new Recording(replay.data)), [replay.data]);
  if (recording === undefined) {
    return (
      <Framed>
        {replay.error === null ? (
          <Skeleton rows={6} className="h-24" />
        ) : (
          <ErrorNotice error={replay.error} retry={() => void replay.refetch()} />
        )}
      </Framed>
    );
  }
  if (recording.to <= recording.from) {
    return (
      <Framed>
        <Notice icon={Layers} title={text.tooMuch}>
          <LastHour />
        </Notice>
      </Framed>
    );
  }
  return <Player recording={recording} named={named} asked={frame.from} />;
}

function Framed({ children }: { children: ReactNode }) {
  const text = useText().replay;
  return (
    <div className="flex flex-col gap-4">
      <h1 className="py-1 text-xl font-semibold tracking-tight">{text.title}</h1>
      {children}
    </div>
  );
}

function LastHour() {
  return (
    <Link href="/replay" className={buttonClass}>
      {useText().replay.lastHour}
    </Link>
  );
}
