import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { ErrorNotice } from "../../ui/error-notice";
import { Skeleton } from "../../ui/skeleton";
import { keepAdminKey, useAdminKey } from "./admin-key";
import { ConnectionList } from "./connection-list";
import { ConnectionPage } from "./connection-page";
import { KeyForm } from "./key-form";
import { connectionKeys, connectionsQuery, isKeyRefused } from "./queries";

/** Settings → Connections, for who has an administrator's key. */
export default function ConnectionsView({ name }: { name: string | undefined }) {
  const key = useAdminKey();
  if (key === undefined) {
    return (
      <Framed>
        <KeyForm />
      </Framed>
    );
  }
  return <Known adminKey={key} name={name} />;
}

function Known({ adminKey, name }: { adminKey: string; name: string | undefined }) {
  const { api } = useServices();
  const connections = useQuery(connectionsQuery(api, adminKey));
  const { data, error } = connections;
  if (isKeyRefused(error)) {
    return (
      <Framed>
        <KeyForm expired />
      </Framed>
    );
  }
  if (data === undefined) {
    return (
      <Framed aside={<ForgetKey />}>
        {error === null ? <Skeleton rows={4} className="h-20" /> : <ErrorNotice error={error} retry={() => void connections.refetch()} />}
      </Framed>
    );
  }
  if (name !== undefined) return <ConnectionPage key={name} adminKey={adminKey} name={name} connections={data} stale={error !== null} />;
  return (
    <Framed aside={<ForgetKey />}>
      <ConnectionList adminKey={adminKey} connections={data} stale={error !== null} />
    </Framed>
  );
}

function Framed({ aside, children }: { aside?: ReactNode; children: ReactNode }) {
  const text = useText().settings;
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h1 className="py-1 text-xl font-semibold tracking-tight">{text.connections}</h1>
        {aside}
      </div>
      {children}
    </div>
  );
}

function ForgetKey() {
  const text = useText().settings;
  const { client } = useServices();
  const forget = (): void => {
    keepAdminKey(undefined);
    client.removeQueries({ queryKey: connectionKeys });
  };
  return (
    <Button onClick={forget} title={text.forgetHint}>
      <KeyRound aria-hidden className="size-4" />
      {text.forget}
    </Button>
  );
}
