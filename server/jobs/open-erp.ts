import { asTenant, type Pool } from "../db/pool.ts";
import { fileConnector } from "../erp/file/connector.ts";
import type { ErpGateway } from "../erp/gateway.ts";
import * as periods from "../master/period.queries.ts";
import * as queries from "./queries.ts";

/** The connector of this installation, told by the database what it must know of a company. */
export function openErp({ pool, home }: { pool: Pool; home: string }): ErpGateway {
  return fileConnector({
    home,
    company: {
      periodsOn: ({ tenantId, day }) =>
        asTenant(pool, { tenantId }, async (tx) => {
          const [any] = await periods.anyPeriod(tx);
          return { fed: any?.fed ?? false, periods: await periods.periodsOn(tx, day) };
        }),
      ack: async (tenantId) => {
        const [setting] = await asTenant(pool, { tenantId }, queries.erpAck);
        return setting?.ack ?? "none";
      },
    },
  });
}
