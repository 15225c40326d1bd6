import { useQuery } from "@tanstack/react-query";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { ConnectionList } from "./connection-list";
import { ConnectionPage } from "./connection-page";
import { PageHead } from "./framed";
import { Loaded } from "./loaded";
import type { PageProps } from "./paths";
import { connectionsQuery } from "./queries";

/** Every connection, or one. */
export default function Connections({ adminKey, item }: PageProps) {
  const text = useText().settings;
  const connections = useQuery(connectionsQuery(useServices().api, adminKey));
  return (
    <>
      {item === undefined && <PageHead title={text.pages.connections} />}
      <Loaded query={connections}>
        {(data) =>
          item === undefined ? (
            <ConnectionList adminKey={adminKey} connections={data} />
          ) : (
            <ConnectionPage key={item} adminKey={adminKey} name={item} connections={data} />
          )
        }
      </Loaded>
    </>
  );
}
