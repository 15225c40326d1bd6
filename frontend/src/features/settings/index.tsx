import { useQuery } from "@tanstack/react-query";
import { useServices } from "../../lib/services";
import { ErrorNotice } from "../../ui/error-notice";
import { Skeleton } from "../../ui/skeleton";
import { useAdminKey } from "./admin-key";
import { ConnectionList } from "./connection-list";
import { ConnectionPage } from "./connection-page";
import { ForgetKey, Framed } from "./framed";
import { KeyForm } from "./key-form";
import { connectionsQuery, isKeyRefused } from "./queries";

/** Settings → Connections, for who has an administrator's key. */
export default function ConnectionsView({ name }: { name: string | undefined }) {
  const key = useAdminKey();
  if (key === undefined) {
    return (
      <Framed page="connections">
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
      <Framed page="connections">
        <KeyForm expired />
      </Framed>
    );
  }
  if (data === undefined) {
    return (
      <Framed page="connections" aside={<ForgetKey />}>
        {error === null ? <Skeleton rows={4} className="h-20" /> : <ErrorNotice error={error} retry={() => void connections.refetch()} />}
      </Framed>
    );
  }
  if (name !== undefined) return <ConnectionPage key={name} adminKey={adminKey} name={name} connections={data} stale={error !== null} />;
  return (
    <Framed page="connections" aside={<ForgetKey />}>
      <ConnectionList adminKey={adminKey} connections={data} stale={error !== null} />
    </Framed>
  );
}
