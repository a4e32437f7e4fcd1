/** Sheet1 of the workbook the test opened. */
export const sheet1 = (context: Excel.RequestContext) =>
  context.workbook.worksheets.getItem("Sheet1");

export const deductionsTable = (context: Excel.RequestContext) =>
  context.workbook.tables.getItem("tblDeductions");

export const valuesOf = (address: string) =>
  Excel.run(async (context) => {
    const range = sheet1(context).getRange(address).load({ values: true });
    await context.sync();
    return range.values as unknown[][];
  });

/** Three deductions in A1:C4, as a table. */
export async function writeDeductions(): Promise<void> {
  await Excel.run(async (context) => {
    const sheet = sheet1(context);
    sheet.getRange("A1:C4").values = [
      ["Deduction #", "Customer", "Amount"],
      ["D-1", "Walmart", 12000],
      ["D-2", "Kroger", 20000],
      ["D-3", "Walmart", 500],
    ];
    sheet.tables.add("A1:C4", true).name = "tblDeductions";
    await context.sync();
  });
}
