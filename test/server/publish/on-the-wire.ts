/** Parsed answers as they travelled: amounts as text. */
export const onTheWire = (answers: readonly object[]): unknown =>
  JSON.parse(JSON.stringify(answers));
