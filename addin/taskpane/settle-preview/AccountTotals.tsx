import { makeStyles, tokens } from "@fluentui/react-components";
import type { AccountTotal } from "../../../shared/finance/posting.ts";
import type { Money } from "../../../shared/money.ts";

const useStyles = makeStyles({
  table: { width: "100%", borderCollapse: "collapse" },
  caption: { textAlign: "left", fontWeight: tokens.fontWeightSemibold },
  cell: {
    textAlign: "left",
    fontWeight: tokens.fontWeightRegular,
    paddingBlock: tokens.spacingVerticalXXS,
    overflowWrap: "anywhere",
  },
  amount: {
    textAlign: "right",
    fontVariantNumeric: "tabular-nums",
    whiteSpace: "nowrap",
    paddingLeft: tokens.spacingHorizontalS,
  },
});

/** Debits and credits by account. */
export function AccountTotals({ totals, title }: { totals: AccountTotal[]; title: string }) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{title}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.cell}>
            Account
          </th>
          <th scope="col" className={styles.amount}>
            Debit
          </th>
          <th scope="col" className={styles.amount}>
            Credit
          </th>
        </tr>
      </thead>
      <tbody>
        {totals.map(({ account, name, debit, credit }) => (
          <tr key={account}>
            <th scope="row" className={styles.cell}>
              {account} {name}
            </th>
            <td className={styles.amount}>{quietZero(debit)}</td>
            <td className={styles.amount}>{quietZero(credit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const quietZero = (amount: Money) => (amount.isZero() ? "" : amount.toDisplay());
