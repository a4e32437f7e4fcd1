import { asTenant, type Pool } from "../db/pool.ts";
import { type FedPeriod, fileConnector } from "../erp/file/connector.ts";
import type { ErpGateway } from "../erp/gateway.ts";
import * as queries from "./queries.ts";

/** The connector of this installation, told by the database what it must know of a company. */
export function openErp({ pool, home }: { pool: Pool; home: string }): ErpGateway {
  return fileConnector({
    home,
    company: {
      periodsOn: async ({ tenantId, day }) => {
        const rows = await asTenant(pool, { tenantId }, (tx) => queries.fedPeriodsOn(tx, day));
        return { fed: rows.some(({ fed }) => fed), periods: rows.filter(isPeriod) };
      },
      ack: async (tenantId) => {
        const [setting] = await asTenant(pool, { tenantId }, (tx) => queries.erpAck(tx));
        return setting?.ack ?? "none";
      },
    },
  });
}

const isPeriod = (row: queries.FedPeriodRow): row is queries.FedPeriodRow & FedPeriod =>
  row.code !== null;
